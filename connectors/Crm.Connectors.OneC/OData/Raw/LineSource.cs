using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>The lines of a stream, one at a time, in a buffer that grows to the longest of them and no further than the limit.</summary>
internal sealed class LineSource(Stream stream)
{
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end, valid until the next one is asked for.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var seen = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (length >= 0 || (_atEnd && _start < _end))
            {
                var whole = length >= 0 ? seen + length : _end - _start;
                line = _buffer.AsMemory(_start, whole);
                _start += Math.Min(whole + 1, _end - _start);
                Number++;
                return true;
            }

            if (_atEnd)
            {
                line = default;
                return false;
            }

            seen = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= RawForm.LongestLine)
        {
            throw new ConnectorException(Trouble.Malformed, new Words(
                $"строка {Number + 1}: объект длиннее {RawForm.LongestLine >> 20} МБ", $"line {Number + 1}: the object is longer than {RawForm.LongestLine >> 20} MB"));
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
