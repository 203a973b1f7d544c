using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML;

public sealed class ExchangeFolderTests : IDisposable
{
    private readonly Exchange _exchange = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public async Task Files_come_by_the_moment_they_were_formed_then_as_they_build_on_each_other_whatever_their_names()
    {
        const string moment = "ДатаФормирования=\"2026-03-02T10:00:00\"";
        _exchange.Write("a.xml", Told.Document("<Документ><Ид>1</Ид></Документ>", moment));
        _exchange.Write("b.xml", Told.Document("<ПакетПредложений><Предложения><Предложение><Ид>1</Ид><Остатки/></Предложение></Предложения></ПакетПредложений>", moment));
        _exchange.Write("c.xml", Told.Document("<ПакетПредложений><Предложения><Предложение><Ид>1</Ид><Цены><Цена><Налог><Наименование>НДС</Наименование></Налог></Цена></Цены></Предложение></Предложения></ПакетПредложений>", moment));
        _exchange.Write("d.xml", Told.Document("<ПакетПредложений><Предложения><Предложение><Ид>1</Ид><Наименование>Болт</Наименование></Предложение></Предложения></ПакетПредложений>", moment));
        _exchange.Write("e.xml", Told.Document("<Контрагенты><Контрагент><Ид>1</Ид></Контрагент></Контрагенты>", moment));
        _exchange.Write("goods/f.XML", Told.Document("<Каталог/>", moment));
        _exchange.Write("g.xml", Told.Document("<Каталог/><Классификатор/>", moment));
        _exchange.Write("z.xml", Told.Document("<Документ><Ид>0</Ид></Документ>", "ДатаФормирования=\"2026-03-01\""));

        var deliveries = await _exchange.ReceiveAsync();

        Assert.Equal(["z.xml", "g.xml", "goods/f.XML", "e.xml", "d.xml", "c.xml", "b.xml", "a.xml"], deliveries.Select(delivery => delivery.Name));
        Assert.Equal(deliveries.OrderBy(delivery => delivery.Number).ThenBy(delivery => delivery.Name, StringComparer.Ordinal), deliveries);
        Assert.Equal(new DateTime(2026, 3, 2, 7, 0, 0), deliveries[^1].FormedAt);
    }

    [Fact]
    public async Task A_file_that_does_not_say_when_it_was_formed_has_its_own_time()
    {
        _exchange.Write("a.xml", Told.Document("", ""), secondsAgo: 60);

        Assert.Equal(_exchange.Clock.Now.UtcDateTime.AddSeconds(-60), Assert.Single(await _exchange.ReceiveAsync()).FormedAt);
    }

    [Fact]
    public async Task A_file_still_being_written_waits()
    {
        _exchange.Write("a.xml", Told.Document(""), secondsAgo: 3);
        Assert.Empty(await _exchange.ReceiveAsync());

        _exchange.Clock.Now += TimeSpan.FromSeconds(10);
        Assert.Single(await _exchange.ReceiveAsync());
    }

    [Fact]
    public async Task A_file_whose_root_is_not_closed_waits_longer_and_is_then_malformed()
    {
        _exchange.Write("a.xml", Told.Catalogue("<Товар><Ид>1</Ид></Товар>")[..^30], secondsAgo: 15);
        Assert.Empty(await _exchange.ReceiveAsync());

        _exchange.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(Trouble.Malformed, (await _exchange.RefusesAsync("a.xml")).Trouble);
    }

    [Fact]
    public async Task A_file_that_stops_behind_an_empty_element_is_not_closed()
    {
        _exchange.Write("a.xml", "<КоммерческаяИнформация><!-- <a/> --><Каталог><Товары><Товар><Артикул/>", secondsAgo: 15);

        Assert.Empty(await _exchange.ReceiveAsync());
    }

    [Theory]
    [InlineData("\n<!-- конец -->\n")]
    [InlineData("\r\n\r\n")]
    public async Task What_stands_behind_a_closed_root_does_not_keep_a_file_waiting(string behind)
    {
        _exchange.Write("a.xml", Told.Document("") + behind, secondsAgo: 15);
        _exchange.Write("b.xml", "<КоммерческаяИнформация/>" + behind, secondsAgo: 15);
        _exchange.Write("c.xml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Told.Document("") + behind)).ToArray(), secondsAgo: 15);

        Assert.Equal(3, (await _exchange.ReceiveAsync()).Count);
    }

    [Fact]
    public async Task What_was_read_is_moved_by_the_day_and_never_over_another_file()
    {
        for (var time = 1; time <= 2; time++)
        {
            _exchange.Write("sub/a.xml", Told.Document("<Каталог/>"));
            await AcknowledgeAsync(Assert.Single(await _exchange.ReceiveAsync()));
        }

        Assert.True(_exchange.Has("done/2026-03-02/sub/a.xml") && _exchange.Has("done/2026-03-02/sub/a (2).xml"));
        Assert.False(_exchange.Has("sub/a.xml"));
        Assert.Empty(await _exchange.ReceiveAsync());
    }

    [Fact]
    public async Task A_file_written_anew_while_it_was_read_stays()
    {
        _exchange.Write("a.xml", Told.Document("<Каталог/>"));
        var delivery = Assert.Single(await _exchange.ReceiveAsync());
        _exchange.Write("a.xml", Told.Document("<Каталог><Товары/></Каталог>"));

        await AcknowledgeAsync(delivery);

        Assert.True(_exchange.Has("a.xml"));
    }

    [Fact]
    public async Task Keep_leaves_the_file_where_it_is()
    {
        _exchange.Settings.AfterReading = AfterReading.Keep;
        _exchange.Write("a.xml", Told.Document(""));

        await AcknowledgeAsync(Assert.Single(await _exchange.ReceiveAsync()));

        Assert.Single(await _exchange.ReceiveAsync());
    }

    [Fact]
    public async Task A_malformed_file_is_put_aside_with_the_reason_in_both_languages_beside_it()
    {
        _exchange.Write("a.xml", "undefined<?xml version=\"1.0\"?><a/>");
        var delivery = Assert.Single(await _exchange.ReceiveAsync());
        var wrong = await _exchange.RefusesAsync("a.xml");
        await using var channel = _exchange.Open();

        var place = await channel.PutAsideAsync(delivery, wrong.Words, Ct);

        Assert.Equal("bad/a.xml", place);
        var reason = await File.ReadAllTextAsync(Path.Combine(_exchange.Folder, "bad", "a.xml.reason.txt"), Ct);
        Assert.Contains(wrong.Words.Ru, reason, StringComparison.Ordinal);
        Assert.Contains(wrong.Words.En, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_malformed_files_of_one_name_are_both_kept()
    {
        for (var time = 1; time <= 2; time++)
        {
            _exchange.Write("a.xml", "x");
            await using var channel = _exchange.Open();
            await channel.PutAsideAsync(Assert.Single(await _exchange.ReceiveAsync()), new Words("п", "r"), Ct);
        }

        Assert.True(_exchange.Has("bad/a.xml") && _exchange.Has("bad/a (2).xml") && _exchange.Has("bad/a (2).xml.reason.txt"));
    }

    [Fact]
    public async Task Only_xml_and_zip_are_looked_at_and_no_links_are_followed()
    {
        _exchange.Write("import_files/9d/a.jpg", "x");
        _exchange.Write(".a.xml", Told.Document(""));
        var outside = Directory.CreateTempSubdirectory("crm-onec-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret.xml"), Told.Document(""), Ct);
            Directory.CreateSymbolicLink(Path.Combine(_exchange.Folder, "link"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(_exchange.Folder, "link.xml"), Path.Combine(outside.FullName, "secret.xml"));

            Assert.Empty(await _exchange.ReceiveAsync());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_foreign_xml_is_received_and_refused_and_can_stay()
    {
        _exchange.Write("meta.xml", "<?xml version=\"1.0\"?><meta><x/></meta>");

        Assert.Equal(Trouble.Refused, (await _exchange.RefusesAsync("meta.xml")).Trouble);
        Assert.True(_exchange.Has("meta.xml"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_wrong_setting_at_the_check_and_away_at_a_run()
    {
        _exchange.Settings.Folder = "nowhere";
        await using var channel = _exchange.Open();

        var check = await Assert.ThrowsAsync<ConnectorException>(() => channel.CheckAsync(Ct));
        var run = await Assert.ThrowsAsync<ConnectorException>(_exchange.ReceiveAsync);

        Assert.Equal((Trouble.Misconfigured, Trouble.Unavailable), (check.Trouble, run.Trouble));
    }

    [Fact]
    public async Task The_check_leaves_nothing_behind()
    {
        await using var channel = _exchange.Open();

        await channel.CheckAsync(Ct);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_exchange.Folder));
    }

    [Fact]
    public async Task A_file_that_has_gone_is_away_not_broken()
    {
        var path = _exchange.Write("a.xml", Told.Document(""));
        var delivery = Assert.Single(await _exchange.ReceiveAsync());
        File.Delete(path);

        var wrong = await Assert.ThrowsAsync<ConnectorException>(async () => await delivery.OpenAsync(Ct));

        Assert.Equal(Trouble.Unavailable, wrong.Trouble);
    }

    [Fact]
    public void Everything_wrong_with_the_settings_is_told_at_once()
    {
        var problems = new CommerceMlFilesConnector().Validate(new CommerceMlFilesSettings { Folder = " ", QuietSeconds = -1, AfterReading = (AfterReading)7, TimeZone = "Луна" });

        Assert.Equal(["Folder", "QuietSeconds", "AfterReading", "TimeZone"], problems.Select(problem => problem.Key));
        Assert.Empty(new CommerceMlFilesConnector().Validate(new CommerceMlFilesSettings { Folder = "x", TimeZone = "Asia/Yekaterinburg" }));
    }

    private async Task AcknowledgeAsync(Delivery delivery)
    {
        await using var channel = _exchange.Open();
        await channel.AcknowledgeAsync(delivery, Ct);
    }
}
