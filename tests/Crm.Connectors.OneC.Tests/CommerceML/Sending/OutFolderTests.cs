using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML.Sending;

public sealed class OutFolderTests : IDisposable
{
    private readonly Exchange _exchange = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Orders => Path.Combine(_exchange.Out, "orders-ut-7.xml");

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public async Task A_file_that_is_there_and_says_the_same_is_left_alone()
    {
        await _exchange.SendAsync(Sent.One(Sent.Document));
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Orders, longAgo);

        await _exchange.SendAsync(Sent.One(Sent.Document));

        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(Orders));
    }

    [Fact]
    public async Task What_1C_took_away_comes_again_with_the_same_bytes_when_the_parcel_is_sent_again()
    {
        await _exchange.SendAsync(Sent.One(Sent.Document));
        var before = _exchange.SentThere();
        File.Delete(Orders);

        await _exchange.SendAsync(Sent.One(Sent.Document));

        Assert.Equal(before, _exchange.SentThere());
    }

    [Fact]
    public async Task A_draft_of_a_crash_is_never_a_file_for_1C_and_the_next_sending_clears_it()
    {
        File.WriteAllText(Path.Combine(_exchange.Out, ".orders-ut-7.xml.draft"), new string('x', 100_000));

        await _exchange.SendAsync(Sent.One(Sent.Document));

        Assert.Equal(["contragents-ut-7.xml", "orders-ut-7.xml"], Directory.EnumerateFiles(_exchange.Out).Select(Path.GetFileName).Order());
        Assert.Equal(Sent.Files(Sent.One(Sent.Document)).File("orders").Content, await File.ReadAllBytesAsync(Orders, Ct));
    }

    [Fact]
    public async Task A_half_file_under_the_final_name_is_replaced_by_the_whole()
    {
        await _exchange.SendAsync(Sent.One(Sent.Document));
        var whole = await File.ReadAllBytesAsync(Orders, Ct);
        await File.WriteAllBytesAsync(Orders, whole[..^20], Ct);

        await _exchange.SendAsync(Sent.One(Sent.Document));

        Assert.Equal(whole, await File.ReadAllBytesAsync(Orders, Ct));
    }

    [Fact]
    public async Task A_parcel_of_which_everything_is_refused_writes_no_file()
    {
        await _exchange.SendAsync(Sent.Parcel(Sent.Of(Sent.Order, "o", Sent.Document)));

        Assert.Empty(_exchange.SentThere());
    }

    [Fact]
    public async Task Without_the_setting_nothing_can_be_sent()
    {
        _exchange.Settings.Out = null;
        await using var channel = _exchange.Open();
        await channel.CheckAsync(Ct);

        var wrong = await Assert.ThrowsAsync<ConnectorException>(() => channel.SendAsync(Sent.One(Sent.Document), Ct));

        Assert.Equal(Trouble.Misconfigured, wrong.Trouble);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_wrong_setting_at_the_check_and_away_at_a_run()
    {
        Directory.Delete(_exchange.Out);
        await using var channel = _exchange.Open();

        var check = await Assert.ThrowsAsync<ConnectorException>(() => channel.CheckAsync(Ct));
        var run = await Assert.ThrowsAsync<ConnectorException>(() => channel.SendAsync(Sent.One(Sent.Document), Ct));

        Assert.Equal((Trouble.Misconfigured, Trouble.Unavailable), (check.Trouble, run.Trouble));
    }

    [Fact]
    public async Task The_check_leaves_nothing_behind()
    {
        await using var channel = _exchange.Open();

        await channel.CheckAsync(Ct);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_exchange.Out));
    }

    [Theory]
    [InlineData("exchange")]
    [InlineData("exchange/out")]
    [InlineData("./exchange/a/../done")]
    public async Task The_hub_never_sends_to_where_it_reads(string folder)
    {
        _exchange.Settings.Out = folder;

        Assert.Equal("Out", Assert.Single(new CommerceMlFilesConnector().Validate(_exchange.Settings)).Key);

        _exchange.Settings.Out = Path.Combine(Path.GetDirectoryName(_exchange.Folder)!, folder);
        Assert.Empty(new CommerceMlFilesConnector().Validate(_exchange.Settings));
        await using var channel = _exchange.Open();
        var wrong = await Assert.ThrowsAsync<ConnectorException>(() => channel.CheckAsync(Ct));
        Assert.Equal(Trouble.Misconfigured, wrong.Trouble);
        Assert.Contains("лежит в папке обмена", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", OutForm.Standard, OutEncoding.Utf8, "Out")]
    [InlineData("out", (OutForm)7, OutEncoding.Utf8, "OutForm")]
    [InlineData("out", OutForm.Site, (OutEncoding)7, "OutEncoding")]
    [InlineData("exchange2", OutForm.Site, OutEncoding.Windows1251, null)]
    public void Wrong_settings_are_told(string folder, OutForm form, OutEncoding encoding, string? key) =>
        Assert.Equal(key, new CommerceMlFilesConnector().Validate(new CommerceMlFilesSettings { Folder = "exchange", Out = folder, OutForm = form, OutEncoding = encoding }).SingleOrDefault()?.Key);
}
