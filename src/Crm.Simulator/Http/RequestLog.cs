namespace Crm.Simulator.Http;

/// <summary>One request that came to the base.</summary>
/// <param name="Set">The first step of the address: a set, $metadata, SelectChanges; empty for the service document.</param>
/// <param name="Status">Zero when the connection was broken instead of an answer.</param>
public sealed record RequestEntry(long Number, string Method, string Set, string Path, string Query, int Status, long BytesIn, long BytesOut);

/// <summary>The last requests, for tests that count them. Those of the side door are not among them.</summary>
public sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<RequestEntry> _entries = new();
    private long _count;
    private int _now;

    /// <summary>How many there were in all.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>The last ten thousand, oldest first.</summary>
    public IReadOnlyList<RequestEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The most requests that were answered at the same time: 1C wants a licence for each.</summary>
    public int MostAtOnce { get; private set; }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            (_count, MostAtOnce) = (0, _now);
        }
    }

    internal void Begin()
    {
        lock (_gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_now);
        }
    }

    internal void End(RequestEntry entry)
    {
        lock (_gate)
        {
            _now--;
            _entries.Enqueue(entry with { Number = ++_count });
            if (_entries.Count > Kept)
            {
                _entries.Dequeue();
            }
        }
    }
}
