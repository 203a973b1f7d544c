using System.Text.Json;
using Crm.Hub.Secrets;
using Crm.Hub.Settings;
using Crm.Hub.Tests.Kit;
using Serilog.Events;

namespace Crm.Hub.Tests.Serving;

public sealed class LogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-log-");
    private readonly StringWriter _err = new();

    public void Dispose()
    {
        _err.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void In_Json_every_line_is_an_object_with_what_was_said_and_of_what()
    {
        Write(new LogSettings { Format = LogFormat.Json }, isService: true);

        foreach (var lines in new[] { Kept(), _err.ToString() })
        {
            var said = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Equal(3, said.Count);
            Assert.Equal(("Flow \"night\" begins", "night"), (said[0].GetProperty("@m").GetString(), said[0].GetProperty("Flow").GetString()));
            Assert.Contains("bug", said[2].GetProperty("@x").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_service_says_all_on_the_error_stream_and_a_verb_only_what_is_serious_without_traces()
    {
        Write(new LogSettings(), isService: false);
        Assert.Equal("WRN Flow night: late\n", _err.ToString());
        _err.GetStringBuilder().Clear();

        Write(new LogSettings(), isService: true);

        Assert.StartsWith("INF Flow night begins\nWRN Flow night: late\nERR run failed\nSystem.InvalidOperationException: bug", _err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_weighs_less_than_the_level_is_not_written()
    {
        Write(new LogSettings { Level = LogEventLevel.Warning }, isService: true);

        Assert.DoesNotContain("begins", Kept() + _err, StringComparison.Ordinal);
        Assert.Contains("[WRN] Flow night: late", Kept(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_say_where_the_log_lies_and_how_it_is_written()
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Environment["Hub__Log__Folder"] = "trail";
        hub.Environment["Hub__Log__Format"] = "Json";

        await hub.RunAsync("run");

        Assert.StartsWith("{\"@t\"", File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(hub.Folder, "data", "trail")))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Log__KeepDays", "0", "A log is kept for one day at least")]
    [InlineData("Telemetry__Otlp", "collector:4317", "is no address of a collector")]
    public async Task A_wrong_setting_of_what_is_seen_is_told(string key, string value, string expected)
    {
        using var hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));
        hub.Environment["Hub__" + key] = value;

        var answer = await hub.RunAsync("run", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
    }

    private void Write(LogSettings how, bool isService)
    {
        using var log = new HubLog(_folder.FullName, _err, verbose: false, new KnownSecrets(), how, isService);
        log.Began("night");
        log.Stands("night", "late");
        log.Failed(new InvalidOperationException("bug"), "run");
    }

    private string Kept() => string.Concat(_folder.GetFiles().Select(file => File.ReadAllText(file.FullName)));
}
