using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Counts, for the scales, how many living objects a delivery would archive. Writes nothing.</summary>
internal sealed class Deletions(RunContext run, DbSession db, IChannel channel)
{
    private const int AtOnce = 1_000;

    private readonly LinkStore _links = new(db);

    public long Count(Delivery delivery, Stream raw, News news, CancellationToken ct)
    {
        var (place, count) = (0L, 0L);
        var marked = new List<ExternalRef>();

        foreach (var piece in channel.Read(delivery, raw, ct))
        {
            if (news[place++] && piece.MarksDeletion)
            {
                marked.AddRange(piece.Read().OfType<Change.Deleted>().Select(change => change.Ref));
            }

            if (marked.Count >= AtOnce)
            {
                count += Living(marked);
                marked.Clear();
            }
        }

        return count + Living(marked);
    }

    private long Living(List<ExternalRef> marked) => marked.GroupBy(reference => reference.Kind)
        .SelectMany(group => run.Flow.Mappings.Taking(group.Key).Select(mapping => (mapping.To, group)))
        .Sum(pair => Living(pair.To, pair.group.Key, pair.group.Select(reference => reference.Id).Distinct()));

    private long Living(EntityKind kind, string externalKind, IEnumerable<string> ids) => _links
        .Read(_links.Source(run.Flow.Connection, externalKind, kind.Name), ids)
        .Count(link => !AgreedJson.FromJson(link.Agreed, kind).Deleted);
}
