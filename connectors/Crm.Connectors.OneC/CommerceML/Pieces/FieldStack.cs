using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>
/// Fields of the elements that are still open, those of the innermost on top; what repeats becomes many. Equal names must
/// be one and the same string. Not thread-safe.
/// </summary>
internal sealed class FieldStack
{
    private KeyValuePair<string, object?>[] _items = new KeyValuePair<string, object?>[64];
    private int[] _nameOf = new int[64];
    private Name[] _names = new Name[64];

    private record struct Name(string Text, int Times, object?[]? Values);

    public int Count { get; private set; }

    public object? First => _items[0].Value;

    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }

    public void Push(string name, object? value)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
            Array.Resize(ref _nameOf, Count * 2);
            Array.Resize(ref _names, Count * 2);
        }

        _items[Count++] = new(name, value);
    }

    /// <summary>Takes everything from there to the top off and makes one object of it.</summary>
    public Fields Take(int from)
    {
        var said = _items.AsSpan(from, Count - from);
        var names = CountNames(said);
        var fields = Fields.Own(names == said.Length ? said.ToArray() : Gathered(said, names));
        said.Clear();
        Count = from;
        return fields;
    }

    private int CountNames(ReadOnlySpan<KeyValuePair<string, object?>> said)
    {
        var count = 0;
        for (var at = 0; at < said.Length; at++)
        {
            var name = said[at].Key;

            // The rows of a table stand one after the other.
            var place = at > 0 && ReferenceEquals(name, said[at - 1].Key) ? _nameOf[at - 1] : Place(name, count);
            if (place == count)
            {
                _names[count++] = new Name(name, 0, null);
            }

            _names[place].Times++;
            _nameOf[at] = place;
        }

        return count;
    }

    private int Place(string name, int count)
    {
        for (var at = 0; at < count; at++)
        {
            if (ReferenceEquals(_names[at].Text, name))
            {
                return at;
            }
        }

        return count;
    }

    private KeyValuePair<string, object?>[] Gathered(ReadOnlySpan<KeyValuePair<string, object?>> said, int names)
    {
        var items = new KeyValuePair<string, object?>[names];
        for (var at = said.Length - 1; at >= 0; at--)
        {
            ref var name = ref _names[_nameOf[at]];
            items[_nameOf[at]] = new(name.Text, Together(ref name, said[at].Value));
        }

        return items;
    }

    // Called from the last value to the first one.
    private static object? Together(ref Name name, object? value)
    {
        if (name.Values is null && name.Times == 1)
        {
            return value;
        }

        name.Values ??= new object?[name.Times];
        name.Values[--name.Times] = value;
        return name.Times > 0 ? null : Many.Own(name.Values);
    }
}
