using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Registers;

/// <summary>Balances of accounts, a row for each account with its dimensions: what was debited less what was credited.</summary>
internal sealed class AccountTotals
{
    private const string Account = "Account", Numbered = "ExtDimension", Debit = "Dr", Credit = "Cr";

    private static readonly string[] Endings = ["BalanceDr", "BalanceCr", "Balance"];

    private readonly EdmType _type;
    private readonly List<(EdmProperty Property, string Resource, string Ending)> _resources = [];
    private readonly List<EdmProperty> _dimensions = [];

    public AccountTotals(EdmType type)
    {
        _type = type;
        foreach (var property in type.Properties)
        {
            if (Endings.FirstOrDefault(ending => property.Kind == EdmKind.Double && property.Name.EndsWith(ending, StringComparison.Ordinal)) is { } ending)
            {
                _resources.Add((property, property.Name[..^ending.Length], ending));
            }
            else
            {
                _dimensions.Add(property);
            }
        }
    }

    /// <summary>At the beginning of the moment.</summary>
    public IReadOnlyList<object?[]> Balance(IEnumerable<Item> records, DateTime? period)
    {
        var reach = records.Where(record => period is null || record["Period"] as DateTime? < period);
        var entries = reach.SelectMany(record => new[] { (Record: record, Side: Debit), (Record: record, Side: Credit) })
            .Where(entry => entry.Record[$"{Account}{entry.Side}_Key"] is Guid account && account != Guid.Empty);
        return [.. entries.GroupBy(entry => string.Join('|', _dimensions.Select(dimension => entry.Record[Sided(dimension.Name, entry.Side)])), StringComparer.Ordinal)
            .Select(group => Line([.. group])).Where(line => _resources.Any(resource => (decimal)resource.Property.Of(line) != 0))];
    }

    private object?[] Line(IReadOnlyList<(Item Record, string Side)> entries)
    {
        var line = _type.Blank();
        foreach (var dimension in _dimensions)
        {
            line[dimension.Index] = entries[0].Record[Sided(dimension.Name, entries[0].Side)];
        }

        foreach (var (property, resource, ending) in _resources)
        {
            var sum = entries.Sum(entry => entry.Side == Debit ? Amount(entry, resource) : -Amount(entry, resource));
            line[property.Index] = ending switch { "BalanceDr" => Math.Max(sum, 0), "BalanceCr" => Math.Max(-sum, 0), _ => sum };
        }

        return line;
    }

    // What is kept by accounts has a side, what is kept by the whole entry has none.
    private static decimal Amount((Item Record, string Side) entry, string resource) =>
        (entry.Record[resource + entry.Side] ?? entry.Record[resource]) as decimal? ?? 0;

    private static string Sided(string name, string side) => name switch
    {
        _ when name.StartsWith(Numbered, StringComparison.Ordinal) => Numbered + side + name[Numbered.Length..],
        _ when name.StartsWith(Account, StringComparison.Ordinal) => Account + side + name[Account.Length..],
        _ => name,
    };
}
