using System.Globalization;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Reading;
using Conditions = Crm.Connectors.OneC.OData.Query.Filter;

namespace Crm.Connectors.OneC.OData.Sending;

/// <summary>
/// Finds the objects that are named by a word of theirs, such as a currency by its code, for 1C takes the key alone. Each is looked for once
/// in a parcel; one that is not there, or is there twice, is said to be wrong.
/// </summary>
internal sealed class NamedObjects(Pages pages, BaseIndex index)
{
    private const int Enough = 2;

    private readonly Dictionary<(string Set, string Condition), (string? Key, Words? Problem)> _found = [];

    /// <summary>The reference that a name stands for, where it is given as the object that it leads to.</summary>
    public static Property? Reference(IReadOnlyList<Property> properties, string name, object? value) =>
        value is Fields ? properties.FirstOrDefault(property => property.IsReference && property.Bare == name) : null;

    /// <summary>Looks for all that these fields name, so that <see cref="KeyOf"/> knows it.</summary>
    public async Task FindAsync(EntitySet set, Fields fields, CancellationToken ct)
    {
        foreach (var (name, value) in fields.ToList())
        {
            if (Reference(set.Properties, name, value) is { } reference)
            {
                await LookAsync(Target(set, null, reference), (Fields)value!, ct);
            }
            else if (set.Find(name) is { Type: EdmType.Rows } section)
            {
                await FindInAsync(set, section, fields.Rows(name), ct);
            }
        }
    }

    /// <summary>The key of the named object, empty where nothing is named; or why there is none.</summary>
    /// <param name="section">The section in whose row the reference stands; null for one of the object itself.</param>
    public (string? Key, Words? Problem) KeyOf(EntitySet set, Property? section, Property reference, Fields words)
    {
        if (Target(set, section, reference) is not { } target)
        {
            return (null, new Words($"куда ведёт {reference.Name}, база не говорит: набор не опубликован", $"the base does not say where {reference.Name} leads: the set is not published"));
        }

        return Condition(target, words) is { } condition ? _found[(target.Name, condition)] : ("", null);
    }

    private async Task FindInAsync(EntitySet set, Property section, IReadOnlyList<Fields> rows, CancellationToken ct)
    {
        foreach (var (name, value) in rows.SelectMany(row => row))
        {
            if (Reference(section.Rows, name, value) is { } reference)
            {
                await LookAsync(Target(set, section, reference), (Fields)value!, ct);
            }
        }
    }

    private async Task LookAsync(EntitySet? target, Fields words, CancellationToken ct)
    {
        if (target is null || Condition(target, words) is not { } condition || _found.ContainsKey((target.Name, condition)))
        {
            return;
        }

        var living = target.Find(OwnNames.Deleted) is null ? null : $"{OwnNames.Deleted} eq false";
        var keys = new List<string?>();
        await foreach (var row in pages.StreamAsync(new SetQuery(target.Name) { Select = OwnNames.Ref, Filter = Conditions.All(condition, living), Top = Enough }, ct))
        {
            keys.Add(ObjectLook.Text(row.Span, "Ref_Key"u8));
        }

        _found[(target.Name, condition)] = keys is [var only] ? (only, null) : (null, Wrong(target, words, keys.Count));
    }

    // Where references of a section lead is told only where it stands as a set of its own.
    private EntitySet? Target(EntitySet set, Property? section, Property reference)
    {
        var name = reference.Target ?? (section is null ? null : index.Find($"{set.Name}_{section.Name}")?.Find(reference.Name)?.Target);
        return name is null ? null : index.Find(name);
    }

    private static string? Condition(EntitySet target, Fields words) => Conditions.All(
        [.. words.Where(word => word.Value is not null).Select(word => $"{word.Key} eq {Said(target.Find(word.Key), word.Value!)}")]);

    private static string Said(Property? property, object value) => Convert.ToString(value, CultureInfo.InvariantCulture) is var text && property?.Type is EdmType.Number or EdmType.Integer or EdmType.Long or EdmType.Boolean
        ? text!
        : Literal.Text(text!);

    private static Words Wrong(EntitySet target, Fields words, int found)
    {
        var named = string.Join(", ", words.Select(word => $"{word.Key} = {word.Value}"));
        return found == 0
            ? new Words($"в {target.Name} нет объекта {named}; заведите его в 1С или исправьте таблицу соответствий", $"{target.Name} has no object {named}; make it in 1C or correct the look-up table")
            : new Words($"в {target.Name} несколько объектов {named}; оставьте один или назовите его другим полем", $"{target.Name} has several objects {named}; leave one or name it by another field");
    }
}
