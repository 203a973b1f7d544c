using Crm.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Reading;

/// <summary>A connection that asks and never writes, with the comparison that SQLite lacks: by letters of any alphabet.</summary>
internal static class ReadSession
{
    /// <summary>SQL function: whether two texts are the same to a person.</summary>
    public const string Same = "same";

    public static DbSession Open(HubDatabase database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database.File, DefaultTimeout = 60 }.ToString());
        connection.Open();
        connection.CreateFunction(
            Same, (string? shown, string? wanted) => KeyText.Normalise(shown) == KeyText.Normalise(wanted), isDeterministic: true);
        var session = new DbSession(connection);
        session.Execute("PRAGMA query_only = 1");
        return session;
    }
}
