using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Core.Tests.Sync;

namespace Crm.Core.Tests.Storage;

public sealed class ArchiveThinningTests : CorridorTest
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private object? First => Hub.Ask("SELECT ArchiveFile FROM Deliveries ORDER BY Id LIMIT 1");

    private int Files => Directory.Exists(Hub.Archive.Folder) ? Directory.GetFiles(Hub.Archive.Folder, "*", SearchOption.AllDirectories).Length : 0;

    [Fact]
    public async Task The_file_of_an_applied_delivery_goes_when_it_is_old_and_its_row_stays()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();
        Hub.Clock.Advance(Kept);
        SaveFirm("1", "ООО «Ромашка-2»", "7707083893", "770701001");

        await NightAsync();

        Assert.Equal((1, 2L), (Files, Count("Deliveries")));
        Assert.Equal("", First);
        Assert.True(File.Exists(Path.Combine(Hub.Archive.Folder, (string)Hub.Ask("SELECT ArchiveFile FROM Deliveries ORDER BY Id DESC LIMIT 1")!)));
    }

    [Fact]
    public async Task Nothing_goes_when_nobody_said_so()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await RunAsync();
        Hub.Clock.Advance(10 * Kept);

        await RunAsync();

        Assert.Equal(2, Files);
    }

    [Fact]
    public async Task A_file_of_which_something_is_held_back_stays_until_it_is_not()
    {
        SaveInvoice("С-1", "1", "100");
        await NightAsync();
        Hub.Execute("UPDATE Questions SET IsOpen = false");
        Hub.Clock.Advance(Kept);
        await NightAsync();
        var held = First;
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();

        await NightAsync();

        Assert.NotEqual("", held);
        Assert.Equal("", First);
    }

    [Fact]
    public async Task A_file_of_a_run_about_which_a_question_is_open_stays()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();
        using (var db = Hub.Database.Connect())
        {
            new QuestionStore(db).Ask("q", QuestionKind.Clash, new("Что?", "What?"), "{}", 1, Hub.Clock.GetUtcNow().UtcDateTime);
        }

        Hub.Clock.Advance(Kept);
        await NightAsync();

        Assert.NotEqual("", First);
    }

    [Theory]
    [InlineData(DeliveryState.Received)]
    [InlineData(DeliveryState.Stopped)]
    [InlineData(DeliveryState.PutAside)]
    public async Task A_file_of_a_delivery_that_was_not_applied_stays(DeliveryState state)
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();
        Hub.Execute($"UPDATE Deliveries SET State = '{state}'");
        using var db = Hub.Database.Connect();

        Assert.Empty(new ArchiveThinning(db, Hub.Archive).Find("memory", Hub.Clock.GetUtcNow().UtcDateTime.AddDays(1)));
    }

    [Fact]
    public async Task A_file_of_another_connection_and_one_that_another_delivery_is_kept_in_stay()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();
        await NightAsync();
        using var db = Hub.Database.Connect();
        var (thinning, later) = (new ArchiveThinning(db, Hub.Archive), Hub.Clock.GetUtcNow().UtcDateTime.AddDays(1));
        Assert.Equal((2, 0), (thinning.Find("memory", later).Count, thinning.Find("other", later).Count));

        Hub.Execute("UPDATE Deliveries SET ArchiveFile = 'of both'");

        Assert.Empty(thinning.Find("memory", later));
    }

    [Fact]
    public async Task When_the_power_goes_before_the_rows_say_so_the_next_run_says_it()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await NightAsync();
        Hub.Clock.Advance(Kept);
        Hub.Archive.Delete((string)Hub.Ask("SELECT ArchiveFile FROM Deliveries")!);

        await NightAsync();

        Assert.Equal("", First);
    }

    [Fact]
    public async Task A_newer_word_whose_file_is_gone_is_told_when_an_older_one_comes_late()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        There.Deliver(1);
        There.Withhold(1, withheld: true);
        SaveFirm("1", "ООО «Ромашка-2»", "7707083893", "770701001");
        There.Deliver(2);
        await NightAsync();
        Hub.Clock.Advance(Kept);
        await NightAsync();
        There.Withhold(1, withheld: false);

        var report = await NightAsync();

        Assert.Contains(report.Notes, note => note.Words.En.Contains("its file is gone from the archive", StringComparison.Ordinal));
    }

    private Task<RunReport> NightAsync()
    {
        There.Deliver();
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        return Hub.RunAsync(new Flow("night", "memory", Book, new Brakes(), TimeZoneInfo.Utc) { KeepsRawFiles = Kept }, There.Open());
    }
}
