using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public async Task Every_wrong_setting_is_told_at_once_with_its_line_and_what_was_meant()
    {
        TestDatabase.OnlyAFile("where it lies is settled");
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Write("appsettings.json", """
            {
              "Hubb": 1,
              "Hub": {
                "DataDirectori": "data",
                "TimeZone": "Mars/Olympus",
                "Language": "de",
                "Database": { "Provider": "Postgres" },
                "Connections": {
                  "a": { "Connector": "memori" },
                  "b": { "Connector": "memory", "Settings": { "Timeout": "soon", "Pasword": "x" } },
                  "c": { "Connector": "memory", "Settings": { "Timeout": 0 } }
                },
                "Flows": {
                  "f": { "Connection": "d", "Mappings": [], "Direction": "Up", "Brakes": { "MaxDeletions": 20 } }
                }
              }
            }
            """);

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Equal(
            [
                "appsettings.json:2: error: Hubb: Unknown setting 'Hubb'. Did you mean 'Hub'?",
                "appsettings.json:4: error: Hub:DataDirectori: Unknown setting 'DataDirectori'. Did you mean 'DataDirectory'?",
                "appsettings.json:5: error: Hub:TimeZone: There is no time zone 'Mars/Olympus'.",
                "appsettings.json:6: error: Hub:Language: The language 'de' is unknown",
                "appsettings.json:7: error: Hub:Database:Provider: The value 'Postgres' does not fit: one of Sqlite, PostgreSql is expected.",
                "appsettings.json:9: error: Hub:Connections:a:Connector: There is no connector 'memori'. Did you mean 'memory'?",
                "appsettings.json:10: error: Hub:Connections:b:Settings:Pasword: Unknown setting 'Pasword'. Did you mean 'Password'?",
                "appsettings.json:10: error: Hub:Connections:b:Settings:Timeout: The value 'soon' does not fit: a whole number is expected.",
                "appsettings.json:11: error: Hub:Connections:c:Settings:Timeout: at least 1 is needed",
                "appsettings.json:14: error: Hub:Flows:f:Brakes:MaxDeletions: The share of deletions is a number from 0 to 1",
                "appsettings.json:14: error: Hub:Flows:f:Connection: The flow names the connection 'd', which is not there.",
                "appsettings.json:14: error: Hub:Flows:f:Direction: The value 'Up' does not fit: one of In, Out, Both is expected.",
                "appsettings.json:14: error: Hub:Flows:f:Mappings: It is not said by which mappings the flow works.",
            ],
            answer.Err.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
                .OrderBy(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)),
            (expected, actual) => actual.StartsWith(expected, StringComparison.Ordinal));
        Assert.False(File.Exists(hub.DatabaseFile));
    }

    [Theory]
    [InlineData("Out")]
    [InlineData("Both")]
    public async Task A_flow_out_without_a_place_for_what_is_sent_is_told_before_it_runs(string direction)
    {
        using var hub = HubInFolder.WithDemo();
        hub.Environment["Hub__Flows__night__Direction"] = direction;

        var check = await hub.RunAsync("check", "--lang", "en");
        var run = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Misconfigured), (check.Exit, run.Exit));
        Assert.Contains("appsettings.json:3: error: Hub:Connections:1c:Settings:Out: the folder Out", check.Out, StringComparison.Ordinal);
        Assert.Contains("Hub:Connections:1c:Settings:Out: the folder Out, from which 1C takes what is sent, is not set", run.Err, StringComparison.Ordinal);
        Assert.Contains("(needed by night)", run.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out", "out", true)]
    [InlineData("out", "./folder/../out/", true)]
    [InlineData("out", "out2", false)]
    public async Task Two_connections_never_share_the_folder_for_what_is_sent(string one, string other, bool isTold)
    {
        using var hub = HubInFolder.WithDemo();
        foreach (var folder in new[] { "out", "out2" })
        {
            Directory.CreateDirectory(Path.Combine(hub.Folder, folder));
        }

        hub.Environment["Hub__Connections__1c__Settings__Out"] = one;
        hub.Environment["Hub__Connections__branch__Connector"] = "commerceml-files";
        hub.Environment["Hub__Connections__branch__Settings__Folder"] = "exchange";
        hub.Environment["Hub__Connections__branch__Settings__Out"] = other;

        var check = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(isTold ? ExitCode.Misconfigured : ExitCode.Done, check.Exit);
        Assert.Equal(isTold, check.Out.Contains("this place is taken by the connection '1c'; name another for Out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exchange", ExitCode.Misconfigured)]
    [InlineData("out", ExitCode.Done)]
    public async Task What_one_connection_sends_never_lands_where_another_reads(string folder, ExitCode told)
    {
        using var hub = HubInFolder.WithDemo();
        foreach (var name in new[] { "out", "branch" })
        {
            Directory.CreateDirectory(Path.Combine(hub.Folder, name));
        }

        hub.Environment["Hub__Connections__branch__Connector"] = "commerceml-files";
        hub.Environment["Hub__Connections__branch__Settings__Folder"] = "branch";
        hub.Environment["Hub__Connections__branch__Settings__Out"] = folder;

        var check = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(told, check.Exit);
        Assert.Equal(told != ExitCode.Done, check.Out.Contains("Settings:Out: this place is taken by the connection '1c'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_connections_may_read_one_folder()
    {
        using var hub = HubInFolder.WithDemo();
        hub.Environment["Hub__Connections__again__Connector"] = "commerceml-files";
        hub.Environment["Hub__Connections__again__Settings__Folder"] = "exchange";

        Assert.Equal(ExitCode.Done, (await hub.RunAsync("check")).Exit);
    }

    [Theory]
    [InlineData("In", "HUB", "several flows receive: morning, night; join them into one")]
    [InlineData("Both", "HUB", "several flows receive: morning, night; join them into one")]
    [InlineData("Out", "HUB", null)]
    [InlineData("In", null, null)]
    public async Task What_a_node_of_an_exchange_plan_tells_is_read_by_one_flow(string second, string? node, string? told)
    {
        using var hub = HubInFolder.WithDemo();
        ReadByOData(hub, "1c", node);
        hub.Environment["Hub__Flows__morning__Connection"] = "1c";
        hub.Environment["Hub__Flows__morning__Direction"] = second;
        hub.Environment["Hub__Flows__morning__Mappings__0"] = "mappings/onec-bp";

        var status = await hub.RunAsync("status", "--lang", "en");

        Assert.Equal(told is not null, status.Err.Contains($"Settings:Node: what was read here does not come a second time, and {told}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_of_an_exchange_plan_belongs_to_one_connection()
    {
        using var hub = HubInFolder.WithDemo();
        ReadByOData(hub, "1c", "HUB");
        ReadByOData(hub, "again", "HUB");

        var status = await hub.RunAsync("status", "--lang", "en");

        Assert.Contains("Hub:Connections:again:Settings:Node: this place is taken by the connection '1c'; name another for Node", status.Err, StringComparison.Ordinal);
    }

    private static void ReadByOData(HubInFolder hub, string connection, string? node)
    {
        hub.Write("appsettings.json", """{ "Hub": { "Flows": { "night": { "Connection": "1c", "Mappings": [ "mappings/onec-bp" ] } } } }""");
        var key = $"Hub__Connections__{connection}__";
        hub.Environment[key + "Connector"] = "onec-odata";
        hub.Environment[key + "Settings__Address"] = "http://127.0.0.1:9/base";
        hub.Environment[key + "Settings__User"] = "Обмен";
        if (node is not null)
        {
            hub.Environment[key + "Settings__Plan"] = "Обмен";
            hub.Environment[key + "Settings__Node"] = node;
        }
    }

    [Fact]
    public async Task Everything_wrong_with_schedules_is_told_at_once()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Service": { "Listen": "everywhere" },
                "Connections": { "memory": { "Connector": "memory", "Settings": { "Password": "x" } } },
                "Flows": {
                  "night": { "Connection": "memory", "Mappings": [ "mappings" ], "Schedule": { "Cron": "0 25 * * *", "TimeZone": "Mars", "Window": "9-6", "ReadyBy": "six", "RetryMinutes": 0 } },
                  "round": { "Connection": "memory", "Mappings": [ "mappings" ], "Schedule": { "After": [ "about", "nigt", "hand" ] } },
                  "about": { "Connection": "memory", "Mappings": [ "mappings" ], "Schedule": { "After": [ "round" ], "Cron": "0 1 * * *" } },
                  "never": { "Connection": "memory", "Mappings": [ "mappings" ], "Schedule": { "RetryMinutes": 5 } },
                  "hand": { "Connection": "memory", "Mappings": [ "mappings" ] }
                }
              }
            }
            """);

        var answer = await hub.RunAsync("status", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Equal(
            [
                "Hub:Flows:about:Schedule:After: Flow about goes by the clock (Cron) or after other flows (After): keep one.",
                "Hub:Flows:about:Schedule:After: Flow about waits for itself: break the circle.",
                "Hub:Flows:never:Schedule:Cron: It is not said when to run",
                "Hub:Flows:night:Schedule:Cron: '0 25 * * *' is no cron schedule",
                "Hub:Flows:night:Schedule:ReadyBy: 'six' is no time",
                "Hub:Flows:night:Schedule:RetryMinutes: Minutes are from 1 to 1440.",
                "Hub:Flows:night:Schedule:TimeZone: There is no time zone 'Mars'",
                "Hub:Flows:night:Schedule:Window: '9-6' is no window",
                "Hub:Flows:round:Schedule:After: Flow 'hand' does not run by itself: it has no Schedule.",
                "Hub:Flows:round:Schedule:After: Flow round waits for itself: break the circle.",
                "Hub:Flows:round:Schedule:After: There is no flow 'nigt'. Did you mean 'night'?",
                "Hub:Service:Listen: 'everywhere' is no address",
            ],
            answer.Err.Split('\n').Where(line => line.Contains("error: Hub:", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf("error: ", StringComparison.Ordinal) + 7)..]).Order(StringComparer.Ordinal),
            (expected, actual) => actual.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_told_is_checked_before_the_night()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "memory": { "Connector": "memory" } },
                "Telling": {
                  "Mail": { "Port": 70000, "User": "hub", "From": "nobody", "To": [ "nowhere" ] },
                  "Webhook": { "Address": "ftp://firm.example" },
                  "Morning": "seven", "AwayMinutes": 0, "LateMinutes": 20000
                },
                "Flows": { "night": { "Connection": "memory", "Mappings": [ "mappings" ] } }
              }
            }
            """);

        var answer = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Equal(
            ["AwayMinutes", "LateMinutes", "Mail:From", "Mail:Host", "Mail:Password", "Mail:Port", "Mail:To", "Morning", "Webhook:Address"],
            (answer.Out + answer.Err).Split('\n').Where(line => line.Contains("Hub:Telling:", StringComparison.Ordinal))
                .Select(line => line.Split("Hub:Telling:")[1].Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_comes_next_is_shown_with_its_reason()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 1 * * *";
        hub.Environment["Hub__Flows__night__Schedule__ReadyBy"] = "06:00";
        hub.Environment["Hub__Flows__then__Connection"] = "memory";
        hub.Environment["Hub__Flows__then__Mappings__0"] = "mappings";
        hub.Environment["Hub__Flows__then__Schedule__After__0"] = "night";

        var answer = await hub.RunAsync("schedule", "--next", "2", "--lang", "en");
        var json = await hub.RunAsync("schedule", "--next", "2", "--json");

        Assert.Contains("by the clock 30 1 * * *", answer.Out, StringComparison.Ordinal);
        Assert.Contains("06:00 in time", answer.Out, StringComparison.Ordinal);
        Assert.Contains("after night", answer.Out, StringComparison.Ordinal);
        Assert.Equal(["night", "then"], json.Json.GetProperty("next").EnumerateArray().Select(one => one.GetProperty("flow").GetString()));
        Assert.Equal(new DateTime(2026, 3, 2, 22, 30, 0, DateTimeKind.Utc), json.Json.GetProperty("next")[0].GetProperty("at").GetDateTime());
    }

    [Fact]
    public async Task Every_wrong_brake_is_told_with_what_is_right()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Write("appsettings.json", """
            {
              "Hub": {
                "Connections": { "memory": { "Connector": "memory", "Settings": { "Password": "x" } } },
                "Flows": { "night": { "Connection": "memory", "Mappings": [ "mappings" ], "Brakes": {
                  "MaxMissing": 2, "MaxChanges": -0.1, "MaxKeyChanges": "NaN", "HarmlessGrowth": -1,
                  "MaxGrowth": -1, "PriceLeap": 1, "MaxMoneyMoved": -5, "MaxKeyChange": 0,
                  "ClosedPeriods": { "*": "31.12.2025", "7708000018": "2025-12-31" }
                } } }
              }
            }
            """);

        var answer = await hub.RunAsync("check", "--lang", "en");

        Assert.Equal(
            [
                "Hub:Flows:night:Brakes:ClosedPeriods:*: '31.12.2025' is no date. Write the last closed day: 2026-03-31.",
                "Hub:Flows:night:Brakes:HarmlessGrowth: The number of harmless ones is not less than zero.",
                "Hub:Flows:night:Brakes:MaxChanges: A share is a number from 0 to 1, such as 0.2.",
                "Hub:Flows:night:Brakes:MaxGrowth: The share of growth is a number not less than zero, such as 0.8; 1 allows doubling.",
                "Hub:Flows:night:Brakes:MaxKeyChange: Unknown setting 'MaxKeyChange'. Did you mean 'MaxKeyChanges'?",
                "Hub:Flows:night:Brakes:MaxKeyChanges: A share is a number from 0 to 1, such as 0.2.",
                "Hub:Flows:night:Brakes:MaxMissing: A share is a number from 0 to 1, such as 0.2.",
                "Hub:Flows:night:Brakes:MaxMoneyMoved: An amount is not less than zero.",
                "Hub:Flows:night:Brakes:PriceLeap: A leap of a price is so many times: a number greater than one, such as 3.",
            ],
            answer.Out.Split('\n').Concat(answer.Err.Split('\n')).Where(line => line.Contains("error: Hub:Flows", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf("error: ", StringComparison.Ordinal) + 7)..]).Order(StringComparer.Ordinal),
            (expected, actual) => actual.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_where_a_group_is_expected_is_not_swallowed()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Write("appsettings.json", """{ "Hub": { "Connections": { "a": { "Connector": "memory", "Settings": "x" } }, "Flows": "y" } }""");

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Contains("Hub:Connections:a:Settings: A group of settings {…} is expected here, found the value 'x'.", answer.Err, StringComparison.Ordinal);
        Assert.Contains("Hub:Flows: A group of settings {…} is expected here, found the value 'y'.", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_overrides_the_file_and_the_command_line_overrides_both()
    {
        TestDatabase.OnlyAFile("where it lies is settled");
        using var hub = HubInFolder.WithDemo();
        hub.Environment["HUB__DATADIRECTORY"] = "elsewhere";
        hub.Environment["Hub__Connections__1c__Settings__Folder"] = "exchange";

        await hub.RunAsync("check");
        await hub.RunAsync("check", "--data", "third");

        Assert.True(File.Exists(Path.Combine(hub.Folder, "elsewhere", "hub.db")));
        Assert.True(File.Exists(Path.Combine(hub.Folder, "third", "hub.db")));
        Assert.False(File.Exists(hub.DatabaseFile));
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_missed_before_the_run()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Environment.Clear();

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("The environment variable MEMORY_PASSWORD is not set.", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_never_shown_or_logged_even_when_it_does_not_fit()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Environment["Hub__Connections__memory__Settings__Timeout"] = "env:MEMORY_PASSWORD";

        var wrong = await hub.RunAsync("check");
        hub.Environment.Remove("Hub__Connections__memory__Settings__Timeout");
        var right = await hub.RunAsync("run", "--verbose");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done), (wrong.Exit, right.Exit));
        Assert.DoesNotContain("s3cret", wrong.Out + wrong.Err + right.Out + right.Err + LogOf(hub), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"Hub\": {\n    \"Language\": \"ru\"\n    \"TimeZone\": \"UTC\"\n  }\n}", "appsettings.json:4:")]
    [InlineData("{\n  \"Hub\": { \"Language\": \"ru\",\n   \"language\": \"en\" }\n}", "appsettings.json:3: error: Hub:language: The setting 'Hub:language' stands in the file twice.")]
    [InlineData("", "appsettings.json:1:")]
    public async Task A_file_that_is_not_sound_JSON_is_told_with_the_place(string text, string expected)
    {
        using var hub = HubInFolder.Empty();
        hub.Write("appsettings.json", text);

        var answer = await hub.RunAsync("status", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.StartsWith(expected, answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_with_comments_a_byte_order_mark_and_trailing_commas_is_read()
    {
        using var hub = HubInFolder.WithDemo();
        var text = await File.ReadAllTextAsync(Path.Combine(hub.Folder, "appsettings.json"));
        hub.Write("appsettings.json", "\ufeff// our night\n" + text.Replace("} }\n", "} },\n", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Done, (await hub.RunAsync("check")).Exit);
    }

    [Fact]
    public async Task Without_a_settings_file_the_way_out_is_told()
    {
        using var hub = HubInFolder.Empty();

        var answer = await hub.RunAsync("run", "--config", "missing.json", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("missing.json", answer.Err, StringComparison.Ordinal);
        Assert.Contains("--config FILE", answer.Err, StringComparison.Ordinal);
    }

    private static string LogOf(HubInFolder hub) => string.Concat(
        new DirectoryInfo(Path.Combine(hub.Folder, "data", "logs")).EnumerateFiles().Select(file =>
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(stream).ReadToEnd();
        }));
}
