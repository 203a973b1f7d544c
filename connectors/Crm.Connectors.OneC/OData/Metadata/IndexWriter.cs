namespace Crm.Connectors.OneC.OData.Metadata;

/// <summary>Writes an index; the mirror of <see cref="IndexReader"/>.</summary>
internal sealed class IndexWriter(BinaryWriter writer)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public void Write(BaseIndex index)
    {
        writer.Write(index.Fingerprint);
        Each(index.Choices, choice =>
        {
            Name(choice.Key);
            Each(choice.Value, Name);
        });
        Each(index.Functions, Name);
        Each(index.Sets, Write);
    }

    private void Write(EntitySet set)
    {
        Name(set.Name);
        Each(set.Keys, Name);
        Each(set.Properties, Write);
        Each(set.Functions, function =>
        {
            Name(function.Name);
            Each(function.Result, Write);
        });
    }

    private void Write(Property property)
    {
        Name(property.Name);
        writer.Write((byte)property.Type);
        writer.Write(property.IsNullable);
        Name(property.Target ?? "");
        Name(property.Choice ?? "");
        if (property.Type == EdmType.Rows)
        {
            Each(property.Rows, Write);
        }
    }

    private void Each<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    // A name that is new stands after its number, the next one that is free.
    private void Name(string name)
    {
        if (_names.TryGetValue(name, out var number))
        {
            writer.Write7BitEncodedInt(number);
            return;
        }

        writer.Write7BitEncodedInt(_names.Count);
        _names.Add(name, _names.Count);
        writer.Write(name);
    }
}
