using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads which of the places of a rule is written of which rows: write: { Place: { CrmField: words } }.</summary>
internal sealed class WriteReader(FileLints lints, string owner, IReadOnlyList<EntityField> fields)
{
    private readonly CrmConditionReader _conditions = new(lints, owner, fields);

    /// <summary>Each place named, and what a row must have for it; of all other rows the first place of the rule is written.</summary>
    /// <param name="from">The places of the rule; null when it takes its value from elsewhere.</param>
    public IReadOnlyList<(TextNode Place, IReadOnlyList<CrmCondition> When)> Read(Entry write, Node? from)
    {
        var known = (from is ListNode list ? list.Items : from is null ? [] : [from]).OfType<TextNode>().Select(place => place.Text).ToList();
        if (write.Value is not MapNode { Entries.Count: > 0 } map)
        {
            lints.Error(write.Value, LintCodes.Shape, "write — это { Место: { ПолеCRM: слова } }.", "write is { Place: { CrmField: words } }.");
            return [];
        }

        var places = new List<(TextNode, IReadOnlyList<CrmCondition>)>();
        foreach (var (place, when) in map.Entries)
        {
            if (!known.Contains(place.Text))
            {
                lints.Error(
                    place, LintCodes.Contradiction,
                    $"«{place.Text}» нет среди мест, откуда поле читается (from).", $"'{place.Text}' is none of the places that the field is read from (from).",
                    Nearest.To(place.Text, known));
            }

            places.Add((place, _conditions.Read(when)));
        }

        return places;
    }
}
