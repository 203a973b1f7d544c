using Crm.Core.Storage;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Tests.Commands;

public sealed class RunTests
{
    [Fact]
    public async Task A_first_run_says_what_it_did_and_a_second_says_plainly_that_nothing_changed()
    {
        using var hub = HubInFolder.WithDemo();

        var first = await hub.RunAsync("run");
        var second = await hub.RunAsync("run");
        var third = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.Exit, second.Exit));
        Assert.Matches(@"контрагенты\s+30\s+0", first.Out);
        Assert.Contains("Файлы: принято 10", first.Out, StringComparison.Ordinal);
        Assert.Contains("Ничего не изменилось.", second.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing changed.", third.Out, StringComparison.Ordinal);
        Assert.Equal("", first.Err + second.Err + third.Err);
    }

    [Fact]
    public async Task The_JSON_of_a_run_has_the_documented_shape()
    {
        using var hub = HubInFolder.WithDemo();

        var json = (await hub.RunAsync("run", "--json")).Json;

        var flow = json.GetProperty("flows")[0];
        Assert.Equal("format verb flows exitCode", Answer.Names(json));
        Assert.Equal("flow connection run outcome seconds reason numbers notes problems exitCode", Answer.Names(flow));
        Assert.Equal(
            "deliveries deliveriesKnown deliveriesPutAside deliveriesRefused deliveriesStopped bytes read promised unchanged untaken kinds "
            + "statusesChanged questionsAsked changedAnything heldAnything",
            Answer.Names(flow.GetProperty("numbers")));
        Assert.Equal(
            "created updated kept archived sent taken rejected parked asked fieldsLeftOut", Answer.Names(flow.GetProperty("numbers").GetProperty("kinds").GetProperty("Item")));
        Assert.Equal(200, flow.GetProperty("numbers").GetProperty("kinds").GetProperty("Item").GetProperty("created").GetInt64());
        Assert.Equal("Done", flow.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_flow_with_wrong_mappings_does_not_start_and_the_other_does()
    {
        using var hub = HubInFolder.WithDemo();
        hub.Write("wrong/wrong.yaml", """
            mapping: wrong
            from: Контрагенет
            to: Counterparti
            match: [[Nam]]
            on-conflict: perhaps
            fields:
              Nane: Наименование
              Inn: { from: ИНН, convert: [in] }
            """);
        hub.Environment["Hub__Flows__broken__Connection"] = "1c";
        hub.Environment["Hub__Flows__broken__Mappings__0"] = "wrong";

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("wrong/wrong.yaml:2:", answer.Err, StringComparison.Ordinal);
        Assert.True(answer.Err.Split('\n').Length > 3, answer.Err);
        Assert.Contains("Flow broken was not begun", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Flow night, run 1: done", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_named_flow_runs_and_an_unknown_one_is_refused()
    {
        using var hub = HubInFolder.WithDemo();
        hub.Environment["Hub__Flows__second__Connection"] = "1c";
        hub.Environment["Hub__Flows__second__Mappings__0"] = "mappings/commerceml";

        var named = await hub.RunAsync("run", "second", "--json");
        var unknown = await hub.RunAsync("run", "nigth", "--lang", "en");

        Assert.Equal("second", named.Json.GetProperty("flows").EnumerateArray().Single().GetProperty("flow").GetString());
        Assert.Equal(ExitCode.Misconfigured, unknown.Exit);
        Assert.Contains("Did you mean 'night'?", unknown.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_1_means_that_something_was_held_back_and_says_how_to_see_it()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        memory.Save("Клиент", "1", ("Имя", "Ромашка"), ("ИНН", "12345"));
        memory.Deliver();

        var answer = await hub.RunAsync("run");
        var rejected = await hub.RunAsync("show", "rejected", "--json");

        Assert.Equal(ExitCode.DoneWithHeld, answer.Exit);
        Assert.Contains("hub show rejected", answer.Out, StringComparison.Ordinal);
        var row = rejected.Json.GetProperty("rows").EnumerateArray().Single();
        Assert.Equal(
            ("Rejected", "Counterparty", "1", "Inn", "12345", "delivery 1:1"),
            (Text(row, "state"), Text(row, "kind"), Text(row, "externalId"), Text(row, "field"), Text(row, "value"), Text(row, "place")));
        Assert.Equal("ru en", Answer.Names(row.GetProperty("reason")));
    }

    [Fact]
    public async Task Exit_1_means_that_a_broken_file_was_put_aside_and_says_where()
    {
        using var hub = HubInFolder.WithDemo();
        await File.WriteAllTextAsync(Path.Combine(hub.Exchange, "cut.xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><КоммерческаяИнформация ВерсияСхемы=\"2.08\"><Каталог><Товары></Каталог></КоммерческаяИнформация>");

        var answer = await hub.RunAsync("run");

        Assert.Equal(ExitCode.DoneWithHeld, answer.Exit);
        Assert.Contains("! cut.xml:", answer.Out, StringComparison.Ordinal);
        Assert.Contains("bad", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_3_means_that_the_other_side_is_away_or_busy()
    {
        var memory = new MemorySystem { IsAway = true };
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));

        var away = await hub.RunAsync("run", "--lang", "en");
        memory.IsAway = false;
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        using var db = (await hub.DatabaseAsync()).Connect();
        db.Live("another");
        new RunStore(db).TakeLease("memory", "another", now, now.AddMinutes(5));
        var busy = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Unavailable, ExitCode.Unavailable), (away.Exit, busy.Exit));
        Assert.Contains("the base is switched off", away.Out, StringComparison.Ordinal);
        Assert.Contains("Another run works on the connection", busy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_comes_next_and_what_is_wrong()
    {
        var memory = new MemorySystem { IsAway = true };
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        hub.Environment["Hub__TimeZone"] = "UTC";
        hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 2 * * *";
        await hub.RunAsync("run");
        hub.Clock.Advance(TimeSpan.FromHours(3));
        await hub.RunAsync("run");

        var text = (await hub.RunAsync("status", "--lang", "en")).Out;
        var json = (await hub.RunAsync("status", "--json")).Json;

        Assert.Contains("2026-03-03 02:30", text, StringComparison.Ordinal);
        Assert.Contains("! The base memory is away since 02.03 01:30.", text, StringComparison.Ordinal);
        Assert.Equal("away memory", json.GetProperty("alarms")[0].GetProperty("key").GetString());
        Assert.Equal("2026-03-03T02:30:00", json.GetProperty("flows")[0].GetProperty("nextRun").GetString()!.TrimEnd('Z'));
    }

    [Fact]
    public async Task Exit_4_means_that_a_brake_stopped_it_and_there_is_a_question()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        for (var no = 0; no < 10; no++)
        {
            memory.Save("Клиент", $"{no}", ("Имя", $"Клиент {no}"));
        }

        memory.Deliver();
        await hub.RunAsync("run");
        for (var no = 0; no < 8; no++)
        {
            memory.Delete("Клиент", $"{no}");
        }

        memory.Deliver();
        var answer = await hub.RunAsync("run");

        Assert.Equal(ExitCode.Stopped, answer.Exit);
        Assert.Contains("остановлен тормозом", answer.Out, StringComparison.Ordinal);
        Assert.Equal("10\n", (await hub.RunAsync("show", "counterparties", "--count")).Out.ReplaceLineEndings("\n"));
        Assert.Equal("Brake", (await hub.RunAsync("questions", "--json")).Json.GetProperty("questions")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Exit_5_means_a_bug_with_a_sentence_for_the_person_and_the_trace_in_the_log()
    {
        var connector = new MemoryConnector(new MemorySystem()) { Bug = new InvalidOperationException("the abacus fell down") };
        using var hub = HubInFolder.WithMemory(connector);

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Failed, answer.Exit);
        Assert.Contains("the abacus fell down", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Out + answer.Err, StringComparison.Ordinal);
        var log = Directory.GetFiles(Path.Combine(hub.Folder, "data", "logs")).Single();
        Assert.Contains("   at ", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_failed_leaves_nothing_at_work_behind_it()
    {
        TestDatabase.OnlyAFile("a server is not made by a run");
        using var db = new SqliteConnection();
        var connector = new MemoryConnector(new MemorySystem()) { Sends = true, Opening = db.Close, Bug = new InvalidOperationException("the abacus fell down") };
        using var hub = HubInFolder.WithMemory(connector);
        hub.Environment["Hub__Flows__night__Direction"] = "Both";

        // The run makes its database meanwhile, and waits for whoever holds the file.
        Directory.CreateDirectory(Path.GetDirectoryName(hub.DatabaseFile)!);
        db.ConnectionString = $"Data Source={hub.DatabaseFile};Pooling=False";
        db.Open();
        using var held = new SqliteCommand("BEGIN EXCLUSIVE", db);
        held.ExecuteNonQuery();
        var answer = await hub.RunAsync("run");

        db.Open();
        using var runs = new SqliteCommand("SELECT COUNT(*) FROM Runs", db);
        Assert.Equal((ExitCode.Failed, 0L), (answer.Exit, runs.ExecuteScalar()));
    }

    [Fact]
    public async Task A_stopped_run_says_that_the_next_goes_on()
    {
        using var hub = HubInFolder.WithDemo();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var answer = await hub.RunAsync(stopped.Token, "run", "--lang", "en");
        var next = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Failed, ExitCode.Done), (answer.Exit, next.Exit));
        Assert.Contains("the next run goes on", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_holds_no_personal_data()
    {
        var memory = new MemorySystem();
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        memory.Save("Клиент", "1", ("Имя", "Ромашкина Анна"), ("ИНН", "12345"));
        memory.Deliver();

        var answer = await hub.RunAsync("run", "--verbose");

        var log = answer.Err + string.Concat(Directory.GetFiles(Path.Combine(hub.Folder, "data", "logs")).Select(File.ReadAllText));
        Assert.Contains("run 1", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Ромашкина", log, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", log, StringComparison.Ordinal);
    }

    private static string? Text(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetString();
}
