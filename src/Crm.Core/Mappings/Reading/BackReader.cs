using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the rules of one object, or of the rows of one table, backwards, and tells of those that have no way back.</summary>
/// <param name="owner">Whose fields are written.</param>
internal sealed class BackReader(FileLints lints, PathReader paths, LookupTables tables, string owner, IReadOnlyList<EntityField> fields)
{
    // The rule reads without errors: what these find was told when it was read forwards.
    private readonly FileLints _silent = new(lints.File, []);

    /// <summary>What the rules read so far write.</summary>
    public WrittenPlaces Written { get; } = new(lints, paths);

    public BackReader OfRows(EntityField table, PathReader rowPaths) => new(lints, rowPaths, tables, table.Name, table.Columns);

    /// <summary>How the field is said over there, or null with a lint.</summary>
    public Saying? Read(EntityField field, MapNode map) => map switch
    {
        _ when map.Find("join") is { } join => No(join.Key, "join складывает несколько мест в одно", "join makes one text of several places"),
        _ when map["cases"] is ListNode cases => Cases(field, [.. cases.Items.OfType<MapNode>().Select(item => (item["when"], (Node)item))]),
        _ when map["value"] is not null => Cases(field, map["else"] is { } other ? [(map["when"], map), (null, other)] : [(map["when"], map)]),
        _ when map.Find("when") is { } when && (field.Type == FieldType.Rows || map["else"] is not null || !IsWord(when.Value)) =>
            No(when.Key, "по значению не видно, выполнялось ли условие", "the value does not show whether the condition held"),
        _ when map.Find("skip") is { } skip => No(skip.Key, "пропущенные строки неоткуда взять", "nobody knows the rows that were left out"),
        _ => From(field, map),
    };

    private Saying? From(EntityField field, MapNode map)
    {
        if (Written.Place(map["from"]!) is not { } at)
        {
            return null;
        }

        if (field.Type == FieldType.Rows)
        {
            return new Saying.Rows(at);
        }

        return Converters(map["convert"]) is { } back ? new Saying.Text(at, back, Instead(map, at), Beside(map["when"])) : null;
    }

    private static bool IsWord(Node when)
    {
        Node? place = null;
        return Equal(when, ref place) is not null;
    }

    // Beside a reference of several types stands which of them it is.
    private (SourcePath, string)? Beside(Node? when)
    {
        Node? place = null;
        return when is not null && Equal(when, ref place) is { } word && Written.Place(place!) is { } at ? (at, word) : null;
    }

    private List<(SourcePath, IReadOnlyList<CrmCondition>)> Instead(MapNode map, SourcePath first)
    {
        var instead = new List<(SourcePath, IReadOnlyList<CrmCondition>)>();
        foreach (var (place, when) in map.Find("write") is { } write ? new WriteReader(_silent, owner, fields).Read(write, map["from"]) : [])
        {
            if (place.Text == first.Text)
            {
                instead.Add((first, when));
            }
            else if (Written.Place(place) is { } at)
            {
                instead.Add((at, when));
            }
        }

        return instead;
    }

    private List<Unconversion>? Converters(Node? node)
    {
        var back = new List<Unconversion>();
        foreach (var item in node is null ? [] : node is ListNode list ? list.Items : [node])
        {
            var converter = new ConverterReader(_silent, paths, tables).Read(item)![0];
            if (converter.Back is not { } its)
            {
                // "[split: …]" has no place of its own.
                var name = item is MapNode { Entries: [var only] } ? only.Key : item;
                return No<List<Unconversion>>(name, $"«{converter.Name}» не помнит, что было до него", $"'{converter.Name}' does not remember what was there before");
            }

            back.Insert(0, its);
        }

        return back;
    }

    // A value is told by the word that its case asks for; all cases must ask one place, or the word would not tell them apart.
    private Saying? Cases(EntityField field, IReadOnlyList<(Node? When, Node Value)> cases)
    {
        Node? place = null;
        var words = new List<(object? Value, string? Word)>();
        foreach (var (when, node) in cases)
        {
            if ((node is MapNode map ? map["value"] : node) is not { } constant)
            {
                return No(node, "случай берёт значение из файла", "a case takes its value from the file");
            }

            if (when is not null && Equal(when, ref place) is null)
            {
                return No(when, "условие — не equals на одно и то же место во всех случаях", "the condition is not equals on one and the same place in all cases");
            }

            words.Add((Typed(field, constant), when is null ? null : Equal(when, ref place)));
        }

        return place is null ? new Saying.Constant(words[0].Value) : Written.Place(place) is { } at ? new Saying.Word(at, words) : null;
    }

    private object? Typed(EntityField field, Node constant) => new ValueReader(_silent, paths, field, null, null, keeps: false).Typed(constant)?.Value;

    /// <summary>The first word that a condition asks for at the place, when it asks for nothing else.</summary>
    private static string? Equal(Node condition, ref Node? place)
    {
        if (condition is not MapNode { Entries: [{ Key.Text: "equals", Value: MapNode { Entries: [var only] } }] }
            || (place is TextNode before && before.Text != only.Key.Text))
        {
            return null;
        }

        place ??= only.Key;
        return only.Value is ListNode list ? (list.Items[0] as TextNode)?.Text : (only.Value as TextNode)?.Text;
    }

    private Saying? No(Node at, string ru, string en) => No<Saying>(at, ru, en);

    private T? No<T>(Node at, string ru, string en)
        where T : class
    {
        lints.OneWay(at, ru, en);
        return null;
    }
}
