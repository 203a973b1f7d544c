using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>A mapping that was read, with what is needed to judge it beside the others.</summary>
internal sealed record ReadMapping(Mapping Mapping, FileLints Lints, MapNode Root)
{
    public required SeenPlaces Seen { get; init; }
}

/// <summary>Reads one mapping file.</summary>
/// <param name="asked">The ways it must go; only what goes out is read backwards.</param>
/// <param name="without">Fields whose rules stand still: they are passed over.</param>
internal sealed class MappingReader(
    FileLints lints, LookupTables tables, IReadOnlyDictionary<string, ExternalKind> kinds, Direction asked, IReadOnlySet<string> without)
{
    /// <summary>The mapping; of no use when there are errors among the lints.</summary>
    public ReadMapping? Read(Node node)
    {
        if (node.Map(Grammar.MappingKeys, lints) is not { } root)
        {
            return null;
        }

        var name = Needed(root, "mapping") is { } text && text.Text(lints, out var word) ? word.Text : "";
        var from = Needed(root, "from") is { } takes ? takes.Texts(lints) : [];
        var to = Needed(root, "to") is { } gives && gives.Text(lints, out var kind) ? Kind(kind) : null;
        var paths = new PathReader(lints, Sources(from), [], new SeenPlaces());
        var direction = root.Word("direction", Grammar.Directions, lints) ?? Direction.Both;
        var accepted = Accepted(root, from, direction);
        var back = accepted.Count == 0 ? null : new BackReader(lints, paths, tables, to?.Name ?? "", to?.Fields ?? []);
        var rules = Rules(root, to, paths, direction, back);
        var mapped = ((root["fields"] as MapNode)?.Entries ?? []).Select(entry => entry.Key.Text).Except(without).ToHashSet();
        mapped.ExceptWith(direction == Direction.Both ? rules.Where(rule => rule.Direction == Direction.Out).Select(rule => rule.To) : []);
        var match = root["match"] is { } keys ? new MatchReader(lints, to, mapped).Read(keys) : [];
        var when = root["when"] is { } condition ? new ConditionReader(lints, paths).Read(condition) : null;
        var onConflict = root.Word("on-conflict", Grammar.ConflictPolicies, lints) ?? ConflictPolicy.Ask;
        if (to is null)
        {
            return null;
        }

        var marks = back is null ? [] : new MarkReader(lints, back.Written).Read(root["when"]);
        RequiredFields.Check(lints, root, to, mapped);
        RequiredFields.CheckThere(lints, root, accepted, back);
        var mapping = new Mapping(name, lints.File, [.. from.Select(each => each.Text)], to, match, onConflict, rules)
        {
            When = when,
            Spots = new MappingSpots(
                from.DistinctBy(each => each.Text).ToDictionary(each => each.Text, Spot.Of, StringComparer.Ordinal), root.Find("when") is { } whole ? Spot.Of(whole.Key) : null),
            Paths = [.. paths.Seen.Paths.Distinct().Order(StringComparer.Ordinal)],
            Direction = direction,
            Out = back is null ? null : new WayOut(accepted, rules, marks),
        };
        return new ReadMapping(mapping, lints, root) { Seen = paths.Seen };
    }

    private List<ExternalKind> Accepted(MapNode root, IReadOnlyList<TextNode> from, Direction direction)
    {
        if (direction == Direction.In || asked == Direction.In)
        {
            return [];
        }

        var accepted = from.Select(name => kinds.GetValueOrDefault(name.Text)).OfType<ExternalKind>().Where(kind => kind.Accepted).ToList();
        if (accepted.Count == 0 && root["direction"] is { } said)
        {
            lints.Error(
                said, LintCodes.NotAccepted,
                "соединение таких объектов не принимает; скажите direction: in.", "the connector accepts no such objects; say direction: in.");
        }

        return accepted;
    }

    private Node? Needed(MapNode root, string key)
    {
        if (root[key] is { } node)
        {
            return node;
        }

        lints.Error(root, LintCodes.MissingKey, $"не хватает ключа «{key}».", $"the key '{key}' is missing.");
        return null;
    }

    private EntityKind? Kind(TextNode name)
    {
        var kind = EntityKind.Find(name.Text);
        if (kind is null)
        {
            lints.Error(name, LintCodes.UnknownKind, $"в CRM нет вида «{name.Text}».", $"the CRM has no kind '{name.Text}'.", Nearest.To(name.Text, EntityKind.All.Select(each => each.Name)));
        }

        return kind;
    }

    private SourceKinds Sources(IReadOnlyList<TextNode> names)
    {
        var known = new List<ExternalKind>();
        foreach (var name in names)
        {
            if (kinds.TryGetValue(name.Text, out var kind))
            {
                known.Add(kind);
                continue;
            }

            lints.Error(name, LintCodes.UnknownExternalKind, $"соединение не знает вида «{name.Text}».", $"the connector knows no kind '{name.Text}'.", Nearest.To(name.Text, kinds.Keys));
        }

        return new SourceKinds(known, anything: known.Count < names.Count || names.Count == 0, kinds);
    }

    private List<FieldRule> Rules(MapNode root, EntityKind? to, PathReader paths, Direction direction, BackReader? back)
    {
        var rules = new List<FieldRule>();
        if (Needed(root, "fields") is not { } node)
        {
            return rules;
        }

        if (node is not MapNode { Entries.Count: > 0 } fields)
        {
            lints.Error(node, LintCodes.Shape, "fields перечисляет поля CRM: { Поле: путь }.", "fields names fields of the CRM: { Field: path }.");
            return rules;
        }

        var reader = new RuleReader(lints, paths, tables, Grammar.FieldKeys, direction, new WriteReader(lints, to?.Name ?? "", to?.Fields ?? []), back);
        foreach (var (name, rule) in fields.Entries.Where(entry => !without.Contains(entry.Key.Text)))
        {
            if (reader.Read(name, to is null ? null : Field(to, name), rule) is { } read)
            {
                rules.Add(read);
            }
        }

        return rules;
    }

    private EntityField? Field(EntityKind kind, TextNode name)
    {
        var field = kind.Field(name.Text);
        if (field is null)
        {
            var known = kind.Fields.Where(each => !each.IsDerived).Select(each => each.Name);
            lints.Error(name, LintCodes.UnknownField, $"у {kind.Name} нет поля «{name.Text}».", $"{kind.Name} has no field '{name.Text}'.", Nearest.To(name.Text, known));
        }
        else if (field.IsDerived)
        {
            lints.Error(name, LintCodes.DerivedField, $"{name.Text} CRM вычисляет сама; правило не нужно.", $"the CRM works {name.Text} out by itself; it takes no rule.");
        }

        return field;
    }
}
