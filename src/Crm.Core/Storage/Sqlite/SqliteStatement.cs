using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Crm.Core.Storage.Sqlite;

/// <summary>One prepared statement, the way its values are stored, and the row it stands on.</summary>
internal sealed class SqliteStatement(sqlite3_stmt handle, int parameters)
{
    // SQLite numbers parameters by their first appearance in the text, not by their names.
    private readonly int[] _indexes =
        [.. Enumerable.Range(0, parameters).Select(at => raw.sqlite3_bind_parameter_index(handle, "$" + at.ToString(CultureInfo.InvariantCulture)))];

    public sqlite3_stmt Handle { get; } = handle;

    public SqliteRow Row { get; } = new(handle);

    public void Reset() => raw.sqlite3_reset(Handle);

    public void Bind(int at, object? value)
    {
        var index = _indexes[at];
        switch (value)
        {
            case null:
                raw.sqlite3_bind_null(Handle, index);
                break;
            case string text:
                BindText(index, text);
                break;
            case long number:
                raw.sqlite3_bind_int64(Handle, index, number);
                break;
            case int number:
                raw.sqlite3_bind_int64(Handle, index, number);
                break;
            case bool truth:
                raw.sqlite3_bind_int64(Handle, index, truth ? 1 : 0);
                break;
            case Guid id:
                BindId(index, id);
                break;
            case Utf8 { Bytes: var utf8 }:
                raw.sqlite3_bind_text(Handle, index, utf8.Span);
                break;
            case byte[] bytes:
                raw.sqlite3_bind_blob(Handle, index, bytes);
                break;
            default:
                BindText(index, SqliteValues.Text(value));
                break;
        }
    }

    public void BindBlob(int at, ReadOnlySpan<byte> bytes) => raw.sqlite3_bind_blob(Handle, _indexes[at], bytes);

    private void BindId(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        raw.sqlite3_bind_blob(Handle, index, bytes);
    }

    private void BindText(int index, string text)
    {
        const int onStack = 512;
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);

        if (longest <= onStack)
        {
            Span<byte> bytes = stackalloc byte[onStack];
            raw.sqlite3_bind_text(Handle, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
            return;
        }

        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(longest);
        raw.sqlite3_bind_text(Handle, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }
}
