using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads conditions on the fields of a row of the CRM: { Field: word or [words] }.</summary>
/// <param name="owner">Whose fields they are.</param>
internal sealed class CrmConditionReader(FileLints lints, string owner, IReadOnlyList<EntityField> fields)
{
    public IReadOnlyList<CrmCondition> Read(Node node)
    {
        var conditions = new List<CrmCondition>();
        if (node is not MapNode map)
        {
            lints.Error(node, LintCodes.Shape, "здесь нужен вид { ПолеCRM: слово или [слова] }.", "the form { CrmField: word or [words] } is needed here.");
            return conditions;
        }

        foreach (var (name, words) in map.Entries)
        {
            if (Field(name) is { } field)
            {
                conditions.Add(new CrmCondition(field.Name, [.. (words is ListNode list ? list.Items : [words]).Select(word => Word(field, word))]));
            }
        }

        return conditions;
    }

    /// <summary>The field of that name, or null with a lint.</summary>
    public EntityField? Field(TextNode name)
    {
        var field = fields.FirstOrDefault(each => each.Name == name.Text);
        if (field is null)
        {
            lints.Error(name, LintCodes.UnknownField, $"у {owner} нет поля «{name.Text}».", $"{owner} has no field '{name.Text}'.", Nearest.To(name.Text, fields.Select(each => each.Name)));
        }

        return field;
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
