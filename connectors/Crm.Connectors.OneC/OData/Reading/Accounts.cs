using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Finds in a chart of accounts those whose balances are told: the named ones, each with the accounts below it.</summary>
/// <param name="codes">Codes, commas between them.</param>
internal sealed class Accounts(LongAnswers answers, string codes)
{
    private const string Code = "Code";

    private readonly string[] _codes = codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="ConnectorException">Misconfigured: the chart has none of them, or rights hide it.</exception>
    public async Task<IReadOnlySet<Guid>> OfAsync(string chart, CancellationToken ct)
    {
        var query = new SetQuery(chart) { Select = $"{OwnNames.Ref},{Code}" };
        var (found, _) = await answers.ReadAsync(query, rows => ReadAsync(query, rows), ct);
        return found.Count > 0
            ? found
            : throw Faults.Wrong(chart, $"в плане счетов не видно ни одного из счетов {codes}; проверьте Accounts и право чтения", $"none of the accounts {codes} is seen in the chart; check Accounts and the right to read");
    }

    private async Task<HashSet<Guid>> ReadAsync(SetQuery query, IAsyncEnumerable<ReadOnlyMemory<byte>> rows)
    {
        var found = new HashSet<Guid>();
        await foreach (var row in rows)
        {
            if (IsTold(ObjectLook.Text(row.Span, Encoding.UTF8.GetBytes(Code))?.Trim() ?? ""))
            {
                found.Add(LongAnswers.Id(query, row.Span, "Ref_Key"u8));
            }
        }

        return found;
    }

    private bool IsTold(string code) => _codes.Any(one => code == one || code.StartsWith(one + ".", StringComparison.Ordinal));
}
