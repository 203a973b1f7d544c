using System.Text;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Storage;

namespace Crm.Hub.Tests.Whole;

/// <summary>When a file of the folder is taken, and where it lies afterwards.</summary>
public sealed class ExchangeFolderTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Written.Catalogue(Written.Items(40)));

    [Fact]
    public async Task A_file_that_changed_a_moment_ago_waits_and_is_taken_when_it_has_been_left_alone()
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        hub.QuietSeconds = 10;
        hub.Write("import.xml", Whole, secondsAgo: 3);

        var early = await hub.RunAsync();

        Assert.Equal((RunOutcome.Done, 0, 0), (early.Outcome, early.Numbers.Deliveries, early.Notes.Count));
        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM Item"));
        Assert.Equal(["import.xml"], hub.Files());

        hub.Hub.Clock.Advance(TimeSpan.FromSeconds(10));
        await hub.RunAsync();

        Assert.Equal(40L, hub.Ask("SELECT COUNT(*) FROM Item"));
        Assert.Equal(["done/2026-03-02/import.xml"], hub.Files());
    }

    [Theory]
    [InlineData("import.xml", false)]
    [InlineData("v8_1A2B_3c.zip", true)]
    public async Task A_file_still_being_written_is_neither_taken_nor_put_aside_and_is_taken_when_it_is_whole(string name, bool zipped)
    {
        var whole = zipped ? ExchangeHub.Zip(("import.xml", Encoding.UTF8.GetString(Whole))) : Whole;
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        hub.QuietSeconds = 10;
        hub.Write(name, whole[..(whole.Length / 2)], secondsAgo: 30);

        var early = await hub.RunAsync();

        Assert.Equal((RunOutcome.Done, 0, 0), (early.Outcome, early.Numbers.Deliveries, early.Numbers.DeliveriesPutAside));
        Assert.Equal([name], hub.Files());

        hub.Write(name, whole, secondsAgo: 10);
        await hub.RunAsync();

        Assert.Equal(40L, hub.Ask("SELECT COUNT(*) FROM Item"));
        Assert.Equal(["done/2026-03-02/" + name], hub.Files());
    }

    [Fact]
    public async Task A_file_nobody_finishes_is_put_aside_in_the_end()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.QuietSeconds = 10;
        hub.Write("import.xml", Whole[..(Whole.Length / 2)], secondsAgo: 30);
        await hub.RunAsync();

        hub.Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var report = await hub.RunAsync();

        Assert.Equal((1, ExitCode.DoneWithHeld), (report.Numbers.DeliveriesPutAside, ExitCodes.Of(report.Outcome)));
        Assert.Equal(["bad/import.xml", "bad/import.xml.reason.txt"], hub.Files());
    }

    [Fact]
    public async Task Names_with_path_parts_keep_their_places_below_the_folder()
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        hub.Write("обмен 1/goods/import.xml", Whole);
        hub.Write("обмен 1/bad/offers.xml", Encoding.UTF8.GetBytes(Written.Offers("<Предложение><Ид>i-1</Ид><Наименование>Товар 1</Наименование></Предложение>")));
        hub.Write("обмен 1/goods/a..broken..xml", "<КоммерческаяИнформация>"u8.ToArray());

        var report = await hub.RunAsync();

        Assert.Equal(
            [
                "bad/обмен 1/goods/a..broken..xml", "bad/обмен 1/goods/a..broken..xml.reason.txt",
                "done/2026-03-02/обмен 1/bad/offers.xml", "done/2026-03-02/обмен 1/goods/import.xml",
            ],
            hub.Files());
        Assert.Equal("обмен 1/goods/a..broken..xml", Assert.Single(report.Notes).Delivery);
        Assert.Equal("обмен 1/goods/import.xml:4", hub.Ask("SELECT DISTINCT File || ':' || Line FROM Journal WHERE Kind = 'Item' AND ExternalId = 'i-1'"));
    }

    [Fact]
    public async Task Two_files_of_one_name_on_two_days_are_both_kept()
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        hub.Write("import.xml", Written.Catalogue(Written.Item("1", "Один")));
        await hub.RunAsync();
        hub.Write("import.xml", Written.Catalogue(Written.Item("1", "Другой"), "2026-03-01T11:00:00"));
        await hub.RunAsync();

        Assert.Equal(["done/2026-03-02/import (2).xml", "done/2026-03-02/import.xml"], hub.Files());
        Assert.Equal("Другой", hub.Ask("SELECT Name FROM Item"));
    }
}
