namespace Crm.Connect;

/// <summary>
/// A numbered package of objects that we send. The hub composes it once and keeps it: sent again, it is the same number, the
/// same name and the same objects in the same order.
/// </summary>
/// <param name="Number">Grows by one connection's own count.</param>
/// <param name="Name">What a person knows it by; letters, digits and '-', so that it may name a file.</param>
/// <param name="FormedAt">UTC.</param>
/// <param name="Objects">Those that others refer to first.</param>
public sealed record Parcel(long Number, string Name, DateTime FormedAt, IReadOnlyList<Outbound> Objects);

/// <summary>One object in a parcel, in the words of the other side.</summary>
/// <param name="Ref">Its id over there; for a new object the key that the hub chose and will know it by.</param>
/// <param name="Fields">The whole object as we know it; null asks for its deletion mark.</param>
/// <param name="IsNew">The other side has not been seen to have it.</param>
/// <param name="Changed">
/// The fields whose values are news for the other side. A channel that can write field by field writes no others, so that
/// what somebody changes there meanwhile survives.
/// </param>
/// <param name="Version">What the other side called the state that we have seen; null when it names none.</param>
/// <param name="Last">For a deletion, the object as we last knew it: some formats mark only an object that is written whole.</param>
public sealed record Outbound(
    ExternalRef Ref, Fields? Fields, bool IsNew, IReadOnlyList<string> Changed, string? Version, Fields? Last = null);

/// <summary>What the other side said of one object that was sent.</summary>
public enum Reception
{
    /// <summary>It is on its way; the other side will tell us the object, with what we sent in it, when it has taken it.</summary>
    Handed,

    /// <summary>It is written there.</summary>
    Taken,

    /// <summary>Somebody changed the object there since <see cref="Outbound.Version"/>; nothing was written. We must receive first.</summary>
    Outdated,

    /// <summary>The other side refuses this object as it is. Nothing was written; sent again unchanged, it will be refused again.</summary>
    Refused,
}

/// <summary>The answer for one object of a parcel.</summary>
/// <param name="Ref">As it was sent.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Version">The state after writing, when the other side names its states.</param>
/// <param name="Theirs">The id that the other side gave it, when that is another than the one we sent; also of an object that is outdated.</param>
public sealed record Receipt(ExternalRef Ref, Reception Reception, Words? Reason = null, string? Version = null, string? Theirs = null);

/// <summary>What the other side has under a key at this moment.</summary>
/// <param name="Ref">As it was asked for.</param>
/// <param name="Fields">Its fields; null when there is no such object.</param>
/// <param name="Theirs">Its own id, when that is another than the key.</param>
public sealed record Sight(ExternalRef Ref, Fields? Fields, string? Version = null, string? Theirs = null);
