namespace Crm.Connect;

/// <summary>Why a run cannot go on. The word decides what the hub does next, and whom it wakes.</summary>
public enum Trouble
{
    /// <summary>A setting is wrong: stop, tell the operator, do not retry until it was changed.</summary>
    Misconfigured,

    /// <summary>The other side is away or busy: end the run, try again at the next bell.</summary>
    Unavailable,

    /// <summary>The delivery is not what its format allows: put it aside whole, apply nothing of it, do not acknowledge.</summary>
    Malformed,

    /// <summary>The delivery is well formed but of a kind that this channel does not take: leave it untouched and say so.</summary>
    Refused,
}

/// <summary>The only exception a connector throws on purpose. Anything else is a bug and is reported as one.</summary>
/// <param name="trouble">What the hub does about it.</param>
/// <param name="words">What was found, where, and what to do.</param>
/// <param name="inner">The exception of a library that told us, if one did.</param>
public sealed class ConnectorException(Trouble trouble, Words words, Exception? inner = null)
    : Exception(words.En, inner)
{
    public Trouble Trouble { get; } = trouble;

    public Words Words { get; } = words;
}
