using System.IO.Compression;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML;

public sealed class ZipPackageTests : IDisposable
{
    private readonly Exchange _exchange = new();

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public async Task A_zip_is_one_delivery_whose_documents_are_read_as_they_build_on_each_other()
    {
        _exchange.WriteZip(
            "v8_1F2A_1c.zip",
            ("a_offers.xml", Told.Package("<Предложение><Ид>1</Ид><Наименование>Болт</Наименование></Предложение>")),
            ("import_files/9d/1.jpg", "not a picture"),
            ("b_import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")),
            ("inner.zip", "PK"),
            ("card.xml", "<card/>"));

        var delivery = Assert.Single(await _exchange.ReceiveAsync());
        var changes = await _exchange.ReadAsync(delivery);

        Assert.True(delivery.NeedsWhole);
        Assert.Equal(new DateTime(2026, 3, 2, 7, 0, 0), delivery.FormedAt);
        Assert.Equal(["Товар", "Предложение"], changes.Kinds());
        Assert.Equal("v8_1F2A_1c.zip/b_import.xml:3", changes[0].Place.ToString());
    }

    [Fact]
    public async Task A_zip_under_the_name_of_an_xml_and_an_xml_under_the_name_of_a_zip_are_read_by_content()
    {
        _exchange.WriteZip("a.xml", ("import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")));
        _exchange.Write("b.zip", Told.Catalogue("<Товар><Ид>2</Ид></Товар>"));

        var deliveries = await _exchange.ReceiveAsync();

        Assert.Equal([true, false], deliveries.Select(delivery => delivery.NeedsWhole));
        Assert.Equal("1", Assert.Single(await _exchange.ReadAsync(deliveries[0])).Ref.Id);
        Assert.Equal("2", Assert.Single(await _exchange.ReadAsync(deliveries[1])).Ref.Id);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("a/../../evil.xml")]
    [InlineData("/etc/evil.xml")]
    [InlineData("C:\\evil.xml")]
    [InlineData("..\\evil.jpg")]
    public async Task A_name_that_leads_out_of_the_zip_is_malformed(string name)
    {
        _exchange.WriteZip("a.zip", ("import.xml", Told.Catalogue("")), (name, Told.Catalogue("")));

        var wrong = await _exchange.RefusesAsync("a.zip");

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains(name, wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_bomb_is_malformed_before_it_is_unfolded()
    {
        _exchange.WriteZip("a.zip", ("import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>" + new string(' ', 20 << 20))));

        var wrong = await _exchange.RefusesAsync("a.zip");

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("бомба", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_with_too_many_files_is_malformed()
    {
        _exchange.WriteZip("a.zip", [.. Enumerable.Range(0, 10_001).Select(n => ($"p/{n}.jpg", "")), ("import.xml", Told.Catalogue(""))]);

        Assert.Contains("10000", (await _exchange.RefusesAsync("a.zip")).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_without_a_document_of_ours_is_refused()
    {
        _exchange.WriteZip("a.zip", ("meta.xml", "<meta/>"), ("a.jpg", "x"));

        Assert.Equal(Trouble.Refused, (await _exchange.RefusesAsync("a.zip")).Trouble);
    }

    [Fact]
    public async Task A_broken_document_in_a_zip_is_told_with_the_name_of_its_entry()
    {
        _exchange.WriteZip("a.zip", ("import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")), ("offers.xml", Told.Package("<Предложение>")));

        Assert.Contains("a.zip/offers.xml", (await _exchange.RefusesAsync("a.zip")).Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_cut_off_waits_and_is_then_malformed()
    {
        var path = _exchange.WriteZip("a.zip", ("import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")));
        _exchange.Write("a.zip", (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[..^20], secondsAgo: 15);
        Assert.Empty(await _exchange.ReceiveAsync());

        _exchange.Clock.Now += TimeSpan.FromMinutes(5);

        Assert.Equal(Trouble.Malformed, (await _exchange.RefusesAsync("a.zip")).Trouble);
    }

    [Fact]
    public async Task A_zip_damaged_anywhere_is_read_or_refused_in_words()
    {
        var whole = await File.ReadAllBytesAsync(_exchange.WriteZip("a.zip", ("import.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")), ("a.jpg", "x")), TestContext.Current.CancellationToken);
        var delivery = Assert.Single(await _exchange.ReceiveAsync());
        await using var channel = _exchange.Open();

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                var damaged = whole.ToArray();
                foreach (var (at, value) in changes)
                {
                    damaged[at] = value;
                }

                var wrong = Record.Exception(() => channel.Read(delivery, new MemoryStream(damaged), default).Count());
                Assert.True(wrong is null or ConnectorException, $"{wrong}");
            },
            iter: 2_000);
    }

    [Fact]
    public async Task Bytes_that_do_not_match_their_checksum_are_malformed()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("import.xml", CompressionLevel.NoCompression).Open();
            stream.Write(Encoding.UTF8.GetBytes(Told.Catalogue("<Товар><Ид>AAAA</Ид></Товар>")));
        }

        var damaged = bytes.ToArray();
        damaged[damaged.AsSpan().IndexOf("AAAA"u8)] = (byte)'B';
        _exchange.Write("a.zip", damaged);

        Assert.Contains("контрольная сумма", (await _exchange.RefusesAsync("a.zip")).Words.Ru, StringComparison.Ordinal);
    }
}
