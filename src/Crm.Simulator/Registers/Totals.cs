using Crm.Simulator.Answers;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>
/// Balances and turnovers. What is a dimension and what a resource is read from the names of the result: СуммаBalance, СуммаTurnover,
/// СуммаReceipt, СуммаExpense, СуммаOpeningBalance, СуммаClosingBalance.
/// </summary>
internal sealed class Totals
{
    private static readonly string[] Endings = ["OpeningBalance", "ClosingBalance", "Balance", "Turnover", "Receipt", "Expense"];

    private readonly EdmType _type;
    private readonly List<(EdmProperty Property, string Resource, string Ending)> _resources = [];
    private readonly List<EdmProperty> _dimensions = [];

    public Totals(EdmType type, IReadOnlyList<string>? dimensions)
    {
        _type = type;
        foreach (var property in type.Properties)
        {
            if (Endings.FirstOrDefault(ending => property.Kind == EdmKind.Double && property.Name.EndsWith(ending, StringComparison.Ordinal)) is { } ending)
            {
                _resources.Add((property, property.Name[..^ending.Length], ending));
            }
            else if (dimensions is null ? !IsFrequency(property.Name) : dimensions.Any(name => IsOf(property.Name, name)))
            {
                _dimensions.Add(property);
            }
        }

        foreach (var name in dimensions?.Where(name => !type.Properties.Any(property => IsOf(property.Name, name))) ?? [])
        {
            throw ODataFault.BadPath(name);
        }
    }

    /// <summary>At the beginning of the moment: what happens in that very second is not in it.</summary>
    public IReadOnlyList<object?[]> Balance(IEnumerable<Item> records, DateTime? period) =>
        Sum(records.Where(record => period is null || At(record) < period), _ => "Balance");

    public IReadOnlyList<object?[]> Turnovers(IEnumerable<Item> records, DateTime? from, DateTime? till) =>
        Sum(records.Where(record => At(record) >= (from ?? DateTime.MinValue) && At(record) <= (till ?? DateTime.MaxValue)), _ => "Turnover");

    public IReadOnlyList<object?[]> BalanceAndTurnovers(IEnumerable<Item> records, DateTime? from, DateTime? till) => Sum(
        records.Where(record => At(record) <= (till ?? DateTime.MaxValue)),
        record => At(record) < (from ?? DateTime.MinValue) ? "Opening" : "Turnover");

    private List<object?[]> Sum(IEnumerable<Item> records, Func<Item, string> kindOf)
    {
        var lines = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var key = string.Join('|', _dimensions.Select(dimension => record[dimension.Name]));
            if (!lines.TryGetValue(key, out var line))
            {
                lines[key] = line = Begin(record);
            }

            Add(line, record, kindOf(record));
        }

        // What has come to nothing is in no balance.
        return [.. lines.Values.Where(line => _resources.Any(resource => (decimal)resource.Property.Of(line) != 0))];
    }

    private object?[] Begin(Item record)
    {
        var line = _type.Blank();
        foreach (var dimension in _dimensions)
        {
            line[dimension.Index] = record[dimension.Name];
        }

        return line;
    }

    private void Add(object?[] line, Item record, string kind)
    {
        var isExpense = record.Text("RecordType") == "Expense";
        foreach (var (property, resource, ending) in _resources)
        {
            var amount = record[resource] as decimal? ?? 0;
            line[property.Index] = (decimal)property.Of(line) + (ending switch
            {
                "Receipt" => kind == "Turnover" && !isExpense ? amount : 0,
                "Expense" => kind == "Turnover" && isExpense ? amount : 0,
                "Turnover" when kind == "Opening" => 0,
                "OpeningBalance" when kind != "Opening" => 0,
                _ => isExpense ? -amount : amount,
            });
        }
    }

    private static DateTime At(Item record) => record["Period"] as DateTime? ?? DateTime.MinValue;

    private static bool IsOf(string property, string name) => property == name || property == name + "_Key" || property == name + "_Type";

    // A table of balances and turnovers could also be split by time and by document; without being asked it is not.
    private static bool IsFrequency(string name) =>
        name.EndsWith("Period", StringComparison.Ordinal) || name is "Recorder" or "Recorder_Type" or "LineNumber";
}
