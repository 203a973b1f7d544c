using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>A stretch of a file that holds rows in the order of the objects that they are about, read row by row.</summary>
internal sealed class SpilledRun(SafeFileHandle file, long from, long to)
{
    /// <summary>Before each row stand its object and its length.</summary>
    public const int IdLength = 16, HeadLength = IdLength + sizeof(int);

    private byte[] _buffer = new byte[16 << 10];
    private long _at = from;
    private int _start;
    private int _end;

    public Guid Id { get; private set; }

    /// <summary>Valid until the next row is read.</summary>
    public ReadOnlyMemory<byte> Row { get; private set; }

    /// <summary>The rows of all runs in one order; of one object, those of an earlier run come first.</summary>
    public static IEnumerable<(Guid Id, ReadOnlyMemory<byte> Row)> Merge(SafeFileHandle file, IReadOnlyList<(long From, long To)> runs)
    {
        var next = new PriorityQueue<SpilledRun, (Guid Id, int Run)>();
        for (var at = 0; at < runs.Count; at++)
        {
            Queue(new SpilledRun(file, runs[at].From, runs[at].To), at);
        }

        while (next.TryDequeue(out var run, out var place))
        {
            yield return (run.Id, run.Row);
            Queue(run, place.Run);
        }

        void Queue(SpilledRun run, int number)
        {
            if (run.Read())
            {
                next.Enqueue(run, (run.Id, number));
            }
        }
    }

    private bool Read()
    {
        if (_at == to && _start == _end)
        {
            return false;
        }

        Have(HeadLength);
        Id = new Guid(_buffer.AsSpan(_start, IdLength));
        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start + IdLength));
        Have(HeadLength + length);
        Row = _buffer.AsMemory(_start + HeadLength, length);
        _start += HeadLength + length;
        return true;
    }

    private void Have(int length)
    {
        if (_end - _start >= length)
        {
            return;
        }

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_buffer.Length < length)
        {
            Array.Resize(ref _buffer, length * 2);
        }

        while (_end < length)
        {
            var most = (int)Math.Min(_buffer.Length - _end, to - _at);
            var read = RandomAccess.Read(file, _buffer.AsSpan(_end, most), _at);
            (_end, _at) = read > 0 ? (_end + read, _at + read) : throw new EndOfStreamException();
        }
    }
}
