using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>The mappings that a flow begins with, or why it does not begin.</summary>
/// <param name="Problems">Errors when there is no book; what stands still, and warnings, when there is one.</param>
/// <param name="IsPartial">The base was rebuilt, and part of the mappings stands still.</param>
internal sealed record FlowStart(MappingBook? Book, IReadOnlyList<Problem> Problems, Words? Fault, ExitCode Exit, bool IsPartial)
{
    /// <param name="onlyHeld">Nothing is received or sent: the base may be away, and is not asked.</param>
    public static async Task<FlowStart> OfAsync(Session session, MappingShelf shelf, ConfiguredFlow flow, bool onlyHeld, CancellationToken ct)
    {
        try
        {
            var stands = onlyHeld ? [] : await new DriftWatch(session, shelf).LookAsync(flow, ct);
            var (book, problems) = shelf.Open(flow);
            var wrong = book is null || onlyHeld || stands.Count > 0 ? [] : await WrongSamplesAsync(session, flow, book, ct);
            return book is null || wrong.Count > 0
                ? new FlowStart(null, [.. problems, .. wrong], null, ExitCode.Misconfigured, false)
                : new FlowStart(book, problems, null, ExitCode.Done, stands.Count > 0);
        }
        catch (ConnectorException e)
        {
            return new FlowStart(null, [], e.Words, e.Trouble == Trouble.Unavailable ? ExitCode.Unavailable : ExitCode.Misconfigured, false);
        }
    }

    // What fails its own samples would write the same mistakes over there. What is only received can be corrected here.
    private static async Task<IReadOnlyList<Problem>> WrongSamplesAsync(Session session, ConfiguredFlow flow, MappingBook book, CancellationToken ct) =>
        flow.Direction == Direction.In ? [] : [.. (await SampleCheck.RunAsync(session, flow, book, ct)).Where(problem => problem.IsError)];
}
