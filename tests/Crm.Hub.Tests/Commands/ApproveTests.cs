using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

/// <summary>hub approve: what a brake stopped and a person lets pass.</summary>
public sealed class ApproveTests
{
    private readonly MemorySystem _memory = new();

    [Fact]
    public async Task What_was_stopped_passes_in_the_next_run_and_the_run_tells_who_let_it()
    {
        using var hub = await StoppedAsync("Ошибка");

        var approved = await hub.RunAsync("approve", "2", "--by", "Анна");
        var run = await hub.RunAsync("run");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (approved.Exit, run.Exit));
        Assert.Contains("«delivery 2» пройдёт при следующем запуске: разрешил Анна", approved.Out, StringComparison.Ordinal);
        Assert.Contains("это содержимое пропустил Анна, 2026-03-02 04:30", run.Out, StringComparison.Ordinal);
        Assert.Contains("Ошибка 1", (await hub.RunAsync("show", "counterparties")).Out, StringComparison.Ordinal);
        Assert.Contains("Вопросов нет", (await hub.RunAsync("questions")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_question_of_a_brake_is_answered_like_any_other()
    {
        using var hub = await StoppedAsync("Ошибка");
        var number = (await hub.RunAsync("questions", "--json")).Json.GetProperty("questions")[0].GetProperty("id").GetInt64();

        var answered = await hub.RunAsync("answer", $"{number}", "approve", "--by", "Анна");
        var run = await hub.RunAsync("run");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (answered.Exit, run.Exit));
        Assert.Contains("Ошибка 1", (await hub.RunAsync("show", "counterparties")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_user_of_the_system_approves()
    {
        using var hub = await StoppedAsync("Ошибка");

        var json = (await hub.RunAsync("approve", "2", "--json")).Json;

        Assert.Equal("format verb run delivery question approvedBy approvedAt exitCode", Answer.Names(json));
        Assert.Equal(System.Environment.UserName, json.GetProperty("approvedBy").GetString());
    }

    [Fact]
    public async Task A_later_run_that_stopped_the_same_content_may_be_named_too()
    {
        using var hub = await StoppedAsync("Ошибка");
        await hub.RunAsync("run");

        Assert.Equal(ExitCode.Done, (await hub.RunAsync("approve", "3")).Exit);
        Assert.Equal(ExitCode.Done, (await hub.RunAsync("run")).Exit);
    }

    [Fact]
    public async Task Of_several_deliveries_one_must_be_named_and_only_that_passes()
    {
        using var hub = await StoppedAsync("Ошибка", "Другая ошибка");

        var unclear = await hub.RunAsync("approve", "2", "--lang", "en");
        var unknown = await hub.RunAsync("approve", "2", "--delivery", "delivery 9", "--lang", "en");
        var named = await hub.RunAsync("approve", "2", "--delivery", "delivery 3", "--lang", "en");
        var run = await hub.RunAsync("run");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Misconfigured, ExitCode.Done, ExitCode.Stopped), (unclear.Exit, unknown.Exit, named.Exit, run.Exit));
        Assert.Contains("Run 2 stopped several deliveries: delivery 2, delivery 3.", unclear.Err, StringComparison.Ordinal);
        Assert.Contains("No brake stopped 'delivery 9' in run 2. Stopped were: delivery 2, delivery 3.", unknown.Err, StringComparison.Ordinal);
        Assert.Contains("Другая ошибка 1", (await hub.RunAsync("show", "counterparties")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approving_twice_or_what_was_never_stopped_is_said_so_and_changes_nothing()
    {
        using var hub = await StoppedAsync("Ошибка");
        await hub.RunAsync("approve", "2", "--by", "Анна");

        var twice = await hub.RunAsync("approve", "2", "--by", "Борис", "--lang", "en");
        var well = await hub.RunAsync("approve", "1", "--lang", "en");
        var none = await hub.RunAsync("approve", "77", "--lang", "en");
        var wrong = await hub.RunAsync("approve", "last", "--lang", "en");

        Assert.All([twice, well, none, wrong], answer => Assert.Equal(ExitCode.Misconfigured, answer.Exit));
        Assert.Contains("'delivery 2' was approved already by Анна, 2026-03-02 04:30. Do hub run.", twice.Err, StringComparison.Ordinal);
        Assert.Contains("No brake stopped anything in run 1", well.Err, StringComparison.Ordinal);
        Assert.Contains("There is no run 77. Numbers: hub runs.", none.Err, StringComparison.Ordinal);
    }

    // Run 1 loads thirty clients; run 2 stops a delivery for each of the names.
    private async Task<HubInFolder> StoppedAsync(params string[] names)
    {
        var hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        foreach (var name in names.Prepend("Клиент"))
        {
            for (var no = 0; no < 30; no++)
            {
                _memory.Save("Клиент", $"{no}", ("Имя", $"{name} {no}"));
            }

            _memory.Deliver();
            if (name == "Клиент")
            {
                await hub.RunAsync("run");
            }
        }

        Assert.Equal(ExitCode.Stopped, (await hub.RunAsync("run")).Exit);
        return hub;
    }
}
