using System.Text.RegularExpressions;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

public sealed partial class CommandLineTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    [InlineData("run", "unknown-flow")]
    [InlineData("status")]
    [InlineData("runs")]
    [InlineData("runs", "--limit", "many")]
    [InlineData("show", "items")]
    [InlineData("show", "items", "--where", "Nmae=x")]
    [InlineData("show")]
    [InlineData("questions")]
    [InlineData("why", "items/ОТВ-0110")]
    [InlineData("why", "items/none")]
    [InlineData("approve", "1")]
    [InlineData("approve")]
    [InlineData("questions", "show", "1")]
    [InlineData("questions", "list")]
    [InlineData("answer", "1", "skip")]
    [InlineData("retry")]
    [InlineData("retry", "7")]
    [InlineData("set", "items/ОТВ-0110", "Name=Отвёртка")]
    [InlineData("set", "items/ОТВ-0110", "Nmae=x")]
    [InlineData("new", "counterparties", "Name=Новый")]
    [InlineData("new", "counterparties", "Inn=7707083893")]
    [InlineData("undo", "1")]
    [InlineData("shwo")]
    [InlineData("status", "--config", "missing.json")]
    public async Task With_json_there_is_exactly_one_document_on_the_output_and_it_knows_the_exit_code(params string[] args)
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");

        var answer = await hub.RunAsync([.. args, "--json"]);

        Assert.Equal((1, (int)answer.Exit), (answer.Json.GetProperty("format").GetInt32(), answer.Json.GetProperty("exitCode").GetInt32()));
        Assert.Equal("", answer.Err);
        if (answer.Exit == ExitCode.Misconfigured)
        {
            Assert.Equal("where key code severity text", Answer.Names(answer.Json.GetProperty("problems")[0]));
        }
    }

    [Theory]
    [InlineData("Did you mean 'show'?", "shwo")]
    [InlineData("Did you mean '--limit'?", "show", "items", "--limt")]
    [InlineData("See hub show --help", "show")]
    [InlineData("The language 'de' is unknown", "status", "--lang", "de")]
    [InlineData("See hub runs --help", "runs", "--limit", "many")]
    public async Task A_slip_on_the_command_line_is_exit_2_with_a_hint(string expected, params string[] args)
    {
        using var hub = HubInFolder.WithDemo();
        hub.Environment["Hub__Language"] = "en";

        var answer = await hub.RunAsync(args);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("show", "--help")]
    [InlineData("help", "run")]
    public async Task Help_speaks_the_language_asked_for(params string[] args)
    {
        using var hub = HubInFolder.Empty();

        var ru = await hub.RunAsync(args);
        var en = await hub.RunAsync([.. args, "--lang", "en"]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (ru.Exit, en.Exit));
        Assert.Contains("Код возврата", ru.Out, StringComparison.Ordinal);
        Assert.Contains("Exit code", en.Out, StringComparison.Ordinal);
        Assert.DoesNotMatch(Cyrillic(), en.Out);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("status")]
    [InlineData("runs")]
    [InlineData("check")]
    [InlineData("questions")]
    public async Task In_English_there_is_no_Russian_word_but_those_of_the_records(string verb)
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");

        Assert.DoesNotMatch(Cyrillic(), (await hub.RunAsync(verb, "--lang", "en")).Out);
    }

    [Fact]
    public async Task A_question_names_its_candidates_so_that_a_person_can_look_at_them()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");
        var id = (await hub.RunAsync("show", "items", "--where", "Article=ОТВ-0110", "--json")).Json.GetProperty("rows")[0].GetProperty("id").GetGuid();
        using (var db = (await hub.DatabaseAsync()).Connect())
        {
            new QuestionStore(db).Ask(
                "q", QuestionKind.Ambiguous, new Words("Что это?", "What is it?"),
                $$"""{"kind":"Item","external":"1c/Товар/1","candidates":["{{id}}"]}""", 1, hub.Clock.GetUtcNow().UtcDateTime);
        }

        var text = await hub.RunAsync("questions", "--lang", "en");
        var question = (await hub.RunAsync("questions", "--json")).Json.GetProperty("questions")[0];

        Assert.Contains("What is it?", text.Out, StringComparison.Ordinal);
        Assert.Contains($"- items/{id}  Отвёртка", text.Out, StringComparison.Ordinal);
        Assert.Equal("id kind open askedAt run text candidates detail answer answeredBy answeredAt", Answer.Names(question));
        Assert.Equal(id, question.GetProperty("candidates")[0].GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Runs_and_status_have_the_documented_shapes()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");

        var status = (await hub.RunAsync("status", "--json")).Json;
        var run = (await hub.RunAsync("runs", "--json")).Json.GetProperty("runs")[0];

        Assert.Equal("format verb connections flows alarms held openQuestions outbox database archive room lastBackup exitCode", Answer.Names(status));
        Assert.Equal("rejected parked asked fieldsLeftOut skipped", Answer.Names(status.GetProperty("held")));
        Assert.Equal("run flow connection outcome startedAt endedAt reason numbers", Answer.Names(run));
        Assert.Equal("2026-03-02T01:30:00Z", run.GetProperty("startedAt").GetString());
        Assert.True(status.GetProperty("database").GetProperty("bytes").GetInt64() > 0);
        Assert.True(status.GetProperty("archive").GetProperty("bytes").GetInt64() > 0);
    }

    [Fact]
    public async Task Runs_come_newest_first_and_show_how_they_ended()
    {
        var memory = new MemorySystem { IsAway = true };
        using var hub = HubInFolder.WithMemory(new MemoryConnector(memory));
        await hub.RunAsync("run");
        memory.IsAway = false;
        await hub.RunAsync("run");

        var runs = (await hub.RunAsync("runs", "--json")).Json.GetProperty("runs").EnumerateArray().ToList();
        var text = await hub.RunAsync("runs", "--limit", "1");

        Assert.Equal(["Done", "Unavailable"], runs.Select(run => run.GetProperty("outcome").GetString()));
        Assert.Equal("the base is switched off", runs[1].GetProperty("reason").GetProperty("en").GetString());
        Assert.DoesNotContain("недоступна", text.Out, StringComparison.Ordinal);
    }

    [GeneratedRegex("[А-Яа-я]")]
    private static partial Regex Cyrillic();
}
