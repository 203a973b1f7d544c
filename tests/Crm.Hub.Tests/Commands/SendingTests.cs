using System.Text.Json;
using Crm.Connect;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>What is sent, as a person sees it: the numbers of status and run, and the answers to what a base refused.</summary>
public sealed class SendingTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public SendingTests() => _hub = Sending(_memory);

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_refused_row_that_a_person_retries_goes_with_the_next_run()
    {
        await RefusedAsync();
        var refused = await OutboxAsync();
        _memory.Refuses = null;

        var answer = await _hub.RunAsync("answer", "1", "retry", "--by", "Анна");
        var (waiting, there) = (await OutboxAsync(), _memory.Objects.Count);
        var run = await _hub.RunAsync("run");

        Assert.Equal(("0 0 1", "1 0 0", 0), (refused, waiting, there));
        Assert.Equal((ExitCode.Done, "none", 0), (answer.Exit, await OutboxAsync(), await OpenQuestionsAsync()));
        Assert.Equal("Новая", Assert.Single(_memory.Objects).Fields["Имя"]);
        Assert.Matches("отправлено +подтверждено", run.Out);
        Assert.Matches("контрагенты( +0)+ +1 +1", run.Out);
    }

    [Fact]
    public async Task What_is_refused_once_more_is_asked_once_more()
    {
        await RefusedAsync();
        await _hub.RunAsync("answer", "1", "retry");

        await _hub.RunAsync("run");

        Assert.Equal(("0 0 1", 1), (await OutboxAsync(), await OpenQuestionsAsync()));
    }

    [Fact]
    public async Task A_refused_row_that_a_person_skips_is_not_said_again_until_it_changes()
    {
        await RefusedAsync();
        _memory.Refuses = null;

        await _hub.RunAsync("answer", "1", "skip", "--by", "Анна");
        await _hub.RunAsync("run");
        await _hub.RunAsync("run");
        var skipped = (await OutboxAsync(), await OpenQuestionsAsync(), _memory.Objects.Count);
        await _hub.RunAsync("set", "counterparties/Новая", "Comment=изменена");
        await _hub.RunAsync("run");

        Assert.Equal(("0 0 1", 0, 0), skipped);
        Assert.Equal(("none", "изменена"), (await OutboxAsync(), Assert.Single(_memory.Objects).Fields["Заметка"]));
    }

    [Fact]
    public async Task A_skipped_row_that_changes_and_is_refused_again_is_asked_about_again()
    {
        await RefusedAsync();
        await _hub.RunAsync("answer", "1", "skip");

        await _hub.RunAsync("set", "counterparties/Новая", "Comment=изменена");
        await _hub.RunAsync("run");

        Assert.Equal(("0 0 1", 1), (await OutboxAsync(), await OpenQuestionsAsync()));
    }

    [Theory]
    [InlineData("theirs")]
    [InlineData("value=1")]
    [InlineData("retry=1")]
    [InlineData("approve")]
    public async Task A_refusal_has_no_other_answers(string answer)
    {
        await RefusedAsync();

        var said = await _hub.RunAsync("answer", "1", answer, "--lang", "en");

        Assert.Contains($"'{answer}' is no answer to question 1. There are: retry, skip.", said.Err, StringComparison.Ordinal);
        Assert.Equal(("0 0 1", 1), (await OutboxAsync(), await OpenQuestionsAsync()));
    }

    [Fact]
    public async Task What_waits_what_went_and_what_was_taken_is_counted_and_stands_in_the_history()
    {
        var memory = new MemorySystem("memory", new MemoryHabits(Answers: false, OwnIds: false));
        using var hub = Sending(memory);
        await hub.RunAsync("run");
        await hub.RunAsync("new", "counterparties", "Name=Новая", "Inn=7707083893");

        var waiting = await OutboxAsync(hub);
        await hub.RunAsync("run");
        var (went, text) = (await OutboxAsync(hub), (await hub.RunAsync("status", "--lang", "en")).Out);
        memory.Load();
        memory.Deliver();
        var confirmed = (await hub.RunAsync("run", "--json")).Json.GetProperty("flows")[0].GetProperty("numbers").GetProperty("kinds").GetProperty("Counterparty");

        Assert.Equal(("1 0 0", "0 1 0", "none"), (waiting, went, await OutboxAsync(hub)));
        Assert.Contains("To memory: waiting 0, sent and not confirmed 1, refused 0", text, StringComparison.Ordinal);
        Assert.Equal((0, 1), (confirmed.GetProperty("sent").GetInt32(), confirmed.GetProperty("taken").GetInt32()));
        Assert.Equal(["Taken", "Sent", "Create"], await DecisionsAsync(hub));
        Assert.Equal(memory.Objects.Single().Id, (await hub.RunAsync("show", "links", "--json")).Json.GetProperty("rows")[0].GetProperty("externalId").GetString());
    }

    private async Task RefusedAsync()
    {
        _memory.Refuses = _ => new Words("нет договора", "there is no contract");
        await _hub.RunAsync("run");
        await _hub.RunAsync("new", "counterparties", "Name=Новая", "Inn=7707083893");
        await _hub.RunAsync("run");
    }

    private static HubInFolder Sending(MemorySystem memory)
    {
        var hub = HubInFolder.WithMemory(new MemoryConnector(memory) { Sends = true });
        hub.Environment["Hub__Flows__night__Direction"] = "Both";
        return hub;
    }

    private Task<string> OutboxAsync() => OutboxAsync(_hub);

    // Waiting, sent, refused.
    private static async Task<string> OutboxAsync(HubInFolder hub) =>
        (await hub.RunAsync("status", "--json")).Json.GetProperty("outbox").EnumerateArray().ToList() is [var line]
            ? $"{Number(line, "waiting")} {Number(line, "sent")} {Number(line, "refused")}"
            : "none";

    private async Task<int> OpenQuestionsAsync() => Number((await _hub.RunAsync("status", "--json")).Json, "openQuestions");

    private static async Task<List<string>> DecisionsAsync(HubInFolder hub)
    {
        using var db = (await hub.DatabaseAsync()).Connect();
        return db.Query("SELECT Decision FROM Journal ORDER BY Id DESC", reader => reader.GetString(0));
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
