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
        _ when map.Find("when") is { } when && (field.Type == FieldType.Rows || map["else"] is not null || Equal(when.Value).Count != 1) =>
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

    // Beside a reference of several types stands which of them it is.
    private (SourcePath, string)? Beside(Node? when) =>
        when is not null && Equal(when) is [var (place, word)] && Written.Place(place) is { } at ? (at, word) : null;

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

    // A value is told by the words that its case asks for; all cases must ask one place first, or the words would not tell them apart.
    private Saying? Cases(EntityField field, IReadOnlyList<(Node? When, Node Value)> cases)
    {
        TextNode? place = null;
        var words = new List<(object? Value, IReadOnlyList<(TextNode At, string Word)> Words)>();
        foreach (var (when, node) in cases)
        {
            if ((node is MapNode map ? map["value"] : node) is not { } constant)
            {
                return No(node, "случай берёт значение из файла", "a case takes its value from the file");
            }

            var asked = when is null ? [] : Equal(when);
            place ??= asked.Count > 0 ? asked[0].At : null;
            if (when is not null && (asked.Count == 0 || asked[0].At.Text != place!.Text))
            {
                return No(when, "условие — не equals на одно и то же место во всех случаях", "the condition is not equals on one and the same place in all cases");
            }

            words.Add((Typed(field, constant), asked));
        }

        return place is null ? new Saying.Constant(words[0].Value) : Worded(words);
    }

    private Saying.Word? Worded(List<(object? Value, IReadOnlyList<(TextNode At, string Word)> Words)> cases)
    {
        var places = cases.SelectMany(one => one.Words).DistinctBy(word => word.At.Text).ToDictionary(word => word.At.Text, word => Written.Place(word.At), StringComparer.Ordinal);
        return places.ContainsValue(null)
            ? null
            : new Saying.Word(
                [.. places.Values.OfType<SourcePath>()],
                [.. cases.Select(one => (one.Value, (IReadOnlyList<(SourcePath, string)>)[.. one.Words.Select(word => (places[word.At.Text]!, word.Word))]))]);
    }

    private object? Typed(EntityField field, Node constant) => new ValueReader(_silent, paths, field, null, null, keeps: false).Typed(constant)?.Value;

    /// <summary>The first word that a condition asks for at each place, when it asks for nothing else.</summary>
    private static IReadOnlyList<(TextNode At, string Word)> Equal(Node condition)
    {
        if (condition is not MapNode { Entries: [{ Key.Text: "equals", Value: MapNode { Entries.Count: > 0 } places }] })
        {
            return [];
        }

        var words = places.Entries.Select(place => (At: place.Key, Word: ((place.Value is ListNode list ? list.Items[0] : place.Value) as TextNode)?.Text)).ToList();
        return words.TrueForAll(word => word.Word is not null) ? [.. words.Select(word => (word.At, word.Word!))] : [];
    }

    private Saying? No(Node at, string ru, string en) => No<Saying>(at, ru, en);

    private T? No<T>(Node at, string ru, string en)
        where T : class
    {
        lints.OneWay(at, ru, en);
        return null;
    }
}
