using System.Text;
using System.Text.Json;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>The changes of one journal line: field → [old, new], as JSON.</summary>
internal sealed class JournalJson : IDisposable
{
    private readonly MemoryStream _buffer = new(512);
    private readonly Utf8JsonWriter _json;

    public JournalJson()
    {
        _json = new Utf8JsonWriter(_buffer, FieldsJson.Readable);
        _json.WriteStartObject();
    }

    public bool IsEmpty { get; private set; } = true;

    public void Add(string field, object? before, object? after)
    {
        IsEmpty = false;
        _json.WriteStartArray(field);
        FieldsJson.Write(_json, before);
        FieldsJson.Write(_json, after);
        _json.WriteEndArray();
    }

    public string Finish()
    {
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}
