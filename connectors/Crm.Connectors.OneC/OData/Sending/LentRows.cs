using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>
/// Rows of a section as they are there, each lent once to the row of ours that is the same one: it keeps the accounts, the VAT and all
/// else that only accounting knows.
/// </summary>
internal sealed class LentRows(Property section, IReadOnlyList<Fields> theirs)
{
    private readonly bool[] _isLent = new bool[theirs.Count];

    /// <summary>Our row, and beneath it what the same row says there and ours does not.</summary>
    public Fields Filled(Fields row, int place)
    {
        var at = Find(row, place);
        if (at < 0)
        {
            return row;
        }

        _isLent[at] = true;
        return theirs[at].With(row);
    }

    // What a row refers to tells it from others; a row that refers to nothing is known by its place.
    private int Find(Fields row, int place)
    {
        var references = row.Where(field => IsReference(field.Key)).ToList();
        if (references.Count == 0)
        {
            return place < theirs.Count && !_isLent[place] ? place : -1;
        }

        if (Fits(place, references))
        {
            return place;
        }

        for (var at = 0; at < theirs.Count; at++)
        {
            if (Fits(at, references))
            {
                return at;
            }
        }

        return -1;
    }

    private bool Fits(int at, List<KeyValuePair<string, object?>> references) =>
        at < theirs.Count && !_isLent[at] && references.TrueForAll(field => Equals(theirs[at][field.Key], field.Value is string text ? Values.OfText(text) : field.Value));

    private bool IsReference(string name) =>
        section.Rows.FirstOrDefault(row => row.Name == name) is { } property
        && (property.IsReference || section.Rows.Any(row => row.Name == name + Property.TypeSuffix));
}
