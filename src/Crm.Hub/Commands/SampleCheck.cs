using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>Runs the samples that lie beside the mappings of a flow, as its connector reads them.</summary>
internal static class SampleCheck
{
    public static async Task<IReadOnlyList<Problem>> RunAsync(Session session, ConfiguredFlow flow, MappingBook book, CancellationToken ct)
    {
        await using var channel = session.Open(flow.Connection);

        IReadOnlyList<Change> Read(string name, Stream raw)
        {
            var delivery = new Delivery(0, name, DateTime.UnixEpoch, null, NeedsWhole: false, _ => ValueTask.FromResult(raw));
            return [.. channel.Read(delivery, raw, ct).SelectMany(piece => piece.Read())];
        }

        return [.. new MappingSamples(book, session.Settings.BaseDirectory, Read).Run().Select(Problem.Of)];
    }
}
