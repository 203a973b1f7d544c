using System.Buffers.Binary;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>One object as it stands at a moment. Never changed: a write puts another in its place, so whoever reads reads it whole.</summary>
internal sealed class Item(SetShape set, string key, object?[] values, long version, bool isHidden = false)
{
    public SetShape Set { get; } = set;

    public string Key { get; } = key;

    public object?[] Values { get; } = values;

    /// <summary>Grows with every write in the whole base.</summary>
    public long Version { get; } = version;

    /// <summary>Whether rights of the user on rows hide it.</summary>
    public bool IsHidden { get; } = isHidden;

    public Line Line => new(Set.Type, Values);

    public Link Link => new(Set.Name, Guid.Parse(Key));

    public object? this[string property] => Line[property];

    public bool Is(string property) => Line.Is(property);

    public string Text(string property) => Line.Text(property);

    public Item Hidden(bool isHidden) => new(Set, Key, Values, Version, isHidden);

    /// <summary>Eight bytes in base64, as AAAACgAAAAA=: not to be understood, only compared.</summary>
    public static string DataVersion(long version)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, version << 32);
        return Convert.ToBase64String(bytes);
    }
}
