using SQLitePCL;

namespace Crm.Core.Storage.Sqlite;

/// <summary>The row on which a statement stands.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement) : DbRow
{
    public override bool IsDBNull(int at) => raw.sqlite3_column_type(statement, at) == raw.SQLITE_NULL;

    public override long GetInt64(int at) => raw.sqlite3_column_int64(statement, at);

    public override int GetInt32(int at) => raw.sqlite3_column_int(statement, at);

    public override bool GetBoolean(int at) => GetInt64(at) != 0;

    public override string GetString(int at) => raw.sqlite3_column_text(statement, at).utf8_to_string();

    public override Guid GetGuid(int at) => new(GetBlob(at), bigEndian: true);

    public override ReadOnlySpan<byte> GetBlob(int at) => raw.sqlite3_column_blob(statement, at);

    public override DateTime GetDateTime(int at) => SqliteValues.Moment(GetString(at));

    public override DateOnly GetDate(int at) => SqliteValues.Date(GetString(at));

    /// <summary>As long, double, string or byte[], or null.</summary>
    public object? Value(int at) => raw.sqlite3_column_type(statement, at) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(at),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, at),
        raw.SQLITE_BLOB => GetBlob(at).ToArray(),
        _ => GetString(at),
    };
}
