using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub questions, answer, retry: one place for what only a person may decide.</summary>
public sealed class AnswerTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public AnswerTests() => _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData("ours", "Наше")]
    [InlineData("theirs", "Их")]
    [InlineData("value=Третье", "Третье")]
    public async Task A_clash_is_decided_once_and_two_later_nights_do_not_undo_it(string answer, string expected)
    {
        await ClashAsync();

        var done = await _hub.RunAsync("answer", "1", answer, "--by", "Анна");
        await SayAsync("1", "Их", "7707083893");
        await SayAsync("1", "Их", "7707083893");

        Assert.Equal(ExitCode.Done, done.Exit);
        Assert.Equal(expected, await NameAsync());
        Assert.Contains("Вопросов нет", (await _hub.RunAsync("questions")).Out, StringComparison.Ordinal);
        Assert.Contains("ответ человека", (await _hub.RunAsync("why", "counterparties/7707083893.Name")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_is_told_in_words_and_changes_nothing()
    {
        await SayAsync("1", "Клиент", "7707083890");

        var inn = await _hub.RunAsync("answer", "1", "value=7707083891", "--lang", "en");
        var word = await _hub.RunAsync("answer", "1", "theirs", "--lang", "en");
        var none = await _hub.RunAsync("answer", "9", "skip", "--lang", "en");

        Assert.All([inn, word, none], answer => Assert.Equal(ExitCode.Misconfigured, answer.Exit));
        Assert.Contains("The field Inn: '7707083891': the check digit of the INN is wrong", inn.Err, StringComparison.Ordinal);
        Assert.Contains("'theirs' is no answer to question 1. There are: value=…, skip.", word.Err, StringComparison.Ordinal);
        Assert.Contains("There is no question 9", none.Err, StringComparison.Ordinal);
        Assert.True((await _hub.RunAsync("questions", "--json")).Json.GetProperty("questions")[0].GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task Answering_twice_says_who_answered_what_and_when()
    {
        await SayAsync("1", "Клиент", "7707083890");
        await _hub.RunAsync("answer", "1", "skip", "--by", "Анна");

        var twice = await _hub.RunAsync("answer", "1", "value=7707083893", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, twice.Exit);
        Assert.Contains("Question 1 was answered already by Анна, 2026-03-02 04:30: 'skip'.", twice.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_record_with_a_given_value_is_applied_at_once_by_retry()
    {
        await SayAsync("1", "Клиент", "7707083890");

        await _hub.RunAsync("answer", "1", "value=7707083893");
        var retry = await _hub.RunAsync("retry", "1");

        Assert.Equal((ExitCode.Done, "Клиент"), (retry.Exit, await NameAsync()));
        Assert.Matches(@"контрагенты\s+1\s+0", retry.Out);
    }

    [Fact]
    public async Task What_was_skipped_is_taken_up_again_by_its_number()
    {
        await SayAsync("1", "Клиент", "7707083890");
        await _hub.RunAsync("answer", "1", "skip");

        var all = await _hub.RunAsync("retry", "--lang", "en");
        var one = await _hub.RunAsync("retry", "1");

        Assert.Equal((ExitCode.Done, ExitCode.DoneWithHeld), (all.Exit, one.Exit));
        Assert.Contains("nothing is held back", all.Out, StringComparison.Ordinal);
        Assert.Equal("Rejected", (await _hub.RunAsync("questions", "--json")).Json.GetProperty("questions")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("new", 2)]
    [InlineData("link=counterparties/7707083893", 1)]
    [InlineData("link=7707083893", 1)]
    public async Task An_ambiguous_object_becomes_what_the_person_says(string answer, int rows)
    {
        await SayAsync("1", "Клиент", "7707083893");
        await SayAsync("2", "Клиент", "7707083893");

        await _hub.RunAsync("answer", "1", answer);
        await _hub.RunAsync("retry");
        await SayAsync("2", "Клиент", "7707083893");

        Assert.Equal(rows, (await _hub.RunAsync("show", "counterparties", "--json")).Json.GetProperty("count").GetInt32());
        Assert.Equal(2, (await _hub.RunAsync("show", "links", "--json")).Json.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("link=partners/Холдинг", 1)]
    [InlineData("skip", 0)]
    public async Task A_record_that_waits_for_another_goes_on_with_the_row_that_the_person_names_or_stays_outside(string answer, int rows)
    {
        _hub.Write("mappings/clients.yaml", """
            mapping: clients
            from: Клиент
            to: Counterparty
            when: { present: ИНН }
            fields:
              Name: { from: Имя, required: true }
              Inn: { from: ИНН, convert: [inn] }
              Partner: { from: Заметка, link: Partner, missing: park }
            """);
        _hub.Write("mappings/partners.yaml", "mapping: partners\nfrom: Клиент\nto: Partner\nwhen: { absent: ИНН }\nfields: { Name: { from: Имя, required: true } }\n");
        _memory.Save("Клиент", "1", ("Имя", "Клиент"), ("ИНН", "7707083893"), ("Заметка", "п-7"));
        _memory.Deliver();
        await _hub.RunAsync("run");
        await _hub.RunAsync("new", "partners", "Name=Холдинг");

        var done = await _hub.RunAsync("answer", "1", answer, "--by", "Анна");
        await _hub.RunAsync("retry");

        Assert.Equal(ExitCode.Done, done.Exit);
        var shown = (await _hub.RunAsync("show", "counterparties", "--json")).Json;
        var held = (await _hub.RunAsync("show", "rejected", "--json")).Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("state").GetString());
        Assert.Equal(rows, shown.GetProperty("count").GetInt32());
        Assert.Equal(rows == 1 ? [] : ["Skipped"], held);
        Assert.All(shown.GetProperty("rows").EnumerateArray(), row => Assert.Equal("Холдинг", row.GetProperty("partner").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_thousand_records_with_one_cause_are_a_few_lines_and_in_JSON_all()
    {
        for (var no = 0; no < 20; no++)
        {
            _memory.Save("Клиент", $"{no}", ("Имя", $"Клиент {no}"), ("ИНН", "77"));
        }

        _memory.Deliver();
        await _hub.RunAsync("run");

        var text = await _hub.RunAsync("questions");
        var json = await _hub.RunAsync("questions", "--json");

        Assert.Contains("отвергнуто · counterparties.Inn memory: 20", text.Out, StringComparison.Ordinal);
        Assert.Contains("… и ещё 17", text.Out, StringComparison.Ordinal);
        Assert.Equal(20, json.Json.GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task A_question_is_shown_with_its_whole_story()
    {
        await ClashAsync();
        await SayAsync("2", "Другой", "7707083890");

        var clash = await _hub.RunAsync("questions", "show", "1");
        var rejected = await _hub.RunAsync("questions", "show", "2", "--json");

        Assert.Contains("было согласовано: Клиент", clash.Out, StringComparison.Ordinal);
        Assert.Contains("у нас: Наше", clash.Out, StringComparison.Ordinal);
        Assert.Contains("(изменено человеком) Анна", clash.Out, StringComparison.Ordinal);
        Assert.Contains("у них: Их (delivery 2:1)", clash.Out, StringComparison.Ordinal);
        Assert.Contains("hub answer 1 theirs | ours | value=…", clash.Out, StringComparison.Ordinal);
        Assert.Equal("format verb question candidates ours record answers exitCode", Answer.Names(rejected.Json));
        Assert.Equal("7707083890", rejected.Json.GetProperty("record").GetProperty("ИНН").GetString());
    }

    private async Task ClashAsync()
    {
        await SayAsync("1", "Клиент", "7707083893");
        await _hub.RunAsync("set", "counterparties/7707083893", "Name=Наше", "--by", "Анна");
        await SayAsync("1", "Их", "7707083893");
    }

    private Task<Answer> SayAsync(string id, string name, string inn)
    {
        _memory.Save("Клиент", id, ("Имя", name), ("ИНН", inn));
        _memory.Deliver();
        return _hub.RunAsync("run");
    }

    private async Task<string?> NameAsync() =>
        (await _hub.RunAsync("show", "counterparties", "--json")).Json.GetProperty("rows")[0].GetProperty("name").GetString();
}
