namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>All rows that say words about objects, by their keys.</summary>
internal sealed record WordRows(Imprint Imprint, List<(Guid Row, Guid About)> Rows);

/// <summary>The objects about which something may be new: their rows are read, and of the others it is known that they have some.</summary>
internal sealed class WordPart
{
    private const double ShareForAll = 0.3;

    private readonly Func<Guid, bool> _isNew;

    private WordPart(WordRows words, Func<Guid, bool> isNew)
    {
        _isNew = isNew;
        Rows = words.Rows.Where(row => isNew(row.About)).Select(row => row.Row).ToHashSet();
        Spoken = SortedIds.Of(words.Rows.Select(row => row.About).Where(id => id != Guid.Empty));
    }

    /// <summary>The keys of the rows that are read.</summary>
    public IReadOnlySet<Guid> Rows { get; }

    /// <summary>All objects that have rows, read or not.</summary>
    public SortedIds Spoken { get; }

    /// <returns>Null where so much changed that everything is read.</returns>
    public static WordPart? Of(WordRows words, Imprint before)
    {
        var now = words.Imprint;
        var part = new WordPart(words, about => now.Differs(before, Imprint.GroupOf(about)));
        return part.Rows.Count > words.Rows.Count * ShareForAll ? null : part;
    }

    /// <summary>Whether all rows of an object are read: one may have passed meanwhile to another object, of which only that one is seen.</summary>
    public bool IsWhole(Guid about) => _isNew(about);
}
