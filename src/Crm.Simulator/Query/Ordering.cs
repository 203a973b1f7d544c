using Crm.Simulator.Answers;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Query;

/// <summary>$orderby. By a reference, one's own included, 1C sorts by how the object is shown and not by its key.</summary>
internal sealed class Ordering : IComparer<Item>
{
    private readonly List<(Func<Item, object?> Of, bool IsDown)> _fields = [];

    private Ordering(string name) => Name = name;

    /// <summary>The order as a name under which sorted lists are kept.</summary>
    public string Name { get; }

    /// <summary>Whether it depends on the objects of this set only.</summary>
    public bool IsOwn { get; private set; } = true;

    /// <summary>The date or period that it sorts by first, from the oldest.</summary>
    public EdmProperty? FirstDate { get; private set; }

    /// <exception cref="ODataFault">14 when it cannot be read, 6 when it names what is not there.</exception>
    public static Ordering Read(string text, Books books, EdmType type)
    {
        var ordering = new Ordering(text);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ordering.Add(books, type, words.Length is 1 or 2 ? words[0] : throw ODataFault.Option("$orderby"), words.ElementAtOrDefault(1) switch
            {
                null or "asc" => false,
                "desc" => true,
                _ => throw ODataFault.Option("$orderby"),
            });
        }

        return ordering;
    }

    public int Compare(Item? x, Item? y)
    {
        foreach (var (of, isDown) in _fields)
        {
            var order = Comparison.Of(of(x!), of(y!)) ?? 0;
            if (order != 0)
            {
                return isDown ? -order : order;
            }
        }

        return 0;
    }

    private void Add(Books books, EdmType type, string path, bool isDown)
    {
        var reading = new Scope(books, type).Find(path.Split('/'));
        var property = reading.Property!;
        IsOwn &= reading.IsOwn && (!reading.IsLink || property.Name == "Ref_Key");
        if (_fields.Count == 0 && !isDown && reading.IsOwn && property is { Kind: EdmKind.Date })
        {
            FirstDate = property;
        }

        _fields.Add((ValueOf(books, type, reading, property), isDown));
    }

    private static Func<Item, object?> ValueOf(Books books, EdmType type, Reading reading, EdmProperty property) => property switch
    {
        { Name: "Ref_Key" } when reading.IsOwn => Presentation.Of,
        _ when reading is { IsLink: true, IsOwn: true } || reading is { IsComposite: true, IsOwn: true } =>
            item => Presentation.Of(books, type, property, item.Values),
        _ => item => reading.Of(item.Values),
    };
}
