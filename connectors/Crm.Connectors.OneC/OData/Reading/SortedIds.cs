using System.Runtime.InteropServices;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Ids in their order, sixteen bytes each: of a hundred thousand objects it can be said in a note which they are.</summary>
internal sealed class SortedIds
{
    private readonly Guid[] _ids;

    private SortedIds(Guid[] ids) => _ids = ids;

    public int Count => _ids.Length;

    /// <summary>In any order, and some of them more than once.</summary>
    public static SortedIds Of(IEnumerable<Guid> ids)
    {
        var sorted = ids.ToArray();
        Array.Sort(sorted);
        var count = 0;
        foreach (var id in sorted)
        {
            if (count == 0 || sorted[count - 1] != id)
            {
                sorted[count++] = id;
            }
        }

        return new SortedIds(sorted[..count]);
    }

    /// <summary>What <see cref="ToString"/> wrote; none where nothing was written.</summary>
    public static SortedIds Noted(string? note) =>
        new(note is null ? [] : MemoryMarshal.Cast<byte, Guid>(Convert.FromBase64String(note)).ToArray());

    public IEnumerable<Guid> With(IEnumerable<Guid> others) => _ids.Concat(others);

    public IEnumerable<Guid> Without(SortedIds others) => _ids.Where(id => Array.BinarySearch(others._ids, id) < 0);

    public override string ToString() => Convert.ToBase64String(MemoryMarshal.AsBytes(_ids.AsSpan()));
}
