using Crm.Core.Storage;
using Crm.Hub.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>
/// Where the bells are kept: with the hub's database on a PostgreSQL server, where several nodes share them, or in a file of their
/// own beside the SQLite file.
/// </summary>
internal static class ScheduleStore
{
    // A node that is silent for ten seconds is taken for dead. When it was only slow, the lease of the connection keeps the others waiting.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(3), Silence = TimeSpan.FromSeconds(7);

    public static void Choose(IPersistentStoreBuilder store, Configuration settings)
    {
        if (settings.Database is DatabasePlace.PostgresServer { ConnectionString: var server })
        {
            store.UsePostgres(NpgsqlFactory.Instance, SourceOf(server));
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (SignOfLife, Silence));
        }
        else
        {
            store.UseSqlite(SqliteFactory.Instance, SourceOf(new FileInfo(settings.ScheduleFile)));
        }
    }

    private static string SourceOf(string server) => new NpgsqlConnectionStringBuilder(server)
    {
        ApplicationName = "hub schedule",
        KeepAlive = 30,
    }.ToString();

    private static string SourceOf(FileInfo file)
    {
        file.Directory!.Create();
        var source = new SqliteConnectionStringBuilder { DataSource = file.FullName, DefaultTimeout = 60 }.ToString();
        using var connection = new SqliteConnection(source);
        connection.Open();

        // Kept in the file: writers and readers do not wait for each other, and a commit costs one look of the disk.
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return source;
    }
}
