using System.Collections;

namespace Crm.Connect;

/// <summary>Several values under one name, in their order: texts, or the rows of a table. Immutable, equal by content.</summary>
public sealed class Many : IReadOnlyList<object?>, IEquatable<Many>
{
    private readonly object?[] _values;

    public Many(IEnumerable<object?> values) => _values = [.. values];

    private Many(object?[] values) => _values = values;

    /// <summary>These values, not copied: whoever made the array gives it away.</summary>
    public static Many Own(object?[] values) => new(values);

    /// <summary>The same places with other values; when the function gives back every old one, nothing is copied.</summary>
    public Many Select(Func<object?, int, object?> value)
    {
        object?[]? changed = null;
        for (var at = 0; at < _values.Length; at++)
        {
            var now = value(_values[at], at);
            if (!ReferenceEquals(now, _values[at]))
            {
                changed ??= [.. _values];
                changed[at] = now;
            }
        }

        return changed is null ? this : new(changed);
    }

    public static Many None { get; } = new(Array.Empty<object?>());

    public int Count => _values.Length;

    public object? this[int index] => _values[index];

    /// <summary>The first value, which may itself be many, followed by one more.</summary>
    public static Many Of(object? first, object? next) =>
        first is Many many ? new Many([.. many._values, next]) : new Many([first, next]);

    public bool Equals(Many? other) => other is not null && _values.SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as Many);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    public override string ToString() => "[" + string.Join(", ", _values.Select(v => v ?? "∅")) + "]";
}
