using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class DatesTests
{
    [Fact]
    public async Task The_first_reading_takes_all_and_the_next_the_last_days()
    {
        await using var room = await RoomAsync();
        room.PutInvoice("2020-05-01T10:00:00");
        var recent = room.PutInvoice("2026-02-27T10:00:00");

        Assert.Equal(2, (await room.NightAsync()).Count);
        Assert.Equal(recent, Assert.Single(await room.NightAsync()).Ref.Id);
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again()
    {
        await using var room = await RoomAsync();
        room.PutInvoice("2020-05-01T10:00:00");

        await room.NightAsync(acknowledge: false);

        Assert.Single(await room.NightAsync());
    }

    [Fact]
    public async Task A_month_too_full_for_one_answer_is_cut_and_nothing_of_it_is_lost()
    {
        await using var room = await RoomAsync();
        (room.Settings.PageMegabytes, var fat) = (1, new string('я', 5_000));
        foreach (var day in Enumerable.Range(1, 28))
        {
            room.PutInvoice($"2026-02-{day:D2}T08:00:00", ("Комментарий", fat));
            room.PutInvoice($"2026-02-{day:D2}T09:00:00", ("Комментарий", fat));
        }

        // So many in the very same second can only be turned by pages.
        foreach (var _ in Enumerable.Range(1, 150))
        {
            room.PutInvoice("2026-02-15T12:00:00", ("Комментарий", fat));
        }

        var told = await room.NightAsync();

        Assert.Equal(56 + 150, told.Select(change => change.Ref.Id).Distinct().Count());
        Assert.Contains(room.Base.Log.Entries, entry => Uri.UnescapeDataString(entry.Query).Contains("Date lt datetime'2026-02-03T00:00:00'", StringComparison.Ordinal));
        Assert.Contains(room.Base.Log.Entries, entry => entry.Query.Contains("$skip=", StringComparison.Ordinal));
        Assert.All(room.Base.Log.Entries.Where(entry => entry.Set == BaseRoom.Invoices), entry => Assert.InRange(entry.BytesOut, 0, 2_000_000));
    }

    [Fact]
    public async Task Records_of_a_register_are_objects_known_by_their_keys()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Rates, "Курс");
        var currency = room.Put("Catalog_Валюты", ("Description", "USD"));
        room.Put(BaseRoom.Rates, ("Period", "2026-02-01T00:00:00"), ("Валюта_Key", currency), ("Курс", 91.5));

        var saved = Assert.IsType<Change.Saved>(Assert.Single(await room.NightAsync()));

        Assert.Equal($"2026-02-01T00:00:00|{currency}", saved.Ref.Id);
        Assert.Equal("91.5", saved.Fields.Text("Курс"));
    }

    private static async Task<BaseRoom> RoomAsync()
    {
        var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "Комментарий");
        room.Settings.Changes = ChangeSource.Dates;
        return room;
    }
}
