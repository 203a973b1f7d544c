using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub run over a base that was rebuilt since its mappings were found right.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly RebuiltConnector _base;
    private readonly HubInFolder _hub;

    public DriftTests()
    {
        _base = new RebuiltConnector(_memory);
        _hub = HubInFolder.WithMemory(_base);
    }

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task The_first_run_pins_the_base_and_works_by_it()
    {
        Tell("1", ("Имя", "Ромашка"), ("Заметка", "а"));

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Err));
        Assert.NotNull(_base.Pinned);
        Assert.Equal(1, await CountAsync("Comment=а"));
    }

    [Fact]
    public async Task What_the_mappings_do_not_use_does_not_count()
    {
        await _hub.RunAsync("run");
        _base.Now = RebuiltConnector.Client("Имя", "ИНН", "Заметка", "Рост");

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Err));
        Assert.Same(_base.Now, _base.Pinned);
    }

    [Fact]
    public async Task A_field_that_is_gone_stops_its_rule_alone_and_the_change_is_proposed()
    {
        await _hub.RunAsync("run");
        var pinned = _base.Pinned;
        _base.Now = RebuiltConnector.Client("Имя", "ИНН", "Примечание");
        Tell("1", ("Имя", "Ромашка"), ("ИНН", "7707083893"), ("Примечание", "б"));

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.DoneWithHeld, answer.Exit);
        Assert.Contains("mappings/clients.yaml:8:12: warning HUB1016: the object has no 'Заметка'. New in the base since: Примечание.", answer.Err, StringComparison.Ordinal);
        Assert.Contains("mappings/clients.yaml: warning HUB1051: the base was rebuilt: the rule Comment stands still", answer.Err, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("Inn=7707083893"));
        Assert.DoesNotContain("Заметка", Assert.Single(_base.Wanted).Paths);
        Assert.Same(pinned, _base.Pinned);
    }

    [Fact]
    public async Task A_rule_that_stood_still_is_made_good_once_it_is_corrected()
    {
        await _hub.RunAsync("run");
        _base.Now = RebuiltConnector.Client("Имя", "ИНН", "Примечание");
        Tell("1", ("Имя", "Ромашка"), ("Примечание", "б"));
        await _hub.RunAsync("run");
        Tell("1", ("Имя", "Ромашка"), ("Примечание", "б"));
        var mapping = Path.Combine(_hub.Folder, "mappings", "clients.yaml");
        _hub.Write("mappings/clients.yaml", (await File.ReadAllTextAsync(mapping)).Replace("Заметка", "Примечание", StringComparison.Ordinal));

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Err));
        Assert.Equal(1, await CountAsync("Comment=б"));
        Assert.Same(_base.Now, _base.Pinned);
    }

    [Fact]
    public async Task A_mapping_whose_key_is_hit_stops_as_a_whole_and_the_others_go_on()
    {
        _hub.Write("mappings/partners.yaml", "mapping: partners\nfrom: Клиент\nto: Partner\nfields:\n  Name: Имя\n");
        await _hub.RunAsync("run");
        _base.Now = RebuiltConnector.Client("Имя", "Заметка");
        Tell("1", ("Имя", "Ромашка"));

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.DoneWithHeld, answer.Exit);
        Assert.Contains("mappings/clients.yaml: warning HUB1051: the base was rebuilt: the whole mapping stands still", answer.Err, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("Name=Ромашка"));
        Assert.Equal(1, (await _hub.RunAsync("show", "partners", "--count", "--json")).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_mapping_that_was_wrong_before_does_not_run_by_halves()
    {
        await _hub.RunAsync("run");
        _base.Now = RebuiltConnector.Client("Имя", "ИНН");
        _hub.Write("mappings/wrong.yaml", "mapping: wrong\nfrom: Клиент\nto: Partner\nfields:\n  Name: Фамилия\n");

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("mappings/wrong.yaml:5:9: error HUB1016", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_away_before_it_was_ever_described_is_exit_3()
    {
        _memory.IsAway = true;

        var answer = await _hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("the base is switched off", answer.Out, StringComparison.Ordinal);
    }

    private void Tell(string id, params (string, object?)[] fields)
    {
        _memory.Save("Клиент", id, fields);
        _memory.Deliver();
    }

    private async Task<int> CountAsync(string where) =>
        (await _hub.RunAsync("show", "counterparties", "--where", where, "--count", "--json")).Json.GetProperty("count").GetInt32();
}
