using System.IO.Hashing;
using System.Runtime.InteropServices;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What a first walk over a delivery found.</summary>
/// <param name="News">Which of its pieces are not known.</param>
/// <param name="Promised">Sets that it promised to be full.</param>
/// <param name="Fault">Why the delivery is to be put aside or left alone; null when it is whole and well formed.</param>
internal sealed record Weight(
    string ContentHash, string ArchiveFile, long Length, News News,
    IReadOnlyDictionary<string, long> Kinds, IReadOnlyList<FullSet> Promised, ConnectorException? Fault);

/// <summary>
/// Room 1. Fetches a delivery once from the wire, keeps its raw bytes, and on the same way proves that it is well formed
/// to its end and counts what is new in it. Decides nothing and decodes nothing.
/// </summary>
internal sealed class Receiver(RunContext run, HubDatabase database, Archive archive, IProgress<RunProgress>? progress)
{
    /// <summary>Whether these are the bytes of that delivery; reads the wire once and keeps nothing.</summary>
    public static async Task<bool> IsSameAsync(Delivery delivery, string contentHash, CancellationToken ct)
    {
        var hash = new XxHash128();
        await using var wire = await delivery.OpenAsync(ct);
        await hash.AppendAsync(wire, ct);
        return Convert.ToHexStringLower(hash.GetCurrentHash()) == contentHash;
    }

    public async Task<Weight> ReceiveAsync(string connection, IChannel channel, Delivery delivery, DateTime now, CancellationToken ct)
    {
        await using var wire = await delivery.OpenAsync(ct);
        await using var keeping = archive.Begin(connection, now, compressed: delivery.NeedsWhole);
        await using var tee = new TeeStream(wire, keeping);

        if (delivery.NeedsWhole)
        {
            return await ReceiveWholeAsync(channel, delivery, tee, keeping, ct);
        }

        var count = await WalkAsync(channel, delivery, tee, () => keeping.Length, ct);
        await tee.CopyToAsync(Stream.Null, ct);
        var (hash, file) = await keeping.FinishAsync(ct);
        return count.ToWeight(hash, file, keeping.Length);
    }

    private async Task<Weight> ReceiveWholeAsync(IChannel channel, Delivery delivery, TeeStream tee, Archive.Keeping keeping, CancellationToken ct)
    {
        await tee.CopyToAsync(Stream.Null, ct);
        var (hash, file) = await keeping.FinishAsync(ct);
        await using var kept = File.OpenRead(Path.Combine(archive.Folder, file));
        return (await WalkAsync(channel, delivery, kept, () => 0, ct)).ToWeight(hash, file, keeping.Length);
    }

    private async Task<Count> WalkAsync(IChannel channel, Delivery delivery, Stream raw, Func<long> position, CancellationToken ct)
    {
        var count = new Count();
        await using var census = new Census(database, run);
        try
        {
            foreach (var piece in channel.Read(delivery, raw, ct))
            {
                count.Add(piece);
                if (census.Add(piece) is { } full)
                {
                    await census.PassAsync(full, ct);
                    progress?.Report(new RunProgress(delivery.Name, false, position(), delivery.Length));
                }
            }
        }
        catch (ConnectorException e) when (e.Trouble is Trouble.Malformed or Trouble.Refused)
        {
            count.Fault = e;
        }

        count.News = await census.FinishAsync(ct);
        return count;
    }

    private sealed class Count
    {
        private readonly Dictionary<string, long> _kinds = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Kind, string Name), long> _promised = [];

        public News News { get; set; } = new();

        public ConnectorException? Fault { get; set; }

        public void Add(Piece piece)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_kinds, piece.Kind, out _)++;
            if (piece.Promise is { } set)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_promised, (set.Kind, set.Name), out _) += set.Objects;
            }
        }

        public Weight ToWeight(string hash, string file, long length) => new(
            hash, file, length, News, _kinds, [.. _promised.Select(set => new FullSet(set.Key.Kind, set.Key.Name, set.Value))], Fault);
    }
}
