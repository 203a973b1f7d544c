using System.Globalization;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;
using Crm.Connectors.OneC.OData.Reading;
using Crm.Connectors.OneC.OData.Wire;
using RestSharp;

namespace Crm.Connectors.OneC.OData.Exchange;

/// <summary>Our node of an exchange plan.</summary>
/// <param name="Received">The number of the message that was confirmed last.</param>
internal sealed record PlanNode(string Key, long Received)
{
    public long Next => Received + 1;
}

/// <summary>
/// The exchange plan in which 1C notes what changed for us. Asked once and never again in haste: 1C goes on working on a message
/// whose answer nobody waits for, and two of them lock each other out.
/// </summary>
internal sealed class ChangePlan(OneCLine line, Pages pages, string plan, string node)
{
    private const long LongestMessage = 4L << 30;
    private const long LongestAnswer = 1 << 20;

    private string Set => "ExchangePlan_" + plan;

    /// <exception cref="ConnectorException">Misconfigured: there is no such node, or it is that of the base itself.</exception>
    public async Task<PlanNode> NodeAsync(CancellationToken ct)
    {
        var query = new SetQuery(Set) { Select = "Ref_Key,Code,ReceivedNo,ThisNode" };
        await foreach (var row in pages.StreamAsync(query, ct))
        {
            if (ObjectLook.Value(row.Span, "Code"u8) == node)
            {
                var isTheirs = ObjectLook.Value(row.Span, "ThisNode"u8) == "true";
                return !isTheirs && ObjectLook.Value(row.Span, "Ref_Key"u8) is { } key
                    ? new PlanNode(key, Received(ObjectLook.Value(row.Span, "ReceivedNo"u8)))
                    : throw Faults.Wrong(Set, $"узел «{node}» — это сама база; заведите для хаба узел в плане обмена", $"the node '{node}' is the base itself; make a node for the hub in the exchange plan");
            }
        }

        throw Faults.Wrong(Set, $"в плане обмена нет узла с кодом «{node}»; проверьте Node", $"the exchange plan has no node with the code '{node}'; check Node");
    }

    /// <summary>The message with all changes that are not confirmed, in Atom: in JSON 1C says nothing of deletions.</summary>
    public async Task SelectAsync(PlanNode from, Stream into, CancellationToken ct)
    {
        var request = new Request(Method.Post, Path("SelectChanges", from.Key, from.Next), LongestMessage) { Accept = "application/atom+xml" };
        var answer = await line.OnceAsync(request, into, ct);
        if (!answer.IsDone)
        {
            throw Faults.Of(answer, "SelectChanges");
        }
    }

    /// <summary>Lets 1C forget what was told up to that message. It cannot be taken back.</summary>
    public async Task ConfirmAsync(long message, CancellationToken ct)
    {
        var key = (await NodeAsync(ct)).Key;
        var answer = await line.OnceAsync(new Request(Method.Post, Path("NotifyChangesReceived", key, message), LongestAnswer) { Accept = "application/atom+xml" }, null, ct);
        if (!answer.IsDone)
        {
            throw Faults.Of(answer, "NotifyChangesReceived");
        }
    }

    private string Path(string action, string key, long message)
    {
        var point = $"'{line.BaseAddress}{Set}({Literal.Id(key)})'";
        return string.Create(CultureInfo.InvariantCulture, $"{action}?DataExchangePoint={Uri.EscapeDataString(point)}&MessageNo={message}");
    }

    private static long Received(string? number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var received) ? received : 0;
}
