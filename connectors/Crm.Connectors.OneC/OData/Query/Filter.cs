using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Conditions of a query.</summary>
internal static class Filter
{
    public static string? All(params ReadOnlySpan<string?> conditions)
    {
        var said = new List<string>();
        foreach (var condition in conditions)
        {
            if (condition is not null)
            {
                said.Add(condition);
            }
        }

        return said.Count == 0 ? null : string.Join(" and ", said);
    }

    public static string AnyKey(IEnumerable<string> ids, string field) => string.Join(" or ", ids.Select(id => $"{field} eq {Literal.Id(id)}"));

    /// <summary>A composite field refers to an object of that set. The references themselves 1C cannot compare there.</summary>
    public static string RefersTo(string field, string set) => $"{field}{Property.TypeSuffix} eq {Literal.Text(OwnNames.Space + set)}";
}
