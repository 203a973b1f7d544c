using System.Buffers;

namespace Crm.Connectors.OneC.CommerceML.Xml;

/// <summary>
/// A window that moves forward over a stream of UTF-8. What it shows is checked: whole, valid characters of XML.
/// Memory is one buffer that grows to the longest stretch kept.
/// </summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    public const int Limit = 64 << 20;

    // The check looks three bytes back; zeros stand there at the beginning.
    private const int Margin = 16;

    private byte[] _buffer = CleanMargin(ArrayPool<byte>.Shared.Rent(1 << 20));
    private int _start = Margin;
    private int _checked = Margin;
    private int _filled = Margin;
    private bool _ended;

    /// <summary>What is in view. Valid until the next <see cref="More"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _checked - _start);

    /// <summary>The line, from 1, in which <see cref="Bytes"/> begin.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Moves the beginning forward.</summary>
    public void Drop(int count)
    {
        Line += _buffer.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    /// <summary>Brings more into view; false when the stream has ended. Offsets into <see cref="Bytes"/> stay as they are.</summary>
    /// <exception cref="NotWellFormedException">Bytes that are no UTF-8, or more than the limit in view.</exception>
    public bool More()
    {
        if (_ended)
        {
            return false;
        }

        MakeRoom();
        _ended = !Fill();
        return Check();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static byte[] CleanMargin(byte[] buffer)
    {
        buffer.AsSpan(0, Margin).Clear();
        return buffer;
    }

    private void MakeRoom()
    {
        var kept = _filled - _start;
        var old = _buffer;
        if (kept > (old.Length - Margin) / 2)
        {
            if (kept > Limit)
            {
                throw new NotWellFormedException(0, $"один элемент занимает больше {Limit >> 20} МБ", $"one element takes more than {Limit >> 20} MB");
            }

            _buffer = CleanMargin(ArrayPool<byte>.Shared.Rent(old.Length * 2));
        }

        old.AsSpan(_start, kept).CopyTo(_buffer.AsSpan(Margin));
        _checked -= _start - Margin;
        _filled -= _start - Margin;
        _start = Margin;
        if (!ReferenceEquals(old, _buffer))
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private bool Fill()
    {
        while (_filled < _buffer.Length)
        {
            var read = stream.Read(_buffer.AsSpan(_filled));
            if (read == 0)
            {
                return false;
            }

            _filled += read;
        }

        return true;
    }

    private bool Check()
    {
        var whole = Utf8Check.WholeCharacters(_buffer, _checked, _filled);
        var bad = Utf8Check.FirstBad(_buffer, _checked, whole);
        if (bad < 0 && _ended && whole < _filled)
        {
            bad = whole;
        }

        if (bad >= 0)
        {
            _checked = bad;
            throw BadByte(bad);
        }

        var gained = whole > _checked;
        _checked = whole;
        return gained;
    }

    private NotWellFormedException BadByte(int bad)
    {
        var value = _buffer[bad];
        var at = bad - _start;
        if (value < 0x20 || _buffer.AsSpan(bad).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBF]))
        {
            return new NotWellFormedException(at, $"недопустимый символ (байт 0x{value:X2})", $"a character that XML does not allow (byte 0x{value:X2})");
        }

        return LooksLikeWindows1251(_buffer.AsSpan(bad, Math.Min(64, _filled - bad)))
            ? new NotWellFormedException(at, "объявлена кодировка UTF-8, но похоже, что файл в windows-1251: исправьте кодировку выгрузки", "declared UTF-8 but looks like windows-1251: correct the encoding of the export")
            : new NotWellFormedException(at, $"байт 0x{value:X2} не является UTF-8", $"byte 0x{value:X2} is not UTF-8");
    }

    // Russian letters of windows-1251 are nearly all at 0xC0 and above; in UTF-8 every second byte is below.
    private static bool LooksLikeWindows1251(ReadOnlySpan<byte> bytes)
    {
        var letters = 0;
        var others = 0;
        foreach (var value in bytes)
        {
            letters += value >= 0xC0 ? 1 : 0;
            others += value is >= 0x80 and < 0xC0 ? 1 : 0;
        }

        return letters >= 2 && letters > others * 3;
    }
}
