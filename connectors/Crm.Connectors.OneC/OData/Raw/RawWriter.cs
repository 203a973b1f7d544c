using System.Buffers;
using System.Text.Json;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>Writes a delivery line by line. What it writes is nothing before <see cref="EndAsync"/>.</summary>
internal sealed class RawWriter : IDisposable
{
    private const int FlushAt = 256 << 10;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Utf8JsonWriter _json;

    public RawWriter(Stream stream)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer, RawForm.Writing);
        Line(json => json.WriteNumber(RawForm.Form, RawForm.Version));
    }

    /// <summary>Lines that speak of something.</summary>
    public long Count { get; private set; }

    /// <param name="id">Of a record that has no Ref_Key.</param>
    public void Object(string set, ReadOnlySpan<byte> json, string? id = null)
    {
        Begin(set);
        if (id is not null)
        {
            _json.WriteString(RawForm.Id, id);
        }

        _json.WritePropertyName(RawForm.Object);
        Raw(json);
        Finish();
    }

    public void Deleted(string set, string id)
    {
        Begin(set);
        _json.WriteString(RawForm.Deleted, id);
        Finish();
    }

    /// <summary>What a register says about an object of another set.</summary>
    public void About(string register, string set, string id, IEnumerable<ReadOnlyMemory<byte>> rows)
    {
        Begin(register);
        _json.WriteString(RawForm.About, set);
        _json.WriteString(RawForm.Id, id);
        _json.WriteStartArray(RawForm.Rows);
        foreach (var row in rows)
        {
            Raw(row.Span);
        }

        _json.WriteEndArray();
        Finish();
    }

    /// <summary>After all that a register says: of how many objects it speaks, told here or not.</summary>
    public void Spoken(string register, string set, long objects)
    {
        Begin(register);
        _json.WriteString(RawForm.About, set);
        _json.WriteNumber(RawForm.Spoken, objects);
        Finish();
    }

    public async Task EndAsync(CancellationToken ct)
    {
        Line(json => json.WriteNumber(RawForm.End, Count));
        await FlushAsync(ct);
    }

    /// <summary>Hands on what has gathered; between two lines, when there is enough of it.</summary>
    public async ValueTask FlushIfFullAsync(CancellationToken ct)
    {
        if (_buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(ct);
        }
    }

    public void Dispose() => _json.Dispose();

    private async Task FlushAsync(CancellationToken ct)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }

    private void Begin(string set)
    {
        Count++;
        _json.WriteStartObject();
        _json.WriteString(RawForm.Set, set);
    }

    private void Finish()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        _json.WriteStartObject();
        write(_json);
        Finish();
    }

    // Between the parts of an object 1C breaks lines; within texts JSON has none.
    private void Raw(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\r', (byte)'\n') < 0)
        {
            _json.WriteRawValue(json, skipInputValidation: true);
            return;
        }

        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        _json.WriteRawValue(line, skipInputValidation: true);
    }
}
