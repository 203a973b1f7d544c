using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Storage.Sqlite;

namespace Crm.Core.Sync;

/// <summary>Applies the pieces of one kept delivery, chunk by chunk.</summary>
internal sealed class PieceWalk(
    RunContext run, HubDatabase database, Archive archive, IChannel channel, Commits commits, IProgress<RunProgress>? progress)
{
    // Keys are GUIDs: every chunk touches pages all over the indexes. Several chunks in one commit write those pages once.
    private const int ChunksInCommit = 24;

    private ChunkWork Work => commits.Work;

    /// <summary>Applies the delivery from its archive to its end. Safe to repeat: what is applied already is known.</summary>
    /// <param name="news">Which of its pieces are news; null when it was not looked through in this run.</param>
    public async Task ApplyAsync(Delivery delivery, ReceivedDelivery kept, News? news, CancellationToken ct)
    {
        news ??= await LookThroughAsync(delivery, kept, ct);
        var mustDecode = new HashSet<UInt128>();
        while (true)
        {
            try
            {
                await WalkAsync(delivery, kept, news, mustDecode, ct);
                return;
            }
            catch (ReadAgainException again)
            {
                commits.Rollback();
                mustDecode.Add(again.Piece);
            }
        }
    }

    private async Task WalkAsync(Delivery delivery, ReceivedDelivery kept, News news, HashSet<UInt128> mustDecode, CancellationToken ct)
    {
        await using var raw = archive.Open(kept);
        Work.Begin();

        await foreach (var chunk in new PieceReader(run, channel).ReadAsync(delivery, raw, news, mustDecode, ct))
        {
            Take(chunk, kept.Id, ct);
            if (Work.Uncommitted == ChunksInCommit)
            {
                commits.Commit();

                // What the chunks needed is garbage now and little lives: the cheapest moment to give memory back.
                GC.Collect();
                NativeMemory.GiveBack();
                progress?.Report(new RunProgress(delivery.Name, true, chunk.Read, kept.Pieces));
            }
        }

        if (Work.Uncommitted > 0)
        {
            commits.Commit();
        }
    }

    private async Task<News> LookThroughAsync(Delivery delivery, ReceivedDelivery kept, CancellationToken ct)
    {
        await using var raw = archive.Open(kept);
        await using var census = new Census(database, run);
        foreach (var piece in channel.Read(delivery, raw, ct))
        {
            if (census.Add(piece) is { } full)
            {
                await census.PassAsync(full, ct);
            }
        }

        return await census.FinishAsync(ct);
    }

    private void Take(Chunk chunk, long delivery, CancellationToken ct)
    {
        if (chunk.Pieces.Count == 0)
        {
            Work.CheckPassedOver(chunk);
            return;
        }

        if (Work.Uncommitted == 0)
        {
            commits.Begin(ct);
        }

        Work.Take(chunk, delivery);
    }
}
