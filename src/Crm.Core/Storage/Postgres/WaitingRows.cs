namespace Crm.Core.Storage.Postgres;

/// <summary>Rows that wait to be written together by one statement. No two of them have one key where that tells which row is meant.</summary>
internal sealed class WaitingRows(RowWrite write)
{
    private readonly int[] _keys = [.. write.Keys.Select(key => write.Columns.Select(column => column.Name).ToList().IndexOf(key))];
    private readonly HashSet<object?[]> _known = new(new SameValues());
    private readonly List<object?[]> _rows = [];

    public RowWrite Write => write;

    public IReadOnlyList<object?[]> Rows => _rows;

    /// <returns>False when a row of this key waits already: the order of the two counts.</returns>
    public bool Add(object?[] row)
    {
        if (write.Sort != WriteSort.Insert && !_known.Add([.. _keys.Select(at => row[at])]))
        {
            return false;
        }

        _rows.Add(row);
        return true;
    }

    private sealed class SameValues : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? one, object?[]? other) => one!.Zip(other!).All(pair => (pair.First, pair.Second) switch
        {
            (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
            var (left, right) => Equals(left, right),
        });

        public int GetHashCode(object?[] values)
        {
            var hash = new HashCode();
            foreach (var value in values)
            {
                if (value is byte[] bytes)
                {
                    hash.AddBytes(bytes);
                }
                else
                {
                    hash.Add(value);
                }
            }

            return hash.ToHashCode();
        }
    }
}
