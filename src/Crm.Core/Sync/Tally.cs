using System.Collections;

namespace Crm.Core.Sync;

/// <summary>What a delivery would do, counted before it does it.</summary>
internal sealed class Tally
{
    /// <summary>By CRM kind.</summary>
    public SortedDictionary<string, KindTally> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Objects that speak for themselves and are not known, by kind over there.</summary>
    public Dictionary<string, Count> Strangers { get; } = new(StringComparer.Ordinal);

    /// <summary>Paid or shipped invoices whose money moves, by currency; the weight is the amount.</summary>
    public SortedDictionary<string, Count> Money { get; } = new(StringComparer.Ordinal);

    public KindTally Of(string kind) => Of(Kinds, kind);

    public static T Of<T>(IDictionary<string, T> all, string name)
        where T : new()
    {
        if (!all.TryGetValue(name, out var one))
        {
            all.Add(name, one = new T());
        }

        return one;
    }
}

/// <summary>What it would do to the records of one CRM kind.</summary>
internal sealed class KindTally
{
    public Count Deleted { get; } = new();

    public Count New { get; } = new();

    /// <summary>A value that was there changes or goes.</summary>
    public Count Changed { get; } = new();

    /// <summary>The same by key field.</summary>
    public SortedDictionary<string, Count> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Prices that leap.</summary>
    public Count Leaps { get; } = new();

    /// <summary>Changes in a closed period.</summary>
    public Count Closed { get; } = new();

    /// <summary>New documents in a closed period.</summary>
    public Count ClosedNew { get; } = new();
}

/// <summary>One example for a person.</summary>
/// <param name="Row">The record by its name, number or id over there.</param>
/// <param name="Field">Empty when it is about the record as a whole.</param>
internal sealed record Example(string Row, string Field, string Before, string After);

/// <summary>How many different records, what they weigh together, and the gravest of them.</summary>
internal sealed class Count
{
    public const int MostExamples = 10;

    private readonly List<(decimal Weight, Example Example)> _worst = [];

    // A bit for every record that is known: memory does not grow with the delivery, however often it speaks of one.
    private BitArray? _seen;

    public long Number { get; private set; }

    public decimal Sum { get; private set; }

    /// <summary>The gravest first; of equal weight the earlier.</summary>
    public IEnumerable<Example> Worst => _worst.Select(one => one.Example);

    /// <summary>Counts a record once.</summary>
    /// <param name="id">Small numbers: the number of a link, or a folded hash.</param>
    public void Add(long id, Func<Example> example, decimal weight = 0)
    {
        if (!IsFirst(id))
        {
            return;
        }

        Number++;
        Sum += weight;
        if (_worst.Count == MostExamples && weight <= _worst[^1].Weight)
        {
            return;
        }

        var at = _worst.FindLastIndex(one => one.Weight >= weight) + 1;
        _worst.Insert(at, (weight, example()));
        if (_worst.Count > MostExamples)
        {
            _worst.RemoveAt(MostExamples);
        }
    }

    private bool IsFirst(long id)
    {
        _seen ??= new BitArray(1_024);
        if (id >= _seen.Length)
        {
            _seen.Length = (int)Math.Max(id + 1, _seen.Length * 2L);
        }

        var first = !_seen[(int)id];
        _seen[(int)id] = true;
        return first;
    }
}
