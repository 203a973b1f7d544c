using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What a merge changed, and how things stood before it: enough to part the rows again.</summary>
/// <param name="Journal">The newest line of history before the merge.</param>
/// <param name="Fields">Of the row that stays, all of them: field → [before, after].</param>
/// <param name="Links">Of the row that went.</param>
/// <param name="Kept">Of the row that stays.</param>
/// <param name="Own">Places that held one of the two rows without following what a base says.</param>
/// <param name="Waits">Moved from the row that went.</param>
/// <param name="Lines">Lines of the outbox that were moved.</param>
/// <param name="Dropped">Lines of the outbox for which the other row had one already.</param>
/// <param name="Memberships">That were moved.</param>
internal sealed record Undo(
    long Journal,
    JsonElement Fields,
    IReadOnlyList<AgreedLink> Links,
    IReadOnlyList<AgreedLink> Kept,
    IReadOnlyList<OwnPlace> Own,
    IReadOnlyList<Wait> Waits,
    IReadOnlyList<long> Lines,
    IReadOnlyList<OutboxItem> Dropped,
    IReadOnlyList<long> Memberships,
    IReadOnlyList<MovedQuestion> Questions)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Undo Read(string json) => JsonSerializer.Deserialize<Undo>(json, Options)!;

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}

/// <param name="Agreed">What was agreed on at that time.</param>
internal sealed record AgreedLink(long Id, string Agreed);

/// <param name="Place">Of <see cref="Reference.Name"/>.</param>
/// <param name="HeldGone">Whether it held the row that went.</param>
internal sealed record OwnPlace(string Place, Guid Owner, long No, bool HeldGone);

/// <summary>A question that was about the row that went: as it was, and as it was asked on.</summary>
internal sealed record MovedQuestion(long Id, QuestionForm Before, QuestionForm After);

internal sealed record QuestionForm(string Key, string Text, string Detail);
