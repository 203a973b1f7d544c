using System.Globalization;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>Values as 1C reads them in an address, not yet encoded.</summary>
internal static class Literal
{
    public static string Id(string id) => $"guid'{id}'";

    // 1C has whole seconds and the clock on the wall of its server, without a zone.
    public static string Moment(DateTime moment) => $"datetime'{moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}'";

    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A reference in a composite field: a bare guid there finds nothing, or throws.</summary>
    public static string Reference(string id, string set) => $"cast({Id(id)},{Text(set)})";
}
