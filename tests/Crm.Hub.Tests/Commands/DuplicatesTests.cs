using System.Text.Json;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

public sealed class DuplicatesTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public DuplicatesTests() => _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));

    public void Dispose() => _hub.Dispose();

    private async Task TwoFirmsAsync()
    {
        _memory.Save("Клиент", "К-1", ("Имя", "ООО «Ромашка»"), ("ИНН", "7899007100"));
        _memory.Save("Клиент", "К-2", ("Имя", "Ромашка"), ("Заметка", "звонить после обеда"));
        _memory.Save("Клиент", "К-3", ("Имя", "Лютик"));
        _memory.Deliver();
        await _hub.RunAsync("run");
    }

    [Fact]
    public async Task Candidates_are_listed_with_the_reason_and_the_way_to_go_on()
    {
        await TwoFirmsAsync();

        var ru = await _hub.RunAsync("duplicates");
        var json = (await _hub.RunAsync("duplicates", "counterparties", "--json")).Json;

        Assert.Equal(ExitCode.Done, ru.Exit);
        Assert.Contains("контрагенты: 1", ru.Out, StringComparison.Ordinal);
        Assert.Contains("вероятно: одно имя", ru.Out, StringComparison.Ordinal);
        Assert.Contains("hub merge ВИД/", ru.Out, StringComparison.Ordinal);
        var kind = json.GetProperty("kinds").EnumerateArray().Single();
        var pair = kind.GetProperty("pairs").EnumerateArray().Single();
        Assert.Equal("format verb kinds exitCode", Answer.Names(json));
        Assert.Equal(("kind count pairs", "grade reasons keep gone"), (Answer.Names(kind), Answer.Names(pair)));
        Assert.Equal(("ООО «Ромашка»", "Ромашка"), (NameOf(pair, "keep"), NameOf(pair, "gone")));
    }

    [Fact]
    public async Task Two_rows_are_merged_explained_and_parted_again()
    {
        await TwoFirmsAsync();

        var merged = (await _hub.RunAsync("merge", "counterparties/К-1", "counterparties/К-2", "--by", "Анна", "--json")).Json;
        var why = await _hub.RunAsync("why", $"counterparties/{merged.GetProperty("gone").GetProperty("id").GetString()}");
        var comment = await _hub.RunAsync("why", "counterparties/К-1.Comment", "--lang", "en");
        var unmerged = await _hub.RunAsync("unmerge", "counterparties/К-1");
        var again = (await _hub.RunAsync("duplicates", "counterparties", "--json")).Json;

        Assert.Equal("format verb merge kind kept gone links rewired fields notes exitCode", Answer.Names(merged));
        Assert.Equal((1, "Comment"), (merged.GetProperty("links").GetInt32(), merged.GetProperty("fields")[0].GetString()));
        Assert.Contains("объединена с counterparties/", why.Out, StringComparison.Ordinal);
        Assert.Contains("ООО «Ромашка» (объединение 1: Анна, 2026-03-02 04:30)", why.Out, StringComparison.Ordinal);
        Assert.Contains("Comment: звонить после обеда\n  2026-03-02 04:30 (rows merged, Анна)", comment.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, unmerged.Exit);
        Assert.Contains("Объединение 1 отменено.", unmerged.Out, StringComparison.Ordinal);
        Assert.Equal(1, again.GetProperty("kinds")[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_merge_is_undone_by_its_number_too_and_only_once()
    {
        await TwoFirmsAsync();
        await _hub.RunAsync("merge", "counterparties/К-1", "counterparties/К-2");

        var first = (await _hub.RunAsync("unmerge", "1", "--json")).Json;
        var second = await _hub.RunAsync("unmerge", "1", "--lang", "en");

        Assert.Equal("format verb merge kind kept gone links rewired fields notes exitCode", Answer.Names(first));
        Assert.Equal(ExitCode.Misconfigured, second.Exit);
        Assert.Contains("was undone on 2026-03-02 already", second.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_called_different_is_not_shown_until_that_is_taken_back()
    {
        await TwoFirmsAsync();

        var said = (await _hub.RunAsync("distinct", "counterparties/К-1", "counterparties/К-2", "--json")).Json;
        var hidden = await _hub.RunAsync("duplicates", "counterparties", "--lang", "en");
        await _hub.RunAsync("distinct", "counterparties/К-2", "counterparties/К-1", "--forget");
        var shown = await _hub.RunAsync("duplicates", "counterparties", "--lang", "en");

        Assert.Equal("format verb kind one other different changed exitCode", Answer.Names(said));
        Assert.Contains("counterparties: 0", hidden.Out, StringComparison.Ordinal);
        Assert.Contains("counterparties: 1", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_a_merged_row_names_the_person_in_json_too()
    {
        await TwoFirmsAsync();
        await _hub.RunAsync("merge", "counterparties/К-1", "counterparties/К-2", "--by", "Анна");

        var json = (await _hub.RunAsync("why", "counterparties/К-1.Comment", "--json")).Json;

        var said = json.GetProperty("fields")[0].GetProperty("history")[0];
        var merge = json.GetProperty("merges").EnumerateArray().Single();
        Assert.Equal(("Merge", "Анна"), (said.GetProperty("decision").GetString(), said.GetProperty("person").GetString()));
        Assert.Equal(("merge kept gone at person", "Ромашка"), (Answer.Names(merge), NameOf(merge, "gone")));
    }

    [Theory]
    [InlineData("There is no counterparties/Пион", "merge", "counterparties/К-1", "counterparties/Пион")]
    [InlineData("rows of different kinds", "merge", "counterparties/К-1", "items/1")]
    [InlineData("one and the same row", "merge", "counterparties/К-1", "counterparties/7899007100")]
    [InlineData("write KIND/ID", "merge", "К-1", "counterparties/К-2")]
    [InlineData("was never merged", "unmerge", "counterparties/К-1")]
    [InlineData("no merge with the number 7", "unmerge", "7")]
    [InlineData("Duplicates are not looked for among 'invoices'", "duplicates", "invoices")]
    [InlineData("Did you mean 'contacts'?", "duplicates", "contakts")]
    public async Task What_cannot_be_done_says_why_and_how_to_ask(string expected, params string[] args)
    {
        await TwoFirmsAsync();

        var answer = await _hub.RunAsync([.. args, "--lang", "en"]);
        var json = (await _hub.RunAsync([.. args, "--json"])).Json;

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
        Assert.Equal("format verb problems exitCode", Answer.Names(json));
    }

    [Fact]
    public async Task While_a_run_works_a_merge_waits_for_another_time()
    {
        await TwoFirmsAsync();
        using var db = (await _hub.DatabaseAsync()).Connect();
        db.Live("another");
        db.Execute("UPDATE Leases SET Holder = 'another', ExpiresAt = '2027-01-01 00:00:00'");

        var answer = await _hub.RunAsync("merge", "counterparties/К-1", "counterparties/К-2", "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("A run works on the connection 'memory'", answer.Err, StringComparison.Ordinal);
    }

    private static string? NameOf(JsonElement pair, string side) => pair.GetProperty(side).GetProperty("name").GetString();
}
