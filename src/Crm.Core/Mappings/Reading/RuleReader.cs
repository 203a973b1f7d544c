using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the rule of one field or of one column.</summary>
/// <param name="within">Which ways the mapping or the table goes.</param>
/// <param name="writes">What it may be written by.</param>
/// <param name="back">Null when nothing goes out.</param>
internal sealed class RuleReader(
    FileLints lints, PathReader paths, LookupTables tables, IReadOnlyList<string> keys, Direction within, WriteReader writes, BackReader? back)
{
    private readonly SourceReader _sources = new(lints, paths, tables);

    /// <summary>The rule, or null when something in it is wrong. Without a field, what does not depend on one is still checked.</summary>
    public FieldRule? Read(TextNode name, EntityField? field, Node node)
    {
        var map = node is TextNode text ? Shorthand(text) : node.Map(keys, lints);
        if (map is null)
        {
            return null;
        }

        var direction = DirectionOf(map);
        var seen = paths.Seen.Paths.Count;
        var rule = field?.Type == FieldType.Rows || map.Find("each") is not null ? Table(name, field, map, direction) : Single(name, field, map);
        if (rule is null || direction == Direction.In)
        {
            return rule is null ? null : rule with { Direction = direction, Paths = [.. paths.Seen.Paths.Skip(seen)] };
        }

        return rule with { Direction = direction, Paths = [.. paths.Seen.Paths.Skip(seen)], Back = back?.Read(rule.Field, map) };
    }

    private Direction DirectionOf(MapNode map)
    {
        var own = map.Word("direction", Grammar.Directions, lints) ?? within;
        if (within == Direction.Both || own == within)
        {
            return own;
        }

        var all = Grammar.Directions.First(word => word.Value == within).Key;
        lints.Error(
            map["direction"]!, LintCodes.Contradiction,
            $"всё вокруг идёт только {all}: правило не может иначе.", $"everything around goes {all} only: the rule cannot do otherwise.");
        return within;
    }

    private static MapNode Shorthand(TextNode from) =>
        new([new Entry(new TextNode("from", true, from.Line, from.Column), from)], from.Line, from.Column);

    private FieldRule? Single(TextNode name, EntityField? field, MapNode map)
    {
        CheckLink(name, field, map);
        var invalid = map.Word("if-invalid", Grammar.InvalidField, lints) ?? WhenInvalid.Reject;
        if (invalid == WhenInvalid.Keep && field is { Type: not FieldType.Text })
        {
            lints.Error(map["if-invalid"]!, LintCodes.TypeClash, $"keep годится только для текста, а {field.Name} — {field.Type}.", $"keep is for texts only, and {field.Name} is {field.Type}.");
        }

        foreach (var (key, _) in map.Entries.Where(entry => entry.Key.Text is "skip" or "whole"))
        {
            lints.Error(key, LintCodes.Each, $"{key.Text} бывает только вместе с each.", $"{key.Text} goes with each only.");
        }

        if (map.Find("write") is { } write)
        {
            writes.Read(write, map["from"]);
        }

        var source = _sources.Read(name, field, map, invalid == WhenInvalid.Keep);
        var rule = Rule(name, field, map, source);
        return rule is null ? null : rule with { WhenInvalid = invalid };
    }

    private FieldRule? Table(TextNode name, EntityField? field, MapNode map, Direction direction)
    {
        if (field is { Type: not FieldType.Rows })
        {
            lints.Error(map.Find("each")!.Key, LintCodes.Each, $"{field.Name} не таблица: each здесь не нужен.", $"{field.Name} is no table: each is not for it.");
            return null;
        }

        if (map["each"] is not { } each)
        {
            lints.Error(name, LintCodes.Each, $"{field!.Name} — таблица: нужны from и each: {{ Колонка: путь }}.", $"{field.Name} is a table: it needs from and each: {{ Column: path }}.");
            return null;
        }

        foreach (var (key, _) in map.Entries.Where(entry => entry.Key.Text is "convert" or "link" or "missing" or "join" or "value" or "cases" or "default" or "write"))
        {
            lints.Error(key, LintCodes.Each, $"«{key.Text}» не сочетается с each.", $"'{key.Text}' does not go with each.");
        }

        var invalid = map.Word("if-invalid", Grammar.InvalidTable, lints) ?? WhenInvalid.Reject;
        var skip = map["skip"] is { } node && node.Whole(lints, out var rows) ? rows : 0;
        var (source, from) = _sources.Rows(name, map);
        var columns = Columns(field, each, paths.RowsOf(from), direction);
        var rule = Rule(name, field, map, source);
        return rule is null ? null : rule with { WhenInvalid = invalid, Columns = columns, Skip = skip, Whole = Whole(field, map, direction) };
    }

    private bool Whole(EntityField? table, MapNode map, Direction direction)
    {
        if (map.Find("whole") is not { } whole || map.Word("whole", Grammar.Booleans, lints) != true)
        {
            return false;
        }

        if (table is { RowKey.Count: 0 })
        {
            lints.Error(whole.Key, LintCodes.Each, $"у строк {table.Name} нет ключа: эта таблица и так берётся целиком.", $"the rows of {table.Name} have no key: this table is taken whole as it is.");
        }

        if (direction == Direction.Out)
        {
            lints.Error(whole.Key, LintCodes.Contradiction, "правило только пишет: whole говорит, как таблица читается.", "the rule only writes: whole says how the table is read.");
        }

        return true;
    }

    private List<FieldRule> Columns(EntityField? table, Node each, PathReader rowPaths, Direction direction)
    {
        if (each is not MapNode { Entries.Count: > 0 } map)
        {
            lints.Error(each, LintCodes.Each, "each перечисляет колонки: { Колонка: путь }.", "each names columns: { Column: path }.");
            return [];
        }

        var writes = new WriteReader(lints, table?.Name ?? "", table?.Columns ?? []);
        var rowsBack = direction == Direction.In || table is null ? null : back?.OfRows(table, rowPaths);
        var reader = new RuleReader(lints, rowPaths, tables, Grammar.ColumnKeys, direction, writes, rowsBack);
        var rules = new List<FieldRule>();
        foreach (var (name, node) in map.Entries)
        {
            var column = table?.Columns.FirstOrDefault(each => each.Name == name.Text);
            if (table is not null && column is null)
            {
                var known = table.Columns.Select(each => each.Name);
                lints.Error(name, LintCodes.UnknownField, $"в таблице {table.Name} нет колонки «{name.Text}».", $"the table {table.Name} has no column '{name.Text}'.", Nearest.To(name.Text, known));
            }

            if (reader.Read(name, column, node) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private FieldRule? Rule(TextNode name, EntityField? field, MapNode map, Source? source)
    {
        var owner = map.Word("owner", Grammar.Owners, lints) ?? Owner.Shared;
        var onConflict = map.Word("on-conflict", Grammar.ConflictPolicies, lints);
        var required = map.Word("required", Grammar.Booleans, lints) ?? false;
        var missing = map.Word("missing", Grammar.Missing, lints) ?? WhenMissing.Park;
        return field is null || source is null
            ? null
            : new FieldRule(field.Name, field, name.Line, owner, onConflict, required, missing, []) { Source = source, HasDefault = map.Find("default") is not null, Column = name.Column };
    }

    private void CheckLink(TextNode name, EntityField? field, MapNode map)
    {
        if (field is null)
        {
            return;
        }

        var link = map.Find("link");
        if (field.Type == FieldType.Link)
        {
            Target(name, field, link);
        }
        else if (link is not null)
        {
            lints.Error(link.Key, LintCodes.Link, $"{field.Name} не ссылка: link здесь не нужен.", $"{field.Name} is no link: the key link is not for it.");
        }
        else if (map.Find("missing") is { } missing)
        {
            lints.Error(missing.Key, LintCodes.Link, "missing бывает только вместе с link.", "missing goes with link only.");
        }
    }

    private void Target(TextNode name, EntityField field, Entry? link)
    {
        if (link is null)
        {
            lints.Error(name, LintCodes.Link, $"{field.Name} — ссылка: добавьте link: {field.Target}.", $"{field.Name} is a link: add link: {field.Target}.");
        }
        else if (link.Value.Text(lints, out var kind) && kind.Text != field.Target)
        {
            lints.Error(kind, LintCodes.Link, $"{field.Name} ссылается на {field.Target}, а не на «{kind.Text}».", $"{field.Name} points to {field.Target}, not to '{kind.Text}'.", Nearest.To(kind.Text, [field.Target!]));
        }
    }
}
