using System.Text;
using System.Text.Json;
using Crm.Connect;
using Crm.Hub.Tests.Kit;
using CsCheck;

namespace Crm.Hub.Tests.Secrets;

/// <summary>Whatever the other side says, at whatever point: the password that it was given stands in nothing that the hub writes.</summary>
public sealed class SilenceTests
{
    private const string Letters = "abcXYZ0189!#$%&()*+,-./:;<=>?@[]^_{|}~\"'\\ жЩё";

    private static readonly string[][] Verbs =
    [
        ["check"], ["run", "--verbose"], ["status"], ["runs"], ["questions"], ["show", "rejected"], ["show", "counterparties"],
        ["schedule"], ["secret", "list"], ["secret", "rotate"],
    ];

    private static readonly Gen<string> Values = Gen.Char[Letters].Array[8, 24].Select(letters => new string(letters)).Where(value => value.Trim() == value);

    private static readonly Gen<Exception?> Faults = Gen.Int[-1, 4].Select(at => at switch
    {
        -1 => null,
        4 => new InvalidOperationException(),
        _ => (Exception?)new ConnectorException((Trouble)at, new Words("", "")),
    });

    [Fact]
    public async Task No_secret_stands_in_anything_that_the_hub_writes() => await Gen
        .Select(Values, Gen.Bool, Faults, Gen.Int[1, 6]).SampleAsync(
            async (value, isStored, fault, at) => await NightAsync(value, isStored, fault, at), iter: 12, threads: 1);

    private static async Task NightAsync(string value, bool isStored, Exception? fault, int at)
    {
        var memory = new MemorySystem { Refuses = _ => Said(value) };
        var connector = new MemoryConnector(memory) { Sends = true };
        using var hub = HubInFolder.WithMemory(connector);
        hub.Environment["Hub__Flows__night__Direction"] = "Both";
        hub.Environment["MEMORY_PASSWORD"] = value;
        var said = new StringBuilder();
        if (isStored)
        {
            hub.Environment["Hub__Connections__memory__Settings__Password"] = "secret:BASE";
            hub.Environment.Remove("MEMORY_PASSWORD");
            hub.Piped = value;
            await SayAsync(hub, said, "secret", "set", "BASE");
        }

        memory.Edit("Клиент", "1", ("Имя", "Ромашка"));
        memory.Deliver();
        await SayAsync(hub, said, "run");
        await SayAsync(hub, said, "new", "counterparties", "Name=Василёк");
        await SayAsync(hub, said, "run");
        var reached = 0;
        memory.Io = point => _ = fault is not null && ++reached % at == 0 ? throw With(fault, value) : 0;
        foreach (var verb in Verbs)
        {
            await SayAsync(hub, said, verb);
            await SayAsync(hub, said, [.. verb, "--json"]);
        }

        connector.Bug = With(new InvalidOperationException(), value);
        await SayAsync(hub, said, "run");
        AssertSilent(value, said.ToString(), Path.Combine(hub.Folder, "data"));
    }

    private static async Task SayAsync(HubInFolder hub, StringBuilder said, params string[] words)
    {
        var answer = await hub.RunAsync(words);
        said.AppendLine(answer.Out).AppendLine(answer.Err);
    }

    private static Exception With(Exception fault, string value) => fault is ConnectorException { Trouble: var trouble }
        ? new ConnectorException(trouble, Said(value))
        : new InvalidOperationException($"a bug with {value} in it", new ArgumentException(Said(value).En));

    private static Words Said(string value) => new(
        $"не принято: {value}.", $"http://hub:{Uri.EscapeDataString(value)}@server did not take Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:" + value))}");

    private static void AssertSilent(string value, string said, string folder)
    {
        string[] forms =
        [
            value, Uri.EscapeDataString(value), Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:" + value)),
            JsonSerializer.Serialize(value)[1..^1], JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        ];
        Assert.All(forms, form => Assert.DoesNotContain(form, said, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            Assert.All(forms, form => Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{form} stands in {file}"));
        }
    }
}
