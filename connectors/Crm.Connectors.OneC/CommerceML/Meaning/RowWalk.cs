using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The objects under a name, or under a name inside of those, one after the other; takes no memory.</summary>
/// <param name="single">The name inside; null when the objects themselves are walked over.</param>
internal struct RowWalk(object? outer, string? single)
{
    private int _outerAt;
    private object? _inner = single is null ? outer : null;
    private int _innerAt;

    public Fields Current { get; private set; } = Fields.Empty;

    public readonly RowWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        while (true)
        {
            if (Next(_inner, ref _innerAt) is { } row)
            {
                Current = row;
                return true;
            }

            if (single is null || Next(outer, ref _outerAt) is not { } holder)
            {
                return false;
            }

            _inner = holder[single];
            _innerAt = 0;
        }
    }

    public readonly int Count()
    {
        var count = 0;
        foreach (var _ in this)
        {
            count++;
        }

        return count;
    }

    public readonly Fields? First()
    {
        foreach (var row in this)
        {
            return row;
        }

        return null;
    }

    /// <summary>What is made of the rows, as many; null for none: said to be empty.</summary>
    public readonly Many? ToMany(Func<Fields, Fields> made)
    {
        var count = Count();
        if (count == 0)
        {
            return null;
        }

        var values = new object?[count];
        var at = 0;
        foreach (var row in this)
        {
            values[at++] = made(row);
        }

        return Many.Own(values);
    }

    private static Fields? Next(object? value, ref int at)
    {
        if (value is Fields one)
        {
            return at++ == 0 ? one : null;
        }

        while (value is Many many && at < many.Count)
        {
            if (many[at++] is Fields row)
            {
                return row;
            }
        }

        return null;
    }
}
