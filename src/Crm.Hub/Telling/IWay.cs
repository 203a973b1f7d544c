using Crm.Core.Storage;

namespace Crm.Hub.Telling;

/// <summary>A way by which letters leave, each once.</summary>
internal interface IWay
{
    /// <summary>Where it leads, without a secret.</summary>
    string Name { get; }

    /// <summary>Letters written after that moment that have not left by it, oldest first.</summary>
    IReadOnlyList<Letter> Waiting(LetterStore letters, DateTime after);

    /// <exception cref="Exception">It did not get through, and is to be tried again.</exception>
    Task SendAsync(Letter letter, CancellationToken ct);

    void Left(LetterStore letters, Letter letter, DateTime now);
}
