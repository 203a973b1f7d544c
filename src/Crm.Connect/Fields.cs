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

    /// <summary>The value, or null when the field is empty or was not said. Ask <see cref="Says"/> to tell them apart.</summary>
    public object? this[string name] => IndexOf(name) is var at and >= 0 ? _items[at].Value : null;

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

    public static Fields Of(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var builder = new Builder();
        foreach (var (name, value) in fields)
        {
            builder.Add(name, value);
        }

        return builder.ToFields();
    }

    public bool Says(string name) => IndexOf(name) >= 0;

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
        if (newer.Count == 0)
        {
            return this;
        }

        var builder = new Builder();
        foreach (var (name, value) in _items)
        {
            var at = newer.IndexOf(name);
            builder.Add(name, at >= 0 ? newer._items[at].Value : value);
        }

        foreach (var (name, value) in newer._items)
        {
            if (!Says(name))
            {
                builder.Add(name, value);
            }
        }

        return builder.ToFields();
    }

    /// <summary>These fields with one said or said anew.</summary>
    public Fields With(string name, object? value) => With(Of((name, value)));

    /// <summary>These fields less those that the predicate names.</summary>
    public Fields Without(Func<string, bool> named) => new([.. _items.Where(item => !named(item.Key))]);

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

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public override string ToString() => "{" + string.Join(", ", _items.Select(i => $"{i.Key}: {i.Value ?? "∅"}")) + "}";

    // Objects have a few dozen fields at most: a walk is faster than a dictionary and needs no memory of its own.
    private int IndexOf(string name)
    {
        for (var at = 0; at < _items.Length; at++)
        {
            if (ReferenceEquals(_items[at].Key, name))
            {
                return at;
            }
        }

        for (var at = 0; at < _items.Length; at++)
        {
            if (string.Equals(_items[at].Key, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Collects fields one by one. Not thread-safe; may go on being used after <see cref="ToFields"/>.</summary>
    public sealed class Builder
    {
        private readonly List<KeyValuePair<string, object?>> _list = [];

        public int Count => _list.Count;

        public bool Says(string name) => IndexOf(name) >= 0;

        public object? this[string name] => IndexOf(name) is var at and >= 0 ? _list[at].Value : null;

        /// <exception cref="ArgumentException">The name was said before.</exception>
        public Builder Add(string name, object? value)
        {
            if (Says(name))
            {
                throw new ArgumentException($"the field '{name}' is said twice", nameof(name));
            }

            _list.Add(new(name, value));
            return this;
        }

        /// <summary>Says a field, or says it anew.</summary>
        public Builder Set(string name, object? value)
        {
            var at = IndexOf(name);
            if (at < 0)
            {
                _list.Add(new(name, value));
            }
            else
            {
                _list[at] = new(name, value);
            }

            return this;
        }

        /// <summary>Says a field; said again under the same name, the values become a <see cref="Many"/> in that order.</summary>
        public Builder Repeat(string name, object? value)
        {
            var at = IndexOf(name);
            if (at < 0)
            {
                _list.Add(new(name, value));
            }
            else
            {
                _list[at] = new(name, Many.Of(_list[at].Value, value));
            }

            return this;
        }

        public void Clear() => _list.Clear();

        public Fields ToFields() => _list.Count == 0 ? Empty : new([.. _list]);

        private int IndexOf(string name)
        {
            for (var at = 0; at < _list.Count; at++)
            {
                if (string.Equals(_list[at].Key, name, StringComparison.Ordinal))
                {
                    return at;
                }
            }

            return -1;
        }
    }
}
