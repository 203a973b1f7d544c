using System.Collections;

namespace Crm.Connect;

/// <summary>
/// Named values of one object as one side sees it, in the order they were said. Immutable.
/// A field that is absent was not said; a field that is null was said to be empty. The difference decides whether a
/// value in the CRM survives.
/// </summary>
/// <remarks>
/// A value is null, a <see cref="string"/>, a nested <see cref="Fields"/>, a <see cref="Many"/> of these, or, after
/// translation, a value with a type (decimal, bool, DateOnly, DateTime). Names are compared letter by letter.
/// Two <see cref="Fields"/> are equal when they say the same, in whatever order.
/// </remarks>
public sealed class Fields : IReadOnlyCollection<KeyValuePair<string, object?>>, IEquatable<Fields>
{
    private readonly KeyValuePair<string, object?>[] _items;

    private Fields(KeyValuePair<string, object?>[] items) => _items = items;

    public static Fields Empty { get; } = new([]);

    public int Count => _items.Length;

    /// <summary>The value, or null when the field is empty or was not said. Ask <see cref="Says(string)"/> to tell them apart.</summary>
    public object? this[string name] => IndexOf(name) is var at and >= 0 ? _items[at].Value : null;

    /// <summary>Whether these are the names, in this order.</summary>
    public bool HasNames(ReadOnlySpan<string> names)
    {
        if (names.Length != _items.Length)
        {
            return false;
        }

        for (var at = 0; at < names.Length; at++)
        {
            if (names[at] != _items[at].Key)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same fields with other values.</summary>
    /// <param name="value">The new value of a name and an old value; when it gives back every old one, nothing is copied.</param>
    public Fields Select(Func<string, object?, object?> value)
    {
        KeyValuePair<string, object?>[]? changed = null;
        for (var at = 0; at < _items.Length; at++)
        {
            var (name, old) = _items[at];
            var now = value(name, old);
            if (!ReferenceEquals(now, old))
            {
                changed ??= [.. _items];
                changed[at] = new(name, now);
            }
        }

        return changed is null ? this : new(changed);
    }

    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public static Fields Of(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var builder = new Builder();
        foreach (var (name, value) in fields)
        {
            builder.Add(name, value);
        }

        return builder.ToFields();
    }

    /// <summary>These items, not copied: whoever made the array gives it away. No name may come twice; nobody looks.</summary>
    public static Fields Own(KeyValuePair<string, object?>[] items) => items.Length == 0 ? Empty : new(items);

    public static Fields Of(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var builder = new Builder(fields.Length);
        foreach (var (name, value) in fields)
        {
            builder.Add(name, value);
        }

        return builder.ToFields();
    }

    public bool Says(string name) => IndexOf(name) >= 0;

    /// <summary>Whether the field was said, and its value, in one look.</summary>
    public bool Says(string name, out object? value)
    {
        var at = IndexOf(name);
        value = at >= 0 ? _items[at].Value : null;
        return at >= 0;
    }

    /// <summary>The value as text, or null when it is empty, absent or not a text.</summary>
    public string? Text(string name) => this[name] as string;

    /// <summary>The rows of a table, however it was said: absent or empty is no row, a single object is one row.</summary>
    public IReadOnlyList<Fields> Rows(string name) => this[name] switch
    {
        Fields one => [one],
        Many many => [.. many.OfType<Fields>()],
        _ => [],
    };

    /// <summary>These fields with the newer ones laid over them.</summary>
    public Fields With(Fields newer)
    {
        if (newer.Count == 0 || Count == 0)
        {
            return newer.Count == 0 ? this : newer;
        }

        var builder = ToBuilder(newer.CountBeyond(this));
        foreach (var (name, value) in newer._items)
        {
            builder.Set(name, value);
        }

        return builder.ToFields();
    }

    /// <summary>These fields with one said or said anew.</summary>
    public Fields With(string name, object? value) => With(Of((name, value)));

    /// <summary>These fields less those that the predicate names.</summary>
    public Fields Without(Func<string, bool> named)
    {
        var builder = new Builder(_items.Length);
        foreach (var (name, value) in _items)
        {
            if (!named(name))
            {
                builder.Append(name, value);
            }
        }

        return builder.Count == _items.Length ? this : builder.ToFields();
    }

    /// <summary>A builder that has said all of these, with room for so many more.</summary>
    public Builder ToBuilder(int more = 0)
    {
        var builder = new Builder(_items.Length + more);
        foreach (var (name, value) in _items)
        {
            builder.Append(name, value);
        }

        return builder;
    }

    public bool Equals(Fields? other)
    {
        if (other is null || other._items.Length != _items.Length)
        {
            return false;
        }

        foreach (var (name, value) in _items)
        {
            var at = other.IndexOf(name);
            if (at < 0 || !Equals(value, other._items[at].Value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Fields);

    /// <summary>Independent of the order, as equality is.</summary>
    public override int GetHashCode()
    {
        var sum = 0;
        foreach (var (name, value) in _items)
        {
            sum += HashCode.Combine(name, value);
        }

        return sum;
    }

    /// <summary>Walks without taking memory.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>>.Enumerator GetEnumerator() => new ReadOnlySpan<KeyValuePair<string, object?>>(_items).GetEnumerator();

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public override string ToString() => "{" + string.Join(", ", _items.Select(i => $"{i.Key}: {i.Value ?? "∅"}")) + "}";

    // Objects have a few dozen fields at most: a walk is faster than a dictionary and needs no memory of its own.
    private int IndexOf(string name) => IndexOf(_items, name);

    private static int IndexOf(ReadOnlySpan<KeyValuePair<string, object?>> items, string name)
    {
        for (var at = 0; at < items.Length; at++)
        {
            if (items[at].Key == name)
            {
                return at;
            }
        }

        return -1;
    }

    private int CountBeyond(Fields older)
    {
        var count = 0;
        foreach (var (name, _) in _items)
        {
            count += older.Says(name) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Collects fields one by one. Not thread-safe; may go on being used after <see cref="ToFields"/>.</summary>
    /// <param name="capacity">How many are expected; when it is met exactly, nothing is copied.</param>
    public sealed class Builder(int capacity = 8)
    {
        private KeyValuePair<string, object?>[] _items = capacity == 0 ? [] : new KeyValuePair<string, object?>[capacity];
        private bool _isGivenAway;

        public int Count { get; private set; }

        public object? this[string name] => IndexOf(name) is var at and >= 0 ? _items[at].Value : null;

        public bool Says(string name) => IndexOf(name) >= 0;

        /// <exception cref="ArgumentException">The name was said before.</exception>
        public Builder Add(string name, object? value)
        {
            if (Says(name))
            {
                throw new ArgumentException($"the field '{name}' is said twice", nameof(name));
            }

            Append(name, value);
            return this;
        }

        /// <summary>Says a field, or says it anew.</summary>
        public Builder Set(string name, object? value)
        {
            var at = IndexOf(name);
            if (at < 0)
            {
                Append(name, value);
            }
            else
            {
                Own();
                _items[at] = new(name, value);
            }

            return this;
        }

        /// <summary>Says a field; said again under the same name, the values become a <see cref="Many"/> in that order.</summary>
        public Builder Repeat(string name, object? value)
        {
            var at = IndexOf(name);
            return at < 0 ? Set(name, value) : Set(name, Many.Of(_items[at].Value, value));
        }

        public void Clear()
        {
            if (_isGivenAway)
            {
                _items = new KeyValuePair<string, object?>[_items.Length];
                _isGivenAway = false;
            }
            else
            {
                Array.Clear(_items, 0, Count);
            }

            Count = 0;
        }

        public Fields ToFields()
        {
            if (Count == 0)
            {
                return Empty;
            }

            if (Count < _items.Length)
            {
                return new(_items.AsSpan(0, Count).ToArray());
            }

            _isGivenAway = true;
            return new(_items);
        }

        /// <summary>Says a field whose name is known to be new here; nobody looks.</summary>
        public void Append(string name, object? value)
        {
            if (Count == _items.Length)
            {
                Array.Resize(ref _items, Math.Max(4, Count * 2));
                _isGivenAway = false;
            }

            Own();
            _items[Count++] = new(name, value);
        }

        // Fields never change: an array that was given to them is left to them.
        private void Own()
        {
            if (_isGivenAway)
            {
                _items = _items.AsSpan().ToArray();
                _isGivenAway = false;
            }
        }

        private int IndexOf(string name) => Fields.IndexOf(_items.AsSpan(0, Count), name);
    }
}
