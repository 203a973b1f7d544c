using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>Looks at the mappings of a flow: their text, their samples and, in a base that can be asked, what they rely on.</summary>
internal static class MappingCheck
{
    public static async Task<IReadOnlyList<Check>> OfAsync(Session session, MappingShelf shelf, ConfiguredFlow flow, JudgedBy judged, CancellationToken ct)
    {
        if (judged == JudgedBy.Nothing)
        {
            return [Unjudged(flow)];
        }

        var (book, problems) = shelf.Open(flow);
        var checks = new List<Check> { new("mappings", flow.Name, problems) { Judged = judged } };
        if (book is not null && flow.Connection.IsRight)
        {
            checks.Add(new Check("samples", flow.Name, await SampleCheck.RunAsync(session, flow, book, ct)));
        }

        if (book is not null && judged == JudgedBy.Living)
        {
            checks.Add(await BaseAsync(session, flow, book, ct));
        }

        return checks;
    }

    private static Check Unjudged(ConfiguredFlow flow) => new("mappings", flow.Name,
    [
        new Problem(string.Join(", ", flow.Mappings), "", "unjudged", false, new Words(
            "не проверены: база недоступна или соединение настроено неверно, а её описания ещё нет. Повторите, когда соединение заработает.",
            "not checked: the base is away or its connection is set up wrongly, and it was never described. Try again when the connection works.")),
    ])
    { Judged = JudgedBy.Nothing };

    private static async Task<Check> BaseAsync(Session session, ConfiguredFlow flow, MappingBook book, CancellationToken ct)
    {
        try
        {
            await using var channel = session.Open(flow, book);
            return new Check("base", flow.Name, [.. book.Lints(await channel.ExamineAsync(ct)).Select(Problem.Of)]);
        }
        catch (ConnectorException e)
        {
            return new Check("base", flow.Name, [Check.Of(session, flow.Connection, e)], e.Trouble == Trouble.Unavailable);
        }
    }
}
