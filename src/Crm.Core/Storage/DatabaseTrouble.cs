using Crm.Connect;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crm.Core.Storage;

/// <summary>What an exception of the database means to an administrator. No words of it hold a password or a value.</summary>
public static class DatabaseTrouble
{
    private const int SqliteBusy = 5, SqliteCannotOpen = 14, SqliteNotADatabase = 26;

    /// <summary>Misconfigured or Unavailable, with a sentence; null when it is anything else.</summary>
    public static (Trouble Trouble, Words Words)? Of(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: SqliteBusy } or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => (Trouble.Unavailable, new Words(
            "База занята другой программой дольше минуты. Повторите, когда она освободится.",
            "The database has been busy with another program for over a minute. Try again when it is free.")),
        SqliteException { SqliteErrorCode: SqliteCannotOpen or SqliteNotADatabase } => (Trouble.Misconfigured, new Words(
            $"База не открывается: {e.Message} Проверьте папку данных, права на неё и не подключён ли её диск только для чтения.",
            $"The database cannot be opened: {e.Message} Look at the data directory, the rights on it, and whether its disk is mounted read-only.")),
        PostgresException server => OfServer(server),
        NpgsqlException => (Trouble.Unavailable, new Words(
            $"Сервер PostgreSQL недоступен: {Cause(e)} Проверьте, что он работает, и адрес в Hub:Database:ConnectionString.",
            $"The PostgreSQL server is not available: {Cause(e)} See whether it runs, and the address in Hub:Database:ConnectionString.")),
        _ => null,
    };

    private static (Trouble, Words)? OfServer(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (Trouble.Misconfigured, new Words(
            "PostgreSQL не принял имя или пароль. Проверьте Username и пароль в Hub:Database.",
            "PostgreSQL did not accept the name or the password. Check Username and the password in Hub:Database.")),
        PostgresErrorCodes.InvalidCatalogName => (Trouble.Misconfigured, new Words(
            "На сервере PostgreSQL нет такой базы. Создайте её (CREATE DATABASE) или поправьте Database в Hub:Database:ConnectionString.",
            "The PostgreSQL server has no such database. Make it (CREATE DATABASE), or correct Database in Hub:Database:ConnectionString.")),
        PostgresErrorCodes.InsufficientPrivilege => (Trouble.Misconfigured, new Words(
            $"У пользователя PostgreSQL нет прав: {e.MessageText}. Дайте ему базу в собственность или право создавать в схеме.",
            $"The user of PostgreSQL lacks rights: {e.MessageText}. Make it the owner of the database, or let it create in the schema.")),
        _ when e.IsTransient || e.SqlState.StartsWith("57P", StringComparison.Ordinal) => (Trouble.Unavailable, new Words(
            $"Сервер PostgreSQL сейчас не работает: {e.MessageText}. Повторите позже.",
            $"The PostgreSQL server does not work at this moment: {e.MessageText}. Try again later.")),
        _ => null,
    };

    private static string Cause(Exception e) => (e.InnerException ?? e).Message.TrimEnd('.') + ".";
}
