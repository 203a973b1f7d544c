using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Simulator.Habits;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class HabitTests
{
    [Fact]
    public async Task A_page_of_HTML_comes_with_200_although_the_write_was_done()
    {
        await using var client = await Client.OfAsync(habits: "html-200");

        var answer = await client.SendAsync("POST", Parties, new JsonObject { ["Description"] = "Ромашка" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, client.Base.State.Count(Parties));
    }

    [Fact]
    public async Task Lists_need_allowedOnly_where_rights_are_by_row()
    {
        await using var client = await Client.OfAsync(habits: "rights-401");
        await client.PartyAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "20"), ((await client.GetAsync(Parties)).Status, (await client.GetAsync(Parties)).Code));
        Assert.Single(await client.ListAsync(Parties + "?allowedOnly=true"));
    }

    [Fact]
    public async Task Lists_end_after_a_thousand_rows_and_do_not_say_so()
    {
        await using var client = await Client.OfAsync(habits: "caps-1000");
        for (var number = 0; number < 1001; number++)
        {
            client.Base.State.Put(Parties, []);
        }

        Assert.Equal(1000, (await client.ListAsync(Parties + "?$select=Ref_Key")).Count);
        Assert.Equal(1000, (await client.ListAsync(Parties + "?$select=Ref_Key&$top=5000")).Count);
        Assert.Equal("1001", (await client.GetAsync(Parties + "/$count")).Text);
    }

    [Fact]
    public async Task Every_third_answer_to_a_write_is_lost_after_the_write()
    {
        await using var client = await Client.OfAsync(habits: "lost-answers");
        await client.PartyAsync();
        await client.PartyAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PartyAsync());
        Assert.Equal(3, client.Base.State.Count(Parties));
    }

    [Fact]
    public async Task The_first_request_waits_for_the_base_to_wake_up_and_again_after_a_pause()
    {
        var time = new WatchedTime();
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { Habits = "slow-start", Time = time });

        var first = client.GetAsync(Parties);
        Assert.Equal(TimeSpan.FromSeconds(30), await time.PassAsync());
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties)).Status);

        client.Base.State.MoveClock(TimeSpan.FromMinutes(21));
        var late = client.GetAsync(Parties);
        Assert.Equal(TimeSpan.FromSeconds(30), await time.PassAsync());
        Assert.Equal(HttpStatusCode.OK, (await late).Status);
    }

    [Fact]
    public async Task A_session_is_kept_by_its_cookie_and_takes_a_licence_until_it_ends()
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { Habits = "sessions", Licences = 1 });
        var cookie = (await client.GetAsync(Parties, ("IBSession", "start"))).Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties, ("Cookie", cookie))).Status);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await client.GetAsync(Parties, ("IBSession", "start"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties, ("Cookie", cookie), ("IBSession", "finish"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(Parties, ("Cookie", cookie))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties)).Status);
        Assert.Equal(0, client.Base.State.SessionsKept);
    }

    [Fact]
    public async Task A_session_is_lost_after_ten_requests_by_habit_and_all_at_once_by_hand()
    {
        await using var client = await Client.OfAsync(habits: "sessions,loses-sessions");
        var cookie = (await client.GetAsync(Parties, ("IBSession", "start"))).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        for (var number = 0; number < 10; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties, ("Cookie", cookie))).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(Parties, ("Cookie", cookie))).Status);
        await client.GetAsync(Parties, ("IBSession", "start"));
        client.Base.State.LoseSessions();
        Assert.Equal(0, client.Base.State.SessionsKept);
    }

    [Fact]
    public async Task Without_the_habit_nobody_gets_a_cookie_and_without_a_licence_nobody_gets_in()
    {
        await using var client = await Client.OfAsync();
        Assert.False((await client.GetAsync(Parties, ("IBSession", "start"))).Headers.Contains("Set-Cookie"));

        client.Base.Habits.Set("licence-exhausted");
        Assert.Equal(HttpStatusCode.NotAcceptable, (await client.GetAsync(Parties)).Status);
    }

    [Fact]
    public async Task A_long_query_is_not_found_behind_IIS()
    {
        await using var client = await Client.OfAsync(habits: "short-urls");

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Parties}?$filter=Description eq '{new string('х', 400)}'")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Parties}?$filter=Description eq '{new string('х', 200)}'")).Status);
    }

    [Fact]
    public async Task A_password_is_asked_for_in_UTF_8()
    {
        await using var client = await Client.OfAsync(new SimulatorOptions(Testing.OData.Shapes.Bp) { User = "Обмен", Password = "тайна" });

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Parties)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Parties, Login(CodePagesEncodingProvider.Instance.GetEncoding(1251)!))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Parties, Login(Encoding.UTF8))).Status);
    }

    [Fact]
    public void Every_habit_is_switched_by_its_name_and_a_wrong_name_switches_nothing()
    {
        var habits = new HabitSwitches();
        Assert.Equal(["caps-1000", "html-200", "rights-401"], HabitSwitches.All.Select(HabitSwitches.NameOf).Where(name => name.Any(char.IsDigit)).Order());

        habits.Set(string.Join(',', HabitSwitches.All.Select(habit => habits.Is(habit) ? "no-" + HabitSwitches.NameOf(habit) : HabitSwitches.NameOf(habit))));
        Assert.False(habits.Is(Habit.CutsStrings));
        Assert.True(habits.Is(Habit.Caps1000));

        Assert.Throws<SimulatorException>(() => habits.Set("no-caps-1000,нет-такой"));
        Assert.True(habits.Is(Habit.Caps1000));
    }

    private static (string, string) Login(Encoding encoding) => ("Authorization", "Basic " + Convert.ToBase64String(encoding.GetBytes("Обмен:тайна")));
}
