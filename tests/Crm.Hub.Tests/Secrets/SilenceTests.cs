using System.Text;
using System.Text.Json;
using Crm.Connect;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using CsCheck;
using Npgsql;

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
            async (value, isStored, fault, at) => await NightAsync(value, isStored ? Stored : InEnvironment, fault, at), iter: 12, threads: 1);

    [Fact]
    public async Task No_password_of_the_database_stands_in_anything_that_the_hub_writes()
    {
        var server = await PostgresServer.StartedAsync();
        await Gen.Select(Values, Gen.Bool, Faults).SampleAsync(
            async (value, isInString, fault) =>
            {
                var place = await server.NewHubAsync();
                await NightAsync(value, (hub, password) => OnServer(hub, place, password, isInString), fault, at: 3);
                AssertSilent(value, await ContentAsync(place));
                PostgresServer.DropOf(place);
            },
            iter: 4,
            threads: 1);
    }

    private static async Task NightAsync(string value, Action<HubInFolder, string> give, Exception? fault, int at)
    {
        var memory = new MemorySystem { Refuses = _ => Said(value) };
        var connector = new MemoryConnector(memory) { Sends = true };
        using var hub = HubInFolder.WithMemory(connector);
        hub.Environment["Hub__Flows__night__Direction"] = "Both";
        var said = new StringBuilder();
        give(hub, value);
        hub.Piped = value;
        await SayAsync(hub, said, "secret", "set", "BASE");
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

        foreach (var bug in new Exception[] { new InvalidOperationException(), new ConnectorException(Trouble.Misconfigured, new Words("", "")) })
        {
            connector.Bug = With(bug, value);
            await SayAsync(hub, said, "run");
            await SayAsync(hub, said, "check");
        }

        AssertSilent(value, said.ToString());
        AssertSilentFiles(value, Path.Combine(hub.Folder, "data"));
    }

    private static void InEnvironment(HubInFolder hub, string value) => hub.Environment["MEMORY_PASSWORD"] = value;

    private static void Stored(HubInFolder hub, string value)
    {
        hub.Environment["Hub__Connections__memory__Settings__Password"] = "secret:BASE";
        hub.Environment.Remove("MEMORY_PASSWORD");
    }

    private static void OnServer(HubInFolder hub, string server, string value, bool isInString)
    {
        var parts = new NpgsqlConnectionStringBuilder(server) { Password = isInString ? value : null };
        hub.Environment["Hub__Database__Provider"] = "PostgreSql";
        hub.Environment["Hub__Database__ConnectionString"] = parts.ToString();
        if (!isInString)
        {
            hub.Environment["Hub__Database__Password"] = "secret:BASE";
        }
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

    private static async Task<string> ContentAsync(string server)
    {
        await using var source = NpgsqlDataSource.Create(server);
        var content = new StringBuilder();
        foreach (var table in await LinesAsync(source, "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public'"))
        {
            content.AppendJoin('\n', await LinesAsync(source, $"SELECT row_to_json(t)::text FROM {table} t"));
        }

        return content.ToString();
    }

    private static async Task<List<string>> LinesAsync(NpgsqlDataSource source, string query)
    {
        var lines = new List<string>();
        await using var command = source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }

    private static string[] FormsOf(string value) =>
        [
            value, Uri.EscapeDataString(value), Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:" + value)),
            JsonSerializer.Serialize(value)[1..^1], JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        ];

    private static void AssertSilent(string value, string said) =>
        Assert.All(FormsOf(value), form => Assert.DoesNotContain(form, said, StringComparison.Ordinal));

    private static void AssertSilentFiles(string value, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            Assert.All(FormsOf(value), form => Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{form} stands in {file}"));
        }
    }
}
