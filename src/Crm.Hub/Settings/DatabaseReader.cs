using Crm.Connect;
using Crm.Core.Storage;
using Npgsql;

namespace Crm.Hub.Settings;

/// <summary>Finds out of the settings where the database is, and what is wrong with them. Asks no server.</summary>
internal static class DatabaseReader
{
    private const string Key = "Hub:Database";

    /// <param name="report">Takes the key path and the words.</param>
    public static DatabasePlace Read(DatabaseSettings database, string dataDirectory, Action<string, Words> report)
    {
        var file = new DatabasePlace.SqliteFile(Path.GetFullPath(string.IsNullOrWhiteSpace(database.File) ? "hub.db" : database.File, dataDirectory));
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            return ServerOf(database, report) is { } server ? server : file;
        }

        if (database.ConnectionString is not null || database.Password is not null)
        {
            report($"{Key}:{(database.ConnectionString is null ? "Password" : "ConnectionString")}", new Words(
                "Это настройка PostgreSql, а Provider — Sqlite. Уберите её или поставьте Provider: PostgreSql.",
                "This is a setting of PostgreSql, and Provider is Sqlite. Take it away, or set Provider: PostgreSql."));
        }

        return file;
    }

    /// <summary>What nobody may see of a connection string.</summary>
    public static IEnumerable<string> PasswordsOf(string? connectionString) => PartsOf(connectionString) is { } parts
        ? new[] { parts.Password, parts.SslPassword }.Where(password => !string.IsNullOrEmpty(password)).OfType<string>()
        : [];

    /// <summary>The server that a connection string names; null when it is none, which is said without repeating it: it may hold a password.</summary>
    public static DatabasePlace.PostgresServer? ServerOf(string? connectionString, string? password)
    {
        if (PartsOf(connectionString) is not { Host.Length: > 0 } parts)
        {
            return null;
        }

        parts.Password = password ?? parts.Password;
        return new DatabasePlace.PostgresServer(parts.ToString());
    }

    private static NpgsqlConnectionStringBuilder? PartsOf(string? connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    private static DatabasePlace.PostgresServer? ServerOf(DatabaseSettings database, Action<string, Words> report)
    {
        var place = ServerOf(database.ConnectionString, database.Password);
        if (place is null)
        {
            report($"{Key}:ConnectionString", new Words(
                "Нужна строка подключения к PostgreSQL, например Host=db;Database=hub;Username=hub, а пароль — в Hub:Database:Password: secret:ИМЯ или env:ИМЯ.",
                "A connection string of PostgreSQL is expected, such as Host=db;Database=hub;Username=hub, and the password in Hub:Database:Password: secret:NAME or env:NAME."));
        }

        return place;
    }
}
