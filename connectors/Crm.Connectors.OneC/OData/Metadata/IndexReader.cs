namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Reads an index; the mirror of <see cref="IndexWriter"/>.</summary>
internal sealed class IndexReader(BinaryReader reader)
{
    private readonly List<string> _names = [];

    public BaseIndex Read()
    {
        var fingerprint = reader.ReadString();
        var choices = Each(() => (Name: Name(), Members: Each(Name)));
        var functions = Each(Name);
        return new BaseIndex(
            fingerprint,
            Each(ReadSet),
            choices.ToDictionary(choice => choice.Name, choice => (IReadOnlyList<string>)choice.Members, StringComparer.Ordinal),
            functions.ToHashSet(StringComparer.Ordinal));
    }

    private EntitySet ReadSet() => new(Name(), Each(Name), Each(ReadProperty), Each(() => new BoundFunction(Name(), Each(ReadProperty))));

    private Property ReadProperty()
    {
        var name = Name();
        var type = (EdmType)reader.ReadByte();
        var isNullable = reader.ReadBoolean();
        var target = Name();
        var choice = Name();
        return new Property(name, type, isNullable, OrNull(target), type == EdmType.Rows ? Each(ReadProperty) : [], OrNull(choice));
    }

    private T[] Each<T>(Func<T> read)
    {
        var items = new T[reader.Read7BitEncodedInt()];
        for (var at = 0; at < items.Length; at++)
        {
            items[at] = read();
        }

        return items;
    }

    private string Name()
    {
        var number = reader.Read7BitEncodedInt();
        if (number == _names.Count)
        {
            _names.Add(reader.ReadString());
        }

        return _names[number];
    }

    private static string? OrNull(string name) => name.Length == 0 ? null : name;
}
