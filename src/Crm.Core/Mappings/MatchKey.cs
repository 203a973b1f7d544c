using Crm.Connect;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings;

/// <summary>Fields by which an object is recognised at the first meeting, before there is a link.</summary>
/// <param name="Fields">Names of key fields of the CRM kind; all must have a value.</param>
/// <param name="Taken">What it means when the row found is linked already.</param>
public sealed record MatchKey(IReadOnlyList<string> Fields, WhenTaken Taken)
{
    /// <summary>Its fields in one word, such as Inn+Kpp.</summary>
    public string Name { get; } = string.Join('+', Fields);

    /// <summary>Where it stands in the file of its mapping.</summary>
    internal Spot Spot { get; init; }

    internal IReadOnlyList<CrmCondition> When { get; init; } = [];

    /// <summary>Whether an object with these CRM fields may be looked for by this key: no part is empty, its own condition holds.</summary>
    public bool Fits(Fields crm)
    {
        foreach (var field in Fields)
        {
            if (crm[field] is null or "")
            {
                return false;
            }
        }

        foreach (var condition in When)
        {
            if (!condition.Holds(crm))
            {
                return false;
            }
        }

        return true;
    }
}
