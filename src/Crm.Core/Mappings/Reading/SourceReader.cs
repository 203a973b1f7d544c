using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads where a value comes from: from, join, value, cases, with when, else and default around them.</summary>
internal sealed class SourceReader(FileLints lints, PathReader paths, LookupTables tables)
{
    private readonly ConditionReader _conditions = new(lints, paths);
    private readonly ConverterReader _converters = new(lints, paths, tables);
    private readonly TypeLints _types = new(lints, paths);

    /// <summary>The source of a single value, or null when something in it is wrong.</summary>
    public Source? Read(TextNode name, EntityField? field, MapNode map, bool keeps)
    {
        if (!HasOneSource(name, map))
        {
            return null;
        }

        var converters = map["convert"] is { } convert ? _converters.Read(convert) : [];
        var values = new ValueReader(lints, paths, field, converters, Conversions(field, map, converters), keeps);
        var source = map switch
        {
            _ when map["value"] is { } value => values.Constant(value),
            _ when map["join"] is { } join => values.Join(join),
            _ when map["cases"] is { } cases => Cases(cases, values),
            _ => values.From(map["from"]!),
        };
        source = WhenElse(map, source, values.Else);
        return map["default"] is { } fallback ? OrDefault(source, values.Typed(fallback)) : source;
    }

    /// <summary>The source of a table, raw, and the paths its rows come from.</summary>
    public (Source? Source, IReadOnlyList<SourcePath> From) Rows(TextNode name, MapNode map)
    {
        if (map["from"] is not { } node)
        {
            lints.Error(name, LintCodes.MissingKey, "нужно from: откуда строки таблицы (точка означает сам объект).", "from is needed: where the rows come from (a dot means the object itself).");
            return (null, []);
        }

        var placed = paths.Placed(node).ToList();
        placed.ForEach(one => _types.Rows(one.At, one.Path));
        List<SourcePath> from = [.. placed.Select(one => one.Path)];
        Source? Nothing(Node otherwise)
        {
            if (otherwise is TextNode { IsNull: true })
            {
                return Sources.Constant(Outcome.Empty);
            }

            lints.Error(otherwise, LintCodes.Each, "для таблицы else бывает только пустым: else: ~", "the else of a table can only be empty: else: ~");
            return null;
        }

        return (WhenElse(map, from.Count > 0 ? Sources.FirstRaw(from) : null, Nothing), from);
    }

    private bool HasOneSource(TextNode name, MapNode map)
    {
        var found = map.Entries.Where(entry => Grammar.SourceKeys.Contains(entry.Key.Text)).ToList();
        if (found.Count == 0)
        {
            lints.Error(name, LintCodes.MissingKey, $"«{name.Text}»: не сказано, откуда значение; нужно from, join, value или cases.", $"'{name.Text}': it is not said where the value comes from; from, join, value or cases is needed.");
        }

        if (found.Count > 1)
        {
            lints.Error(found[1].Key, LintCodes.Contradiction, $"«{found[0].Key.Text}» и «{found[1].Key.Text}» вместе не бывают.", $"'{found[0].Key.Text}' and '{found[1].Key.Text}' exclude each other.");
        }

        if (map.Find("convert") is { } convert && found is [{ Key.Text: "value" }])
        {
            lints.Error(convert.Key, LintCodes.Contradiction, "постоянное значение не преобразуют.", "a constant is not converted.");
        }

        return found.Count == 1;
    }

    private List<Conversion>? Conversions(EntityField? field, MapNode map, IReadOnlyList<Converter>? converters)
    {
        if (field is null || converters is null)
        {
            return null;
        }

        if (converters is [.., { Yields: not FieldType.Text } last])
        {
            return Typed(field, map["convert"]!, converters, last);
        }

        CheckLookup(field, map["convert"]);
        return [.. converters.Select(each => each.Convert), FieldConversions.For(field)];
    }

    private List<Conversion>? Typed(EntityField field, Node at, IReadOnlyList<Converter> converters, Converter last)
    {
        var numeric = last.Yields is FieldType.Number or FieldType.Money;
        var fits = numeric ? field.Type is FieldType.Number or FieldType.Money : field.Type == last.Yields;
        if (!fits)
        {
            lints.Error(at, LintCodes.TypeClash, $"«{last.Name}» даёт {last.Yields}, а {field.Name} — {field.Type}.", $"'{last.Name}' gives {last.Yields}, and {field.Name} is {field.Type}.");
            return null;
        }

        return [.. converters.SkipLast(1).Select(each => each.Convert), numeric ? FieldConversions.Numeric(field, last.Yields) : last.Convert];
    }

    // A table whose words the field cannot take would reject every object at night.
    private void CheckLookup(EntityField field, Node? convert)
    {
        var last = convert is ListNode { Items: [.., var item] } ? item : convert;
        if (field.Type is FieldType.Text or FieldType.Link || last is not MapNode { Entries: [{ Key.Text: "lookup", Value: TextNode name }] })
        {
            return;
        }

        var wrong = tables.Known(name.Text)?.Gives.FirstOrDefault(word => FieldConversions.For(field)(word, default).IsWrong);
        if (wrong is not null)
        {
            lints.Error(name, LintCodes.TypeClash, $"таблица {name.Text} даёт «{wrong}», а {field.Name} такого не примет.", $"the table {name.Text} gives '{wrong}', which {field.Name} cannot take.");
        }
    }

    private Source? WhenElse(MapNode map, Source? then, Func<Node, Source?> readElse)
    {
        if (map["when"] is not { } when)
        {
            if (map.Find("else") is { } lost)
            {
                lints.Error(lost.Key, LintCodes.Contradiction, "else бывает только вместе с when.", "else goes with when only.");
            }

            return then;
        }

        var condition = _conditions.Read(when);
        var otherwise = map["else"] is { } node ? readElse(node) : Sources.Constant(Outcome.Absent);
        return condition is null || then is null || otherwise is null ? null : Sources.When(condition, then, otherwise);
    }

    private Source? Cases(Node node, ValueReader values)
    {
        if (node is not ListNode { Items.Count: > 0 } list)
        {
            lints.Error(node, LintCodes.Shape, "cases — это список: [{ when: …, value: … }, …].", "cases is a list: [{ when: …, value: … }, …].");
            return null;
        }

        var cases = new List<(Condition? When, Source Source)>();
        foreach (var item in list.Items)
        {
            if (item.Map(Grammar.CaseKeys, lints) is not { } map)
            {
                continue;
            }

            var when = map["when"] is { } condition ? _conditions.Read(condition) : null;
            var isLost = map["when"] is null && item != list.Items[^1];
            if (isLost)
            {
                lints.Error(item, LintCodes.Contradiction, "случай без when годится только последним: дальше ничего не читается.", "a case without when can only be the last: nothing is read after it.");
            }

            if (values.ValueOrFrom(map) is { } source && (when is not null || map["when"] is null))
            {
                cases.Add((when, source));
            }
        }

        return cases.Count == list.Items.Count ? Sources.Cases(cases) : null;
    }

    private static Source? OrDefault(Source? source, Outcome? fallback) =>
        source is null || fallback is not { } value ? null : Sources.OrDefault(source, value);
}
