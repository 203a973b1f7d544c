using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>One change and what a mapping made of it; without a mapping when none takes it.</summary>
internal sealed record Reading(Change Change, PieceNote Piece, Mapping? Mapping, Translation? Translation);

/// <summary>What is matched, decided and written together.</summary>
internal sealed class Chunk
{
    /// <summary>In the order in which they came.</summary>
    public List<Reading> Readings { get; } = [];

    /// <summary>The pieces that were decoded.</summary>
    public List<PieceNote> Pieces { get; } = [];

    /// <summary>The versions of all objects that were decoded, also of those that no mapping takes.</summary>
    public List<(string Kind, string Id, string Version)> Versions { get; } = [];

    /// <summary>Pieces that were known and not decoded, scoped.</summary>
    public HashSet<UInt128> PassedOver { get; } = [];

    /// <summary>What was mentioned last of each object; the same words again are not applied again.</summary>
    public Dictionary<ExternalRef, (Change.Saved Change, PieceNote Note)> Mentioned { get; } = [];

    /// <summary>Pieces read since the delivery began.</summary>
    public long Read { get; set; }
}

/// <summary>
/// Reads a kept delivery on a thread of its own: passes over what is known, decodes the rest and translates it, so that the
/// writer finds its next chunk ready. One chunk waits at most.
/// </summary>
internal sealed class PieceReader(RunContext run, IChannel channel)
{
    private const int ChunkSize = 250;

    // A chunk also ends after so many known pieces, so that what it remembers of them does not grow with the delivery.
    private const int PassedOverLimit = 20_000;

    private const int Waiting = 1;

    /// <summary>The chunks of the delivery, in order.</summary>
    /// <param name="news">Which pieces are news.</param>
    /// <param name="mustDecode">Pieces that are decoded though they are known, scoped.</param>
    public async IAsyncEnumerable<Chunk> ReadAsync(
        Delivery delivery, Stream raw, News news, HashSet<UInt128> mustDecode, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var chunks = Channel.CreateBounded<Chunk>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        var work = Task.Run(() => FillAsync(delivery, raw, news, mustDecode, chunks.Writer, stop.Token), CancellationToken.None);

        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
            {
                yield return chunk;
            }
        }
        finally
        {
            // The stream belongs to the caller: nobody may read it after we leave.
            await stop.CancelAsync();
            await work;
        }
    }

    private async Task FillAsync(
        Delivery delivery, Stream raw, News news, HashSet<UInt128> mustDecode, ChannelWriter<Chunk> chunks, CancellationToken ct)
    {
        try
        {
            // What is news was asked before the first chunk was written; the writer checks what was passed over.
            var scope = run.Scope;
            var chunk = new Chunk();

            foreach (var piece in channel.Read(delivery, raw, ct))
            {
                var isNews = news[chunk.Read++];

                if (isNews || mustDecode.Contains(scope.Of(piece.Fingerprint)))
                {
                    Decode(piece, chunk);
                }
                else
                {
                    chunk.PassedOver.Add(scope.Of(piece.Fingerprint));
                }

                if (chunk.Readings.Count >= ChunkSize || chunk.PassedOver.Count >= PassedOverLimit)
                {
                    await chunks.WriteAsync(chunk, ct);
                    chunk = new Chunk { Read = chunk.Read };
                }
            }

            await chunks.WriteAsync(chunk, ct);
            chunks.Complete();
        }
        catch (Exception e)
        {
            chunks.Complete(e);
        }
    }

    private void Decode(Piece piece, Chunk chunk)
    {
        var note = new PieceNote(piece.Fingerprint);
        chunk.Pieces.Add(note);

        foreach (var change in piece.Read())
        {
            if (run.Flow.Abilities.HasFlag(Abilities.NamesVersions) && change.OwnVersion is { } version)
            {
                chunk.Versions.Add((change.Ref.Kind, change.Ref.Id, version));
            }

            Add(change, change is Change.Saved { MentionedAt: not null } mention ? NoteOf(mention, note, chunk) : note, chunk);
        }
    }

    // Every item mentions its unit and every document its parties: thousands of times the same words.
    private static PieceNote? NoteOf(Change.Saved mention, PieceNote piece, Chunk chunk)
    {
        var isNew = !chunk.Mentioned.TryGetValue(mention.Ref, out var last)
            || last.Change.MentionedAt != mention.MentionedAt || !last.Change.Fields.Equals(mention.Fields);
        var note = isNew ? new PieceNote(default) : last.Note;

        chunk.Mentioned[mention.Ref] = (mention, note);
        piece.Mentions(note);
        return isNew ? note : null;
    }

    private void Add(Change change, PieceNote? note, Chunk chunk)
    {
        if (note is null)
        {
            return;
        }

        var mappings = run.Flow.Mappings.Taking(change.Ref.Kind);
        if (mappings.Count == 0)
        {
            chunk.Readings.Add(new Reading(change, note, null, null));
        }

        foreach (var mapping in mappings)
        {
            Translate(change, note, mapping, chunk);
        }
    }

    private static void Translate(Change change, PieceNote note, Mapping mapping, Chunk chunk)
    {
        if (change is not Change.Saved saved)
        {
            chunk.Readings.Add(new Reading(change, note, mapping, null));
        }
        else if (mapping.Takes(saved.Fields))
        {
            chunk.Readings.Add(new Reading(change, note, mapping, mapping.Translate(saved.Fields)));
        }
    }
}
