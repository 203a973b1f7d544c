using Npgsql;

namespace Crm.Core.Storage.Postgres;

/// <summary>The row on which a question stands.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : DbRow
{
    public override bool IsDBNull(int at) => reader.IsDBNull(at);

    public override long GetInt64(int at) => reader.GetInt64(at);

    public override int GetInt32(int at) => reader.GetInt32(at);

    public override bool GetBoolean(int at) => reader.GetBoolean(at);

    public override string GetString(int at) => reader.GetString(at);

    public override Guid GetGuid(int at) => reader.GetGuid(at);

    public override ReadOnlySpan<byte> GetBlob(int at) => reader.GetFieldValue<byte[]>(at);

    public override DateTime GetDateTime(int at) => reader.GetDateTime(at);

    public override DateOnly GetDate(int at) => reader.GetFieldValue<DateOnly>(at);

    /// <summary>Whole numbers and truths as long.</summary>
    public object? Value(int at) => reader.IsDBNull(at) ? null : reader.GetValue(at) switch
    {
        int number => (long)number,
        bool truth => truth ? 1L : 0L,
        decimal number when decimal.IsInteger(number) => (long)number,
        var value => value,
    };
}
