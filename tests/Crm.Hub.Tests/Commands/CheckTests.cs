using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Commands;

public sealed class CheckTests
{
    [Fact]
    public async Task Samples_hold_wherever_the_settings_lie()
    {
        using var hub = HubInFolder.WithDemo();
        hub.Write("etc/hub/appsettings.json", """
            {
              "Hub": {
                "Connections": { "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "../../exchange", "Out": "../../out" } } },
                "Flows": { "night": { "Connection": "1c", "Direction": "Both", "Mappings": [ "../../mappings/commerceml" ] } }
              }
            }
            """);
        Directory.CreateDirectory(Path.Combine(hub.Folder, "out"));

        var answer = await hub.RunAsync("check", "--config", "etc/hub/appsettings.json");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Exit == ExitCode.Done ? "" : answer.Out));
    }

    [Fact]
    public async Task The_shipped_settings_and_mappings_are_clean()
    {
        using var hub = HubInFolder.Empty();
        var shipped = Path.Combine(HubInFolder.Repository, "appsettings.json");

        var answer = await hub.RunAsync("check", "--config", shipped, "--data", "data", "--lang", "en");

        Assert.Equal((ExitCode.Done, ""), (answer.Exit, answer.Err));
        Assert.Contains("All is well.", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_wrong_mappings_and_a_missing_folder_are_told_together()
    {
        using var hub = HubInFolder.WithDemo();
        hub.Environment["Hub__TimeZone"] = "Mars/Olympus";
        hub.Write("mappings/commerceml/extra.yaml", "mapping: extra\nfrom: Контрагент\nto: Counterparti\nfields: { Name: Наименование }\n");
        Directory.Delete(hub.Exchange, recursive: true);

        var json = await hub.RunAsync("check", "--json");
        var text = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, json.Exit);
        Assert.Equal(
            ["settings False", "mappings False", "connection False", "database True"],
            json.Json.GetProperty("checks").EnumerateArray().Select(check => $"{check.GetProperty("what")} {check.GetProperty("ok").GetBoolean()}"));
        Assert.Contains("mappings/commerceml/extra.yaml:3:", text.Out, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Counterparty'?", text.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("$Hub__TimeZone", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_that_an_administrator_adds_is_a_test()
    {
        using var hub = HubInFolder.WithDemo();
        var expected = Path.Combine(hub.Folder, "mappings", "commerceml", "samples", "01-legal-entity.out.json");
        await File.WriteAllTextAsync(expected, (await File.ReadAllTextAsync(expected)).Replace("LegalEntity", "Person", StringComparison.Ordinal));

        var answer = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("✗ samples of flow: night", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mappings/commerceml/samples/01-legal-entity.out.json", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_is_only_away_is_exit_3()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem { IsAway = true }));

        var answer = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains("the base is switched off", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_without_a_trace()
    {
        TestDatabase.OnlyAFile("it is broken");
        using var hub = HubInFolder.WithDemo();
        hub.Write("data/hub.db", "this is a letter to a supplier, and no database at all");

        var answer = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("The database cannot be opened", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_changes_nothing_on_the_other_side_and_takes_nothing()
    {
        using var hub = HubInFolder.WithDemo();
        var before = Directory.GetFiles(hub.Exchange, "*", SearchOption.AllDirectories);

        await hub.RunAsync("check");

        Assert.Equal(before, Directory.GetFiles(hub.Exchange, "*", SearchOption.AllDirectories));
        Assert.Equal(0, (await hub.RunAsync("show", "items", "--count", "--json")).Json.GetProperty("count").GetInt32());
    }
}
