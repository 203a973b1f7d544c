using System.Globalization;
using Crm.Simulator.Answers;
using Crm.Simulator.Habits;

namespace Crm.Simulator.Query;

/// <summary>What stands behind the question mark. An option that 1C does not know is refused, as it does.</summary>
internal sealed class QueryOptions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$filter", "$select", "$expand", "$orderby", "$top", "$skip", "$inlinecount", "$format", "allowedOnly", "$allowedOnly",
    };

    // Arguments of functions and actions may also stand in the query.
    private static readonly HashSet<string> Arguments = new(StringComparer.Ordinal)
    {
        "Period", "StartPeriod", "EndPeriod", "Condition", "Dimensions", "PostingModeOperational", "DataExchangePoint", "MessageNo",
    };

    private readonly Dictionary<string, string> _options;

    private QueryOptions(Dictionary<string, string> options) => _options = options;

    public string? Filter => Find("$filter");

    public string? Select => Find("$select");

    public string? Expand => Find("$expand");

    public string? OrderBy => Find("$orderby");

    public string? FormatName => Find("$format");

    public int? Top => Number("$top");

    public int? Skip => Number("$skip");

    public bool CountsAll => Find("$inlinecount") switch
    {
        null or "none" => false,
        "allpages" => true,
        _ => throw ODataFault.Option("$inlinecount"),
    };

    public bool AllowedOnly => (Find("allowedOnly") ?? Find("$allowedOnly")) == "true";

    public string? Find(string name) => _options.GetValueOrDefault(name);

    /// <param name="raw">As it came, still encoded: a plus is a plus here and never a space.</param>
    public static QueryOptions Read(string raw, HabitSwitches habits)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(at < 0 ? pair : pair[..at]);
            var value = at < 0 ? "" : pair[(at + 1)..];
            if (!Known.Contains(name) && !Arguments.Contains(name))
            {
                throw ODataFault.NotSupported(name);
            }

            if (name == "$filter" && value.Contains('+', StringComparison.Ordinal) && habits.Is(Habit.RefusesPlus))
            {
                throw ODataFault.Option(name);
            }

            options[name] = Uri.UnescapeDataString(habits.Is(Habit.RefusesPlus) ? value : value.Replace('+', ' '));
        }

        return new QueryOptions(options);
    }

    private int? Number(string name) => Find(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ODataFault.Option(name);
}
