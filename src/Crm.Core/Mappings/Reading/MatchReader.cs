using Crm.Core.Entities;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the match keys of a mapping.</summary>
internal sealed class MatchReader(FileLints lints, EntityKind? kind, IReadOnlySet<string> mapped)
{
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
            return new MatchKey(Fields(list), WhenTaken.Ask);
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
            When = map["when"] is { } when ? Conditions(when) : [],
        };
    }

    private string[] Fields(Node node) => [.. node.Texts(lints).Where(IsKey).Select(text => text.Text)];

    private bool IsKey(TextNode name)
    {
        if (kind is null || Field(name) is not { } field)
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

    private EntityField? Field(TextNode name)
    {
        var field = kind!.Field(name.Text);
        if (field is null)
        {
            lints.Error(name, LintCodes.UnknownField, $"у {kind.Name} нет поля «{name.Text}».", $"{kind.Name} has no field '{name.Text}'.", Nearest.To(name.Text, kind.Fields.Select(each => each.Name)));
        }

        return field;
    }

    private List<(string Field, IReadOnlyList<string?> Words)> Conditions(Node node)
    {
        var conditions = new List<(string, IReadOnlyList<string?>)>();
        if (node is not MapNode map)
        {
            lints.Error(node, LintCodes.Shape, "здесь нужен вид { ПолеCRM: слово или [слова] }.", "the form { CrmField: word or [words] } is needed here.");
            return conditions;
        }

        foreach (var (name, words) in map.Entries.Where(_ => kind is not null))
        {
            if (Field(name) is { } field)
            {
                conditions.Add((field.Name, [.. (words is ListNode list ? list.Items : [words]).Select(word => Word(field, word))]));
            }
        }

        return conditions;
    }

    private string? Word(EntityField field, Node node)
    {
        if (node is TextNode { IsNull: true })
        {
            return null;
        }

        if (node.Text(lints, out var text) && field.Type == FieldType.Choice && !field.Choices.Contains(text.Text))
        {
            var all = string.Join(", ", field.Choices);
            lints.Error(text, LintCodes.WrongConstant, $"{field.Name}: «{text.Text}» не одно из: {all}.", $"{field.Name}: '{text.Text}' is none of: {all}.", Nearest.To(text.Text, field.Choices));
        }

        return text?.Text;
    }
}
