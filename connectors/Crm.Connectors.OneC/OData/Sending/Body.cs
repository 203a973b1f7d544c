using System.Text;
using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>What is written into one object.</summary>
/// <param name="Json">As 1C takes it.</param>
/// <param name="Said">The same, as it is expected to be read back.</param>
/// <param name="Problems">Why it cannot be written, all at once.</param>
internal sealed record Body(string Json, Fields Said, IReadOnlyList<Words> Problems)
{
    /// <param name="theirs">The object as it is there: its rows lend what ours do not say. Null for a new one.</param>
    /// <param name="id">The key of a new object.</param>
    /// <param name="named">Knows the objects that the fields name.</param>
    public static Body Of(EntitySet set, Fields fields, Fields? theirs, string? id, NamedObjects named)
    {
        var problems = new List<Words>();
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, RawForm.Writing))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString(OwnNames.Ref, id);
            }

            new BodyWriter(set, json, problems, named).Write(fields, theirs);
            json.WriteEndObject();
        }

        var text = bytes.ToArray();
        return new Body(Encoding.UTF8.GetString(text), problems.Count > 0 ? Fields.Empty : new ObjectDecoder(new SetNames()).Decode(text).Fields, problems);
    }
}

/// <summary>Writes fields by the metadata of their set: unknown names 1C passes over in silence, so they are said here.</summary>
internal sealed class BodyWriter(EntitySet set, Utf8JsonWriter json, List<Words> problems, NamedObjects named)
{
    public void Write(Fields fields, Fields? theirs)
    {
        foreach (var (name, value) in fields)
        {
            // The key stands already; posting is an action; the mark of a new object is no news.
            if (name is OwnNames.Ref or OwnNames.Posted or OwnNames.Version || IsNamed(fields, set.Find(name)))
            {
                continue;
            }

            if (NamedObjects.Reference(set.Properties, name, value) is { } reference)
            {
                Named(null, reference, (Fields)value!);
            }
            else if (set.Find(name) is not { } property)
            {
                Say($"у {set.Name} нет реквизита {name}", $"{set.Name} has no property {name}");
            }
            else if (property.Type == EdmType.Rows)
            {
                Section(property, fields.Rows(name), theirs?.Rows(name) ?? []);
            }
            else
            {
                Value(property, name, value);
                CheckType(property, value, fields);
            }
        }
    }

    private void Value(Property property, string path, object? value)
    {
        json.WritePropertyName(property.Name);
        if (!SentValue.TryWrite(json, property, value))
        {
            json.WriteNullValue();
            Say($"значение {path} не годится для реквизита типа {property.Type}", $"the value of {path} does not fit a property of type {property.Type}");
        }
    }

    private void Named(Property? section, Property reference, Fields words)
    {
        var (key, problem) = named.KeyOf(set, section, reference, words);
        json.WriteString(reference.Name, string.IsNullOrEmpty(key) ? Guid.Empty.ToString() : key);
        if (problem is not null)
        {
            problems.Add(problem);
        }
    }

    private void CheckType(Property property, object? value, Fields fields)
    {
        if (value is not null && set.IsComposite(property) && !fields.Says(property.Name + Property.TypeSuffix))
        {
            Say(
                $"{property.Name} составной: назовите рядом {property.Name}{Property.TypeSuffix}, например Catalog_Контрагенты",
                $"{property.Name} takes several types: say {property.Name}{Property.TypeSuffix} beside it, such as Catalog_Контрагенты");
        }
    }

    // 1C replaces a section whole: whatever a row does not say is emptied in it.
    private void Section(Property section, IReadOnlyList<Fields> rows, IReadOnlyList<Fields> theirs)
    {
        json.WriteStartArray(section.Name);
        var lent = new LentRows(section, theirs);
        for (var at = 0; at < rows.Count; at++)
        {
            json.WriteStartObject();
            if (section.Rows.FirstOrDefault(row => row.Name == OwnNames.Line) is { } number)
            {
                Value(number, OwnNames.Line, (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            Row(section, lent.Filled(rows[at], at));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Row(Property section, Fields row)
    {
        foreach (var (name, value) in row)
        {
            if (name is OwnNames.Line or OwnNames.Ref || IsNamed(row, section.Rows.FirstOrDefault(one => one.Name == name)))
            {
                continue;
            }

            if (NamedObjects.Reference(section.Rows, name, value) is { } reference)
            {
                Named(section, reference, (Fields)value!);
            }
            else if (section.Rows.FirstOrDefault(one => one.Name == name) is { } property)
            {
                Value(property, $"{section.Name}/{name}", value);
            }
            else
            {
                Say($"в {set.Name}/{section.Name} нет реквизита {name}", $"{set.Name}/{section.Name} has no property {name}");
            }
        }
    }

    // A key gives way to the word that stands beside it: rows are lent the one that is there.
    private static bool IsNamed(Fields fields, Property? property) => property is { IsReference: true } && fields[property.Bare] is Fields;

    private void Say(string ru, string en) => problems.Add(new Words(ru, en));
}
