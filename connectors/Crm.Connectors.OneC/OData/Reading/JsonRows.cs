using System.Runtime.InteropServices;
using System.Text.Json;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// The objects of a list as 1C answers it, one at a time. Of a stream, in a buffer that grows to the largest of them: the answer may be as
/// long as it likes. Of an answer that is in memory, where they lie.
/// </summary>
internal sealed class JsonRows
{
    private const int LargestObject = 128 << 20;

    private readonly Stream _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _isInside;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 16 });

    public JsonRows(Stream stream)
    {
        _stream = stream;
        _buffer = new byte[128 << 10];
    }

    /// <summary>Its objects stay valid.</summary>
    public JsonRows(ReadOnlyMemory<byte> answer)
    {
        var bytes = MemoryMarshal.TryGetArray(answer, out var whole) ? whole : new ArraySegment<byte>(answer.ToArray());
        _stream = Stream.Null;
        _buffer = bytes.Array ?? [];
        (_start, _end, _atEnd) = (bytes.Offset, bytes.Offset + bytes.Count, true);
    }

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private enum Step
    {
        Row,
        NeedMore,
        End,
    }

    /// <summary>The objects, each valid until the next one is asked for.</summary>
    /// <exception cref="JsonException">It is no list, or it breaks off.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        while (true)
        {
            var step = Next(out var row);
            if (step == Step.End)
            {
                yield break;
            }

            if (step == Step.Row)
            {
                yield return row;
            }
            else
            {
                Fill();
            }
        }
    }

    private Step Next(out ReadOnlyMemory<byte> row)
    {
        row = default;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
        if (!_isInside && !Enter(ref reader))
        {
            return Step.NeedMore;
        }

        var before = reader;
        if (!reader.Read())
        {
            Keep(before);
            return Step.NeedMore;
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return Finish(ref reader, before);
        }

        var at = _start + (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        if (!reader.TrySkip())
        {
            Keep(before);
            return Step.NeedMore;
        }

        row = _buffer.AsMemory(at, _start + (int)reader.BytesConsumed - at);
        Keep(reader);
        return Step.Row;
    }

    // Before the list stands what 1C says of its wire; after it may stand a count.
    private bool Enter(ref Utf8JsonReader reader)
    {
        if (_end - _start < Mark.Length && !_atEnd)
        {
            return false;
        }

        if (_buffer.AsSpan(_start, _end - _start).StartsWith(Mark))
        {
            _start += Mark.Length;
            reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
        }

        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.StartArray)
            {
                _isInside = true;
                Keep(reader);
                reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
                return true;
            }
        }

        if (_atEnd)
        {
            throw new JsonException();
        }

        return false;
    }

    private Step Finish(ref Utf8JsonReader reader, Utf8JsonReader before)
    {
        while (reader.Read())
        {
        }

        if (_atEnd)
        {
            return Step.End;
        }

        Keep(before);
        return Step.NeedMore;
    }

    private void Keep(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        if (_atEnd)
        {
            throw new JsonException();
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length < LargestObject ? _buffer.Length * 2 : throw new JsonException());
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
    }
}
