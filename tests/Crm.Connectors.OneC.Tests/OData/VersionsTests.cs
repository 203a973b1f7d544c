using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Simulator.Habits;
using Microsoft.AspNetCore.Http;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class VersionsTests
{
    [Fact]
    public async Task What_did_not_change_is_not_read_again()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        await room.PinnedAsync();
        room.PutMany(BaseRoom.Parties, 30);
        await room.NightAsync();
        var changed = room.Put(BaseRoom.Parties, ("Description", "Лютик"));
        room.Base.Log.Clear();

        var told = await room.NightAsync();

        Assert.Equal(changed, Assert.IsType<Change.Saved>(Assert.Single(told)).Ref.Id);
        Assert.Empty(await room.NightAsync());
        // Count, sweep, count; one pack; and the quiet night.
        Assert.Equal(4 + 3, room.Base.Log.Count);
    }

    [Fact]
    public async Task Many_objects_come_by_pages_and_each_comes_once()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        room.PutMany(BaseRoom.Parties, 700);

        var told = await room.NightAsync();

        Assert.Equal(700, told.Select(change => change.Ref.Id).Distinct().Count());
        Assert.Equal(700, told.Count);
        Assert.InRange(room.Base.Log.Count, 1, 20);
    }

    [Fact]
    public async Task Objects_that_share_a_code_are_read_all_the_same()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Banks, "Description");
        for (var at = 0; at < 300; at++)
        {
            room.Put(BaseRoom.Banks, ("Code", "044525225"), ("Description", $"Банк {at}"));
        }

        Assert.Equal(300, (await room.NightAsync()).Select(change => change.Ref.Id).Distinct().Count());
    }

    [Fact]
    public async Task No_more_is_asked_for_than_the_mappings_take()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description", "КонтактнаяИнформация/Представление");
        room.Put(BaseRoom.Parties, ("Description", "Ромашка"), ("ИНН", "7708000018"));

        var fields = Assert.IsType<Change.Saved>(Assert.Single(await room.NightAsync())).Fields;

        Assert.Equal(["DeletionMark", "Description", "Ref_Key", "КонтактнаяИнформация"], fields.Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_too_long_for_an_address_is_not_asked_for_by_names()
    {
        await using var room = await BaseRoom.OfAsync();
        var paths = room.Base.State.Sets.Contains(BaseRoom.Invoices) ? Crm.Connectors.OneC.OData.Metadata.MetadataReader
            .Read(File.OpenRead(Crm.Testing.OData.Shapes.Bp), TestContext.Current.CancellationToken)
            .Find(BaseRoom.Invoices)!.Properties.Select(property => property.Name).ToArray() : [];
        room.Want(BaseRoom.Invoices, paths);
        for (var at = 0; at < 25; at++)
        {
            room.PutInvoice("2026-02-01T10:00:00");
        }

        Assert.Equal(25, (await room.NightAsync()).Count);
        Assert.All(room.Base.Log.Entries, entry => Assert.InRange(Uri.EscapeDataString(entry.Path).Length + entry.Query.Length, 0, 2000));
    }

    [Fact]
    public async Task The_deletion_mark_is_told_and_so_is_its_taking_away()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        var key = room.Put(BaseRoom.Parties, ("Description", "Ромашка"), ("DeletionMark", true));

        Assert.IsType<Change.Deleted>(Assert.Single(await room.NightAsync()));

        room.Put(BaseRoom.Parties, ("Ref_Key", key), ("DeletionMark", false));
        Assert.IsType<Change.Saved>(Assert.Single(await room.NightAsync()));
    }

    [Fact]
    public async Task What_1C_keeps_back_in_silence_fails_loudly()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        room.PutMany(BaseRoom.Parties, 1001);
        room.Base.Habits.Set(Habit.Caps1000);

        var wrong = await room.FailsAsync();

        Assert.Equal(Trouble.Unavailable, wrong.Trouble);
        Assert.Contains("1000", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("1001", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_before_the_first_day_stay_unread()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number");
        room.Settings.Since = new DateOnly(2026, 1, 1);
        room.PutInvoice("2025-12-31T23:59:59");
        var key = room.PutInvoice("2026-01-01T00:00:00");

        Assert.Equal(key, Assert.Single(await room.NightAsync()).Ref.Id);
    }

    [Fact]
    public async Task Two_requests_at_once_bring_the_same_as_one()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        room.Settings.Parallel = 2;
        room.PutMany(BaseRoom.Parties, 190);

        Assert.Equal(190, (await room.NightAsync()).Select(change => change.Ref.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_the_base_does_not_publish_is_a_wrong_setting()
    {
        await using var room = (await BaseRoom.OfAsync()).Want("Catalog_НетТакого", "Description");

        Assert.Equal(Trouble.Misconfigured, (await room.FailsAsync()).Trouble);
    }

    [Fact]
    public async Task A_row_that_rights_hide_does_not_break_the_reading_of_the_others()
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        var seen = room.Put(BaseRoom.Parties, ("Description", "Ромашка"));
        room.Base.State.Hide(BaseRoom.Parties, room.Put(BaseRoom.Parties, ("Description", "Лютик")));

        Assert.Equal(seen, Assert.Single(await room.NightAsync()).Ref.Id);
    }

    [Theory]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.Html)]
    public async Task An_answer_that_breaks_off_is_asked_for_again(FaultKind fault)
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        room.PutMany(BaseRoom.Parties, 30);
        for (var nth = 1; nth <= 9; nth += 2)
        {
            room.Base.Faults.Plan(new Fault(fault, "GET", BaseRoom.Parties, Nth: nth));
        }

        Assert.Equal(30, (await room.NightAsync()).Count);
    }

    [Fact]
    public async Task Sessions_are_kept_and_lost_ones_begun_anew()
    {
        await using var room = (await BaseRoom.OfAsync(habits: "sessions,loses-sessions")).Want(BaseRoom.Parties, "Description");
        room.Settings.Sessions = true;
        room.PutMany(BaseRoom.Parties, 190);

        Assert.Equal(190, (await room.NightAsync()).Count);
        Assert.Equal(0, room.Base.State.SessionsKept);
    }

    [Fact]
    public async Task What_was_swept_and_does_not_come_by_its_key_is_not_taken_for_gone()
    {
        await using var peer = await OddPeer.OfAsync((http, _) => http.Response.WriteAsync(
            http.Request.Path.Value!.EndsWith("$count", StringComparison.Ordinal) ? "1"
            : http.Request.QueryString.Value!.Contains("filter", StringComparison.Ordinal) ? """{"value":[]}"""
            : """{"value":[{"Ref_Key":"8b9660f6-6332-11ec-ad72-000c29b45b09","DataVersion":"AAAB"}]}"""));
        await using var room = (await (await BaseRoom.OfAsync()).PinnedAsync()).Want(BaseRoom.Parties, "Description");
        room.Settings.Address = peer.Address;

        Assert.Equal(Trouble.Unavailable, (await room.FailsAsync()).Trouble);
    }
}
