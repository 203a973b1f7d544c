using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Benchmarks;

/// <summary>The hub itself on the exchange folder: settings apart, what `hub run` does, with the shipped mappings.</summary>
internal static class HubPhase
{
    /// <summary>A first load into an empty database.</summary>
    /// <returns>Rows created.</returns>
    public static Task<long> RunAnewAsync(BenchmarkFolder folder) => RunAnewAsync(folder, File(folder));

    /// <summary>The same on PostgreSQL, whose database is empty.</summary>
    public static Task<long> RunAnewOnServerAsync(BenchmarkFolder folder) => RunAnewAsync(folder, Servers.Hub);

    /// <summary>A night after others.</summary>
    public static Task<long> RunAsync(BenchmarkFolder folder) => RunAsync(folder, File(folder));

    /// <summary>The same on PostgreSQL.</summary>
    public static Task<long> RunOnServerAsync(BenchmarkFolder folder) => RunAsync(folder, Servers.Hub);

    private static Task<long> RunAnewAsync(BenchmarkFolder folder, DatabasePlace place)
    {
        if (Directory.Exists(Home(folder)))
        {
            Directory.Delete(Home(folder), recursive: true);
        }

        return RunAsync(folder, place);
    }

    private static DatabasePlace.SqliteFile File(BenchmarkFolder folder) => new(Path.Combine(Home(folder), "hub.db"));

    /// <returns>Rows created, updated and archived.</returns>
    /// <exception cref="InvalidOperationException">The run did not end well; its time means nothing.</exception>
    private static async Task<long> RunAsync(BenchmarkFolder folder, DatabasePlace place)
    {
        Directory.CreateDirectory(Home(folder));
        var connector = new CommerceMlFilesConnector();
        var opening = Task.Run(() => HubDatabase.OpenAsync(place, CancellationToken.None));
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], Repository.Folder, connector.Kinds);
        var database = await opening;
        var settings = new CommerceMlFilesSettings { Folder = folder.Exchange, QuietSeconds = 0 };
        await using var channel = connector.Open(
            new Connection("1c", settings, folder.Root, TimeZoneInfo.Utc, TimeProvider.System, NullLogger.Instance));

        // They weigh as on any night; that the changes of the export are drawn by lot and move millions is no disaster here.
        var brakes = new Brakes { MaxMoneyMoved = decimal.MaxValue };
        var flow = new Flow("benchmark", "1c", book ?? throw new InvalidOperationException(string.Join('\n', lints)), brakes, TimeZoneInfo.Utc);

        var corridor = new Corridor(database, new Archive(Path.Combine(Home(folder), "archive")), TimeProvider.System);
        var report = await corridor.RunAsync(flow, channel, progress: null, CancellationToken.None);
        SqliteConnection.ClearAllPools();

        return report.Outcome == RunOutcome.Done
            ? report.Numbers.Kinds.Values.Sum(kind => kind.Created + kind.Updated + kind.Archived)
            : throw new InvalidOperationException($"the run ended {report.Outcome}: {report.Reason} {string.Join("; ", report.Notes)}");
    }

    private static string Home(BenchmarkFolder folder) => Path.Combine(folder.Root, "hub");
}
