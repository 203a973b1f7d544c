using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The orders and invoices that stand together with a document, by id and by number.</summary>
internal sealed class Grounds
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _all = [];

    public static Grounds None { get; } = new();

    /// <summary>The one ground there is, or null when there are none or several.</summary>
    public string? Only => _all.Count == 1 ? _all.First() : null;

    public static Grounds Of(IEnumerable<Fields> documents, Telling telling)
    {
        var grounds = new Grounds();
        foreach (var document in documents)
        {
            grounds.Add(Documents.IdOf(document, telling), document.Text("Номер"));
        }

        return grounds;
    }

    public static Grounds Just(string id, string? number)
    {
        var grounds = new Grounds();
        grounds.Add(id, number);
        return grounds;
    }

    /// <summary>The id of the ground that goes by this id or number.</summary>
    public string? Find(string? name) => name is null ? null : _ids.GetValueOrDefault(name.Trim());

    private void Add(string id, string? number)
    {
        _all.Add(id);
        _ids.TryAdd(id, id);
        if (number is not null)
        {
            _ids.TryAdd(number, id);
        }
    }
}
