using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// Puts rows together that are about one object, in memory that does not grow with them: what is too much waits in a file, sorted by its
/// objects, and is merged when it is read. Rows of one object keep their order.
/// </summary>
internal sealed class SortedRows(int mostBytes) : IAsyncDisposable
{
    private const int EntryCost = 24;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<(Guid Id, int Start, int Length)> _entries = [];
    private readonly List<(long From, long To)> _runs = [];
    private FileStream? _file;

    public async ValueTask AddAsync(Guid id, ReadOnlyMemory<byte> row, CancellationToken ct)
    {
        if (_entries.Count > 0 && _bytes.WrittenCount + row.Length + (_entries.Count * EntryCost) > mostBytes)
        {
            await SpillAsync(ct);
        }

        _entries.Add((id, _bytes.WrittenCount, row.Length));
        _bytes.Write(row.Span);
    }

    /// <summary>Every object with all its rows. Nothing can be added any more.</summary>
    public async IAsyncEnumerable<(Guid Id, IReadOnlyList<ReadOnlyMemory<byte>> Rows)> ObjectsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (_file is not null)
        {
            await SpillAsync(ct);
            await _file.FlushAsync(ct);
        }

        var (of, rows) = (Guid.Empty, new List<ReadOnlyMemory<byte>>());
        foreach (var (id, row) in _file is null ? InMemory() : SpilledRun.Merge(_file.SafeFileHandle, _runs))
        {
            if (id != of && rows.Count > 0)
            {
                yield return (of, rows);
                rows = [];
            }

            of = id;
            rows.Add(row.ToArray());
        }

        if (rows.Count > 0)
        {
            yield return (of, rows);
        }
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task SpillAsync(CancellationToken ct)
    {
        _file ??= Spool.Open();
        var from = _file.Position;
        var head = new byte[SpilledRun.HeadLength];
        foreach (var (id, row) in InMemory())
        {
            id.TryWriteBytes(head);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(SpilledRun.IdLength), row.Length);
            await _file.WriteAsync(head, ct);
            await _file.WriteAsync(row, ct);
        }

        _runs.Add((from, _file.Position));
        _entries.Clear();
        _bytes.ResetWrittenCount();
    }

    private IEnumerable<(Guid Id, ReadOnlyMemory<byte> Row)> InMemory()
    {
        _entries.Sort();
        return _entries.Select(entry => (entry.Id, _bytes.WrittenMemory.Slice(entry.Start, entry.Length)));
    }
}
