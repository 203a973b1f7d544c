namespace Crm.Core.Storage;

/// <summary>The row a query stands on. Valid only while the function that is given it runs.</summary>
public abstract class DbRow
{
    public abstract bool IsDBNull(int at);

    public abstract long GetInt64(int at);

    public abstract int GetInt32(int at);

    public abstract bool GetBoolean(int at);

    public abstract string GetString(int at);

    public abstract Guid GetGuid(int at);

    public abstract ReadOnlySpan<byte> GetBlob(int at);

    /// <summary>A moment, UTC.</summary>
    public abstract DateTime GetDateTime(int at);

    public abstract DateOnly GetDate(int at);
}
