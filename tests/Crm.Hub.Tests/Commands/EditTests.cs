using System.Globalization;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub set, new, undo: a person at the CRM.</summary>
public sealed class EditTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task What_a_person_changes_is_typed_told_and_kept_with_the_name()
    {
        await _hub.RunAsync("run");

        var set = await _hub.RunAsync("set", "invoices/3603", "Сумма=1 234,50", "DueDate=01.04.2026", "--by", "Анна");
        var why = await _hub.RunAsync("why", "invoices/3603.Total");

        Assert.Equal(ExitCode.Done, set.Exit);
        Assert.Matches(@"Сумма: [\d.]+ → 1234.5", set.Out);
        Assert.Contains("→ 2026-04-01", set.Out, StringComparison.Ordinal);
        Assert.Contains("изменено человеком, Анна", why.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_named_by_a_key_of_its_row_and_an_empty_value_clears()
    {
        await _hub.RunAsync("run");
        await _hub.RunAsync("new", "partners", "Name=Холдинг", "--by", "Анна");
        var firm = (await _hub.RunAsync("show", "counterparties", "--limit", "1", "--json")).Json.GetProperty("rows")[0].GetProperty("id").GetGuid();

        var linked = await _hub.RunAsync("set", $"counterparties/{firm}", "Partner=partners/Холдинг");
        var cleared = await _hub.RunAsync("set", $"counterparties/{firm}", "Партнёр=");

        Assert.Contains("→ Холдинг", linked.Out, StringComparison.Ordinal);
        Assert.Contains("Партнёр: Холдинг → пусто", cleared.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nmae=x", "Did you mean 'Name'?")]
    [InlineData("Name=", "The field Name cannot be empty.")]
    [InlineData("Inn=7707083890", "the check digit of the INN is wrong")]
    [InlineData("Kind=Robot", "The field Kind is never 'Robot'")]
    [InlineData("Partner=Никто", "There is no partners/Никто")]
    [InlineData("Accounts=1", "Accounts is a table")]
    [InlineData("Name", "write Field=Value")]
    public async Task What_a_field_cannot_have_is_told_and_nothing_is_changed(string assignment, string told)
    {
        await _hub.RunAsync("run");
        var before = (await _hub.RunAsync("show", "counterparties", "--all", "--json")).Out;

        var set = await _hub.RunAsync("set", "counterparties/" + await FirstAsync(), "Comment=да", assignment, "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, set.Exit);
        Assert.Contains(told, set.Err, StringComparison.Ordinal);
        Assert.Equal(before, (await _hub.RunAsync("show", "counterparties", "--all", "--json")).Out);
    }

    [Fact]
    public async Task The_same_value_again_is_no_change()
    {
        await _hub.RunAsync("run");
        var target = "counterparties/" + await FirstAsync();
        await _hub.RunAsync("set", target, "Comment=да");

        Assert.Contains("Ничего не изменилось", (await _hub.RunAsync("set", target, "Comment=да")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_journal_is_taken_back_as_an_edit_and_that_can_be_taken_back_too()
    {
        var (_, first) = await SetAsync("первое");

        var undo = await _hub.RunAsync("undo", first, "--by", "Анна", "--json");
        var twice = await _hub.RunAsync("undo", first);
        var redo = await _hub.RunAsync("undo", Text(undo.Json.GetProperty("line").GetInt64()));

        Assert.Equal("format verb kind id name line by changes exitCode", Answer.Names(undo.Json));
        Assert.Equal("первое", undo.Json.GetProperty("changes")[0].GetProperty("before").GetString());
        Assert.Equal(ExitCode.Done, twice.Exit);
        Assert.Contains("Ничего не изменилось", twice.Out, StringComparison.Ordinal);
        Assert.Contains("Комментарий: пусто → первое", redo.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_since_is_told_with_who_and_when_and_stays_unless_it_is_wanted_anyway()
    {
        var (target, first) = await SetAsync("первое");
        _hub.Clock.Advance(TimeSpan.FromHours(2));
        var later = (await _hub.RunAsync("set", target, "Comment=второе", "--by", "Пётр", "--json")).Json.GetProperty("line").GetInt64();

        var refused = await _hub.RunAsync("undo", first, "--lang", "en");
        var json = await _hub.RunAsync("undo", first, "--json");
        var stays = await CommentAsync(target);
        var anyway = await _hub.RunAsync("undo", first, "--anyway");

        Assert.Equal(ExitCode.Misconfigured, refused.Exit);
        Assert.Contains($"since then were changed Comment (Пётр, 2026-03-02 06:30, line {later}).", refused.Err, StringComparison.Ordinal);
        Assert.Equal("changed", json.Json.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Equal("второе", stays);
        Assert.Contains("Комментарий: второе → пусто", anyway.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_since_and_changed_back_is_taken_back_like_any_other()
    {
        var (target, first) = await SetAsync("первое");
        await _hub.RunAsync("set", target, "Comment=второе");
        await _hub.RunAsync("set", target, "Comment=первое");

        Assert.Contains("Комментарий: первое → пусто", (await _hub.RunAsync("undo", first)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_said_so()
    {
        await _hub.RunAsync("run");

        var created = await _hub.RunAsync("undo", "1", "--lang", "en");
        var none = await _hub.RunAsync("undo", "999999", "--lang", "en");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Misconfigured), (created.Exit, none.Exit));
        Assert.Contains("Line 1 (Create) cannot be taken back like that", created.Err, StringComparison.Ordinal);
        Assert.Contains("The journal has no line 999999", none.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_changed_a_night_that_says_the_same_as_before_leaves_alone()
    {
        await _hub.RunAsync("run");
        var target = "counterparties/" + await FirstAsync();
        await _hub.RunAsync("set", target, "Phone=+74950000000");

        await _hub.RunAsync("run");
        await _hub.RunAsync("run");

        Assert.Contains("+74950000000", (await _hub.RunAsync("why", target + ".Phone")).Out, StringComparison.Ordinal);
    }

    private async Task<(string Target, string Line)> SetAsync(string comment)
    {
        await _hub.RunAsync("run");
        var target = "counterparties/" + await FirstAsync();
        return (target, Text((await _hub.RunAsync("set", target, $"Comment={comment}", "--json")).Json.GetProperty("line").GetInt64()));
    }

    private async Task<string?> CommentAsync(string target) =>
        (await _hub.RunAsync("why", target + ".Comment", "--json")).Json.GetProperty("fields")[0].GetProperty("value").GetString();

    private async Task<Guid> FirstAsync() =>
        (await _hub.RunAsync("show", "counterparties", "--limit", "1", "--json")).Json.GetProperty("rows")[0].GetProperty("id").GetGuid();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
