using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Collects what one piece tells, and knows what is the same for all of it.</summary>
/// <param name="Content">A hash of the piece.</param>
/// <param name="FormedAt">UTC: when the file was formed.</param>
/// <param name="Names">Of requisites, as far as the document was read.</param>
internal sealed record Telling(string Connection, Place Place, UInt128 Content, DateTime FormedAt, TimeZoneInfo Zone, RequisiteNames Names)
{
    /// <summary>
    /// The moment of mentions that are true whenever they are read, such as a unit beside an item: the same words then make
    /// the same change in every file.
    /// </summary>
    public static readonly DateTime Always = DateTime.UnixEpoch;

    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>
    /// An id for what has none at all, made of everything it says: two of them are one only when they say the same.
    /// The mapping will say what is wrong with it.
    /// </summary>
    public string Nameless => $"content:{Content:x32}";

    public void Saved(string kind, string id, Fields fields, DateTime? mentionedAt = null) =>
        _changes.Add(new Change.Saved(new ExternalRef(Connection, kind, id), fields, Place, mentionedAt));

    public void Deleted(string kind, string id) => _changes.Add(new Change.Deleted(new ExternalRef(Connection, kind, id), Place));

    /// <summary>Its own words: saved, or deleted when they carry a deletion mark.</summary>
    public void Own(string kind, string id, Fields fields)
    {
        if (Deletion.IsMarked(fields))
        {
            Deleted(kind, id);
        }
        else
        {
            Saved(kind, id, fields);
        }
    }
}
