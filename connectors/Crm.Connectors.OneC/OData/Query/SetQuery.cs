using System.Globalization;
using System.Text;

namespace Crm.Connectors.OneC.OData.Query;

/// <summary>A question for many objects of one set. Nothing in it is encoded.</summary>
/// <param name="Path">The set, or a function of it.</param>
internal sealed record SetQuery(string Path)
{
    // IIS takes 2048 letters of a query, and a Cyrillic one is six of them.
    public const int LongestPath = 2000;

    private const string Format = "application/json;odata=nometadata";

    public string? Filter { get; init; }

    public string? Select { get; init; }

    public string? OrderBy { get; init; }

    public int? Top { get; init; }

    public int Skip { get; init; }

    /// <summary>The encoded path with its query.</summary>
    public string ToPath()
    {
        var path = new StringBuilder(Encoded(Path)).Append("?$format=").Append(Encoded(Format));

        // Without it one row that rights hide turns the whole answer into an error; with it 1C leaves that row out.
        path.Append("&allowedOnly=true");
        Add(path, "$filter", Filter);
        Add(path, "$select", Select);
        Add(path, "$expand", Behind(Select));
        Add(path, "$orderby", OrderBy);
        Add(path, "$top", Top?.ToString(CultureInfo.InvariantCulture));
        Add(path, "$skip", Skip > 0 ? Skip.ToString(CultureInfo.InvariantCulture) : null);
        return path.ToString();
    }

    /// <summary>The path that counts what the question is for.</summary>
    public string ToCountPath()
    {
        var path = new StringBuilder(Encoded(Path)).Append("/$count?allowedOnly=true");
        Add(path, "$filter", Filter);
        return path.ToString();
    }

    /// <summary>The path of one object.</summary>
    public static string ToObject(string set, string id) => $"{Encoded(set)}(guid'{id}')?$format={Encoded(Format)}";

    /// <summary>The path at which an object is made.</summary>
    public static string ToNew(string set) => $"{Encoded(set)}?$format={Encoded(Format)}";

    /// <summary>The path of an action of one object.</summary>
    public static string ToAction(string set, string id, string action) => $"{Encoded(set)}(guid'{id}')/{action}";

    // A space must be %20: 1C answers '+' with an error.
    public static string Encoded(string text) => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal);

    // What lies behind a reference comes only when it is both selected and expanded.
    private static string? Behind(string? select)
    {
        var names = (select ?? "").Split(',').Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => name.Split('/')[0]).Distinct().ToList();
        return names.Count == 0 ? null : string.Join(',', names);
    }

    private static void Add(StringBuilder path, string name, string? value)
    {
        if (value is not null)
        {
            path.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
