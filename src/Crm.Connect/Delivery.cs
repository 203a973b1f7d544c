namespace Crm.Connect;

/// <summary>
/// A numbered package of changes, acknowledged as a whole. It is fetched once, as raw bytes; the hub keeps those bytes
/// and lets the channel read them, as often as it must, from what it kept.
/// </summary>
/// <param name="Number">
/// Grows by the other side's own count. A channel whose side does not count uses the moment the delivery was formed.
/// Deliveries are applied in the order of <see cref="Number"/>, then <see cref="Name"/>; until one is acknowledged it comes again.
/// </param>
/// <param name="Name">What a person knows it by: a file name, a message number. Never an absolute path.</param>
/// <param name="FormedAt">UTC. When the other side formed it, as far as that is known.</param>
/// <param name="Length">Bytes to come, or null when the other side does not say; used for progress only.</param>
/// <param name="NeedsWhole">The raw bytes can be read only when all of them are there and may be sought in (a zip).</param>
/// <param name="OpenAsync">The raw bytes. The caller disposes the stream. Called once a run.</param>
public sealed record Delivery(
    long Number,
    string Name,
    DateTime FormedAt,
    long? Length,
    bool NeedsWhole,
    Func<CancellationToken, ValueTask<Stream>> OpenAsync);

/// <summary>Where something stands in a delivery, for a person who wants to look.</summary>
/// <param name="File">The file, or the entry of a zip.</param>
/// <param name="Line">From 1; 0 when the format has no lines.</param>
public readonly record struct Place(string File, long Line)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}" : File;
}

/// <summary>
/// One self-contained stretch of a delivery, usually one record. The hub remembers fingerprints: a piece whose
/// fingerprint it knows says nothing new and is never decoded.
/// A piece is valid until the next one is asked for.
/// </summary>
public abstract class Piece
{
    /// <summary>What the format calls it, such as Товар; for counting.</summary>
    public abstract string Kind { get; }

    /// <summary>A 128-bit hash of everything that <see cref="Read"/> depends on. Equal pieces have equal fingerprints in every delivery.</summary>
    public abstract UInt128 Fingerprint { get; }

    /// <summary>Whether it carries a deletion mark; may be answered cheaply and is only used to weigh the delivery.</summary>
    public abstract bool MarksDeletion { get; }

    public abstract Place Place { get; }

    /// <summary>
    /// What the delivery promised to be whole, said by a piece of its own after the last object of the set; null for nearly all
    /// pieces. Such a piece speaks of no change, and its fingerprint does not depend on the promise.
    /// </summary>
    public virtual FullSet? Promise => null;

    /// <summary>The changes it speaks of, those that others refer to first. The result outlives the piece.</summary>
    /// <exception cref="ConnectorException">Malformed.</exception>
    public abstract IReadOnlyList<Change> Read();
}

/// <summary>
/// The other side said of its own accord: these are all objects of the kind that I have. What is missing is not deleted by
/// that; a set that is empty or far smaller than what the hub knows stops the delivery, for a person to look.
/// </summary>
/// <param name="Kind">The kind over there, as in <see cref="ExternalRef.Kind"/>.</param>
/// <param name="Name">By what the set is recognised from night to night: it is compared with the one of that name before.</param>
/// <param name="Objects">How many the delivery told.</param>
public sealed record FullSet(string Kind, string Name, long Objects);

/// <summary>What happened to one object on the other side.</summary>
public abstract record Change(ExternalRef Ref, Place Place)
{
    /// <summary>The state that the object shows of itself; null when it is only mentioned or its states have no names.</summary>
    public abstract string? OwnVersion { get; }

    /// <summary>The object exists and has these values; what is absent was not said.</summary>
    /// <param name="MentionedAt">
    /// Null when the object speaks for itself. Otherwise it is only mentioned inside another one, as it was seen at that
    /// moment: such words fill gaps and give way to its own words and to later mentions.
    /// </param>
    /// <param name="Version">What the other side calls this state of the object, when it names its states.</param>
    public sealed record Saved(ExternalRef Ref, Fields Fields, Place Place, DateTime? MentionedAt = null, string? Version = null)
        : Change(Ref, Place)
    {
        /// <inheritdoc />
        public override string? OwnVersion => MentionedAt is null ? Version : null;
    }

    /// <summary>The object is marked as deleted over there.</summary>
    /// <param name="Version">As in <see cref="Saved"/>.</param>
    public sealed record Deleted(ExternalRef Ref, Place Place, string? Version = null) : Change(Ref, Place)
    {
        /// <inheritdoc />
        public override string? OwnVersion => Version;
    }
}
