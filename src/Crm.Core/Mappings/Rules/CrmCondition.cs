using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>A question to a row of the CRM: one of its fields has one of these words, whatever the case; null stands for no value.</summary>
internal sealed record CrmCondition(string Field, IReadOnlyList<string?> Words)
{
    public bool Holds(Fields crm)
    {
        var value = crm[Field];
        var text = value is null or "" ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        foreach (var word in Words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
