using System.Text.Json;
using Crm.Connect;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub check over a base that describes itself.</summary>
public sealed class LivingBaseTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly RebuiltConnector _base;
    private readonly HubInFolder _hub;

    public LivingBaseTests()
    {
        _base = new RebuiltConnector(_memory);
        _hub = HubInFolder.WithMemory(_base);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_base_that_was_never_described_is_asked_and_pinned()
    {
        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Err));
        Assert.Contains("mappings of flow: night (by the living base)", answer.Out, StringComparison.Ordinal);
        Assert.Same(_base.Now, _base.Pinned);
    }

    [Fact]
    public async Task A_base_that_is_away_is_judged_by_what_was_pinned_of_it()
    {
        await _hub.RunAsync("check");
        _base.Now = RebuiltConnector.Client("Имя");
        _memory.IsAway = true;

        var answer = await _hub.RunAsync("check", "--lang", "en");
        var json = await _hub.RunAsync("check", "--json");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("✓ mappings of flow: night (the base is away; by what was pinned of it)", answer.Out, StringComparison.Ordinal);
        Assert.Equal("pinned", Mappings(json.Json).GetProperty("shape").GetString());
    }

    [Fact]
    public async Task A_base_that_is_away_and_was_never_described_accuses_no_mapping()
    {
        _memory.IsAway = true;

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("not checked: the base is away or its connection is set up wrongly, and it was never described", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("HUB10", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_set_up_wrongly_accuses_no_mapping()
    {
        _hub.Environment.Remove("MEMORY_PASSWORD");

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("MEMORY_PASSWORD", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("HUB10", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_living_base_that_was_rebuilt_is_judged_as_it_is_and_not_pinned_by_a_check()
    {
        await _hub.RunAsync("check");
        var pinned = _base.Pinned;
        _base.Now = RebuiltConnector.Client("Имя", "ИНН", "Заметки");

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("mappings/clients.yaml:8:12: error HUB1016: the object has no 'Заметка'. Did you mean 'Заметки'?", answer.Out, StringComparison.Ordinal);
        Assert.Same(pinned, _base.Pinned);
    }

    [Fact]
    public async Task What_is_found_in_the_base_is_told_where_the_mapping_relies_on_it()
    {
        _base.Findings.Add(new BaseFinding("Клиент", ["ИНН"], new Words("не уникален", "is not unique"), IsError: false));
        _base.Findings.Add(new BaseFinding("Клиент", ["Заметка"], new Words("не читается", "cannot be read"), IsError: true));
        _base.Findings.Add(new BaseFinding("Клиент", [], new Words("нет прав", "no right"), IsError: true));
        _base.Findings.Add(new BaseFinding("Склад", [], new Words("не нужен", "is nobody's"), IsError: true));

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("✗ base of flow: night", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mappings/clients.yaml:4:9: warning HUB1050: is not unique", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mappings/clients.yaml:8:3: error HUB1050: cannot be read", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mappings/clients.yaml:2:7: error HUB1050: no right", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody's", answer.Out, StringComparison.Ordinal);
        Assert.Equal(["ИНН"], Assert.Single(Assert.Single(_base.Wanted).Keys));
    }

    private static JsonElement Mappings(JsonElement answer) =>
        answer.GetProperty("checks").EnumerateArray().First(check => check.GetProperty("what").GetString() == "mappings");
}
