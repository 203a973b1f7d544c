using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Simulator.Habits;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class PlanTests
{
    private const string Set = "ExchangePlan_" + BaseRoom.Plan;

    [Fact]
    public async Task Everything_is_told_once_and_from_then_on_what_the_plan_says()
    {
        await using var room = await RoomAsync();
        var key = room.Put(BaseRoom.Parties, ("Description", "Ромашка"), ("ИНН", "7708000018"));
        await room.NightAsync();
        room.Put(BaseRoom.Parties, ("Ref_Key", key), ("Description", "Лютик"));
        room.Base.Log.Clear();

        var saved = Assert.IsType<Change.Saved>(Assert.Single(await room.NightAsync()));

        Assert.Equal(("Лютик", key), (saved.Fields.Text("Description"), saved.Ref.Id));
        Assert.NotNull(saved.Version);
        Assert.Equal(1, room.Asked("GET", BaseRoom.Parties));
        Assert.Empty(await room.NightAsync());
    }

    [Fact]
    public async Task What_the_plan_says_reads_like_what_the_set_says()
    {
        await using var room = await RoomAsync();
        room.Wants.Clear();
        room.Want(BaseRoom.Parties, "");
        room.Put(
            BaseRoom.Parties, ("Description", "Ромашка"), ("ИНН", "7708000018"),
            ("КонтактнаяИнформация", new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["LineNumber"] = 1, ["Представление"] = "+7 000 000-00-00" })));

        var told = (await room.NightAsync()).Cast<Change.Saved>().ToList();

        Assert.Equal(2, told.Count);
        Assert.Equal(told[0].Fields, told[1].Fields);
        Assert.Equal(told[0].Version, told[1].Version);
    }

    [Fact]
    public async Task What_is_gone_for_good_is_told_as_a_deletion()
    {
        await using var room = await RoomAsync();
        var key = room.Put(BaseRoom.Parties, ("Description", "Ромашка"));
        await room.NightAsync();
        room.Base.State.Delete(BaseRoom.Parties, key);

        Assert.Equal(key, Assert.IsType<Change.Deleted>(Assert.Single(await room.NightAsync())).Ref.Id);
    }

    [Fact]
    public async Task A_message_is_confirmed_when_it_is_acknowledged_and_not_before()
    {
        await using var room = await RoomAsync();
        room.Put(BaseRoom.Parties, ("Description", "Ромашка"));

        await room.NightAsync(acknowledge: false);
        Assert.Equal(0, room.Asked("POST", "NotifyChangesReceived"));

        Assert.NotEmpty(await room.NightAsync());
        Assert.Equal(1, room.Asked("POST", "NotifyChangesReceived"));
    }

    [Fact]
    public async Task Changes_that_no_mapping_takes_are_confirmed_all_the_same()
    {
        await using var room = await RoomAsync();
        await room.NightAsync();
        room.Put(BaseRoom.Banks, ("Description", "Банк"));

        Assert.Empty(await room.NightAsync());
        Assert.Equal(0, room.Base.State.Registered(room.Base.State.All(Set).First(node => node["Code"]!.ToString().Trim() == "HUB")["Ref_Key"]!.ToString()));
    }

    [Fact]
    public async Task What_1C_has_forgotten_since_a_backup_is_found_by_versions_and_then_the_plan_is_enough_again()
    {
        await using var room = await RoomAsync();
        room.Put(BaseRoom.Parties, ("Description", "Ромашка"));
        await room.NightAsync();
        var backup = room.Memory.Copy();
        var key = room.Put(BaseRoom.Parties, ("Description", "Лютик"));
        await room.NightAsync();

        room.Memory = backup;
        var told = await room.NightAsync();
        room.Put(BaseRoom.Parties, ("Ref_Key", key), ("Description", "Василёк"));
        await room.NightAsync();
        room.Base.Log.Clear();
        await room.NightAsync();

        Assert.Equal(key, Assert.Single(told).Ref.Id);
        Assert.Equal(0, room.Asked("GET", BaseRoom.Parties));
    }

    [Fact]
    public async Task Two_flows_that_share_a_node_miss_nothing_that_the_other_confirmed()
    {
        await using var room = await RoomAsync();
        var (one, other) = (room.Memory, new MemoryNotes());
        room.Put(BaseRoom.Parties, ("Description", "Лютик"));
        await room.NightAsync();
        room.Memory = other;
        await room.NightAsync();
        var key = room.Put(BaseRoom.Parties, ("Description", "Ромашка"));

        room.Memory = one;
        var first = await room.NightAsync();
        room.Memory = other;
        var second = await room.NightAsync();

        Assert.Equal((key, key), (Assert.Single(first).Ref.Id, Assert.Single(second).Ref.Id));
    }

    [Fact]
    public async Task A_message_that_breaks_off_is_not_asked_for_again_at_once_and_nothing_of_it_is_taken()
    {
        await using var room = await RoomAsync();
        await room.NightAsync();
        room.Put(BaseRoom.Parties, ("Description", "Ромашка"));
        room.Base.Faults.Plan(new Fault(FaultKind.Cut, Set: "SelectChanges") { Bytes = 700 });
        room.Base.Log.Clear();

        Assert.Equal(Trouble.Unavailable, (await room.FailsAsync()).Trouble);

        Assert.Single(await room.NightAsync());
        Assert.Equal(2, room.Asked("POST", "SelectChanges"));
    }

    [Theory]
    [InlineData("НЕТ")]
    [InlineData("BASE")]
    public async Task A_node_that_is_not_ours_is_a_wrong_setting(string node)
    {
        await using var room = await RoomAsync();
        room.Settings.Node = node;

        Assert.Equal(Trouble.Misconfigured, (await room.FailsAsync()).Trouble);
    }

    private static async Task<BaseRoom> RoomAsync()
    {
        var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description");
        room.Put(Set, ("Code", "BASE"), ("Description", "Эта база"), ("ThisNode", true));
        room.Put(Set, ("Code", "HUB"), ("Description", "Хаб"));
        (room.Settings.Plan, room.Settings.Node) = (BaseRoom.Plan, "HUB");
        return room;
    }
}
