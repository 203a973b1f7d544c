using Crm.Core.Entities;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the match keys of a mapping.</summary>
internal sealed class MatchReader(FileLints lints, EntityKind? kind, IReadOnlySet<string> mapped)
{
    private readonly CrmConditionReader _conditions = new(lints, kind?.Name ?? "", kind?.Fields ?? []);

    public IReadOnlyList<MatchKey> Read(Node node)
    {
        if (node is not ListNode list)
        {
            lints.Error(node, LintCodes.Shape, "match — это список ключей: [[Inn, Kpp], [Inn]].", "match is a list of keys: [[Inn, Kpp], [Inn]].");
            return [];
        }

        return [.. list.Items.Select(One).OfType<MatchKey>()];
    }

    private MatchKey? One(Node node)
    {
        if (node is ListNode list)
        {
            return new MatchKey(Fields(list), WhenTaken.Ask) { Spot = Spot.Of(list) };
        }

        if (node.Map(Grammar.MatchKeys, lints) is not { } map)
        {
            return null;
        }

        if (map["key"] is not { } key)
        {
            lints.Error(map, LintCodes.MissingKey, "нужны поля ключа: key: [Inn].", "the fields of the key are needed: key: [Inn].");
            return null;
        }

        return new MatchKey(Fields(key), map.Word("taken", Grammar.Taken, lints) ?? WhenTaken.Ask)
        {
            Spot = Spot.Of(key),
            When = kind is not null && map["when"] is { } when ? _conditions.Read(when) : [],
        };
    }

    private string[] Fields(Node node) => [.. node.Texts(lints).Where(IsKey).Select(text => text.Text)];

    private bool IsKey(TextNode name)
    {
        if (kind is null || _conditions.Field(name) is not { } field)
        {
            return false;
        }

        if (!field.IsKey)
        {
            var keys = string.Join(", ", kind.Fields.Where(each => each.IsKey).Select(each => each.Name));
            lints.Error(name, LintCodes.NotAKey, $"по {name.Text} нельзя искать; можно по: {keys}.", $"{name.Text} cannot be matched by; these can: {keys}.");
        }
        else if (!mapped.Contains(name.Text))
        {
            lints.Error(name, LintCodes.KeyNotMapped, $"по {name.Text} ищут, но правила для него нет: ключ никогда не подойдёт.", $"{name.Text} is matched by and has no rule: the key would never fit.");
        }

        return field.IsKey;
    }
}
