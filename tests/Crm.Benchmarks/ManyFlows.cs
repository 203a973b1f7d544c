using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Core.Storage;
using Crm.Hub;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;
using Quartz;

namespace Crm.Benchmarks;

/// <summary>
/// The service under load: many flows over many connections that are all due in one second, on a hub that knows many objects, in a
/// night that brings nothing new. Measures how late each bell rang and what a run cost.
/// </summary>
internal sealed class ManyFlows(string folder, int connections, int flows, int links)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions WithoutNull = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly string[] Kinds = ["Counterparty", "Item", "Invoice", "Payment"];

    public async Task<object> RunAsync(bool onServer)
    {
        if (onServer)
        {
            await Servers.StartAsync();
        }

        var due = TimeProvider.System.GetUtcNow();
        var first = await SessionAsync(null, onServer);
        await PrepareAsync(first);
        due = Whole(TimeProvider.System.GetUtcNow() + Ahead);
        var session = await SessionAsync(due, onServer);
        return await NightAsync(session, due);
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private async Task<Session> SessionAsync(DateTimeOffset? due, bool onServer)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), JsonSerializer.Serialize(new { Hub = Settings(due, onServer) }, WithoutNull));
        var around = Surroundings.OfThisProcess() with { Folder = folder, Out = TextWriter.Null, Err = TextWriter.Null, Environment = new Dictionary<string, string>() };
        var (settings, _) = SettingsReader.Read(null, null, around);
        return settings is { IsRight: true }
            ? new Session(around, settings, new Screen(around, "en", isJson: true), new HubLog(settings.LogFolder, TextWriter.Null, verbose: false, settings.Hidden))
            : throw new InvalidOperationException(string.Join('\n', settings?.Problems.Select(problem => problem.Words.En) ?? []));
    }

    private Dictionary<string, object> Settings(DateTimeOffset? due, bool onServer)
    {
        var hub = new Dictionary<string, object>
        {
            ["TimeZone"] = "UTC",
            ["Connections"] = Enumerable.Range(0, connections).ToDictionary(Connection, no => (object)new
            {
                Connector = "commerceml-files",
                Settings = new { Folder = Path.Combine(folder, "exchange", Connection(no)), QuietSeconds = 0, AfterReading = "Keep" },
            }),
            ["Flows"] = Enumerable.Range(0, flows).ToDictionary(no => $"flow-{no}", no => (object)new
            {
                Connection = Connection(no % connections),
                Mappings = new[] { Path.Combine(Repository.Folder, "mappings", "commerceml") },
                Schedule = due is { } at ? new { Cron = string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} {at.Day} {at.Month} ?") } : null,
            }),
        };
        if (onServer)
        {
            hub["Database"] = new { Provider = "PostgreSql", ConnectionString = ((DatabasePlace.PostgresServer)Servers.Hub).ConnectionString };
        }

        return hub;
    }

    private static string Connection(int no) => $"base-{no}";

    // Every connection has had its first night, and the hub has met many more objects.
    private async Task PrepareAsync(Session session)
    {
        var database = await session.OpenDatabaseAsync(CancellationToken.None);
        foreach (var (no, source) in Enumerable.Range(0, connections).Select(no => (no, Path.Combine(Repository.Folder, "src", "Crm.Hub", "Demo", "exchange"))))
        {
            var exchange = Directory.CreateDirectory(Path.Combine(folder, "exchange", Connection(no))).FullName;
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(exchange, Path.GetFileName(file)), overwrite: true);
            }
        }

        foreach (var flow in session.Settings.Flows)
        {
            await FlowWalk.RunAsync(session, new MappingShelf(session), Task.FromResult(database), flow, onlyHeld: false, CancellationToken.None);
        }

        using var db = database.Connect();
        db.AsOne(() => Fill(db));
    }

    private int Fill(DbSession db)
    {
        var each = links / (connections * Kinds.Length);
        foreach (var (connection, kind) in Enumerable.Range(0, connections).SelectMany(no => Kinds.Select(kind => (Connection(no), kind))))
        {
            var source = (long)db.Scalar("INSERT INTO LinkSources (Connection, ExternalKind, Kind) VALUES ($0, $1, $2) RETURNING Id", connection, "load " + kind, kind)!;
            for (var no = 0; no < each; no++)
            {
                db.Write("INSERT INTO Links (SourceId, ExternalId, EntityId, Agreed) VALUES ($0, $1, $2, '{}')", source, $"object-{no:x8}", Guid.CreateVersion7());
            }
        }

        return each;
    }

    private async Task<object> NightAsync(Session session, DateTimeOffset due)
    {
        var database = await session.OpenDatabaseAsync(CancellationToken.None);
        using var ear = new Ear();
        var scheduler = await Ringer.BuildAsync(session, new Shift(session, database), null, CancellationToken.None);
        scheduler.ListenerManager.AddJobListener(ear);
        await scheduler.Start();
        await ear.Until(flows);
        await scheduler.Shutdown(waitForJobsToComplete: true);

        using var db = database.ConnectToRead();
        var runs = db.Query("SELECT StartedAt, EndedAt, Outcome FROM Runs ORDER BY Id DESC LIMIT $0", row => (row.GetDateTime(1) - row.GetDateTime(0), row.GetString(2)), flows);
        var late = ear.Rang.Select(rang => (rang - due).TotalSeconds).Order().ToList();
        return new
        {
            connections,
            flows,
            links = db.Scalar("SELECT COUNT(*) FROM Links"),
            lateSeconds = new { least = Math.Round(late[0], 3), median = Math.Round(late[late.Count / 2], 3), most = Math.Round(late[^1], 3) },
            runSeconds = new { median = Math.Round(runs.Select(run => run.Item1.TotalSeconds).Order().ElementAt(runs.Count / 2), 3), most = Math.Round(runs.Max(run => run.Item1.TotalSeconds), 3) },
            wholeNightSeconds = Math.Round((ear.Last - due).TotalSeconds, 1),
            well = runs.Count(run => run.Item2 == nameof(RunOutcome.Done)),
            peakMemoryMb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
        };
    }

    // Hears when bells ring, and when the last run has ended.
    private sealed class Ear : IJobListener, IDisposable
    {
        private readonly Lock _gate = new();
        private readonly SemaphoreSlim _ended = new(0);

        public List<DateTimeOffset> Rang { get; } = [];

        public DateTimeOffset Last { get; private set; }

        public string Name => "ear";

        public void Dispose() => _ended.Dispose();

        public async Task Until(int runs)
        {
            for (var run = 0; run < runs; run++)
            {
                await _ended.WaitAsync();
            }
        }

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            lock (_gate)
            {
                Rang.Add(TimeProvider.System.GetUtcNow());
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Last = TimeProvider.System.GetUtcNow();
            _ended.Release();
            return ValueTask.CompletedTask;
        }
    }
}
