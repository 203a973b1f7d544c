using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// What both sides last agreed on about one object: values in CRM words, links still by their ids over there.
/// Immutable.
/// </summary>
/// <param name="Deleted">They marked it as deleted.</param>
/// <param name="MentionedAt">
/// For fields that are only known from mentions in other objects, when they were mentioned; a field that the object said itself is absent.
/// </param>
/// <param name="Version">What the other side calls the state that was agreed on, when it names its states.</param>
public sealed record Agreed(
    Fields Values, bool Deleted, IReadOnlyDictionary<string, DateTime> MentionedAt, string? Version = null)
{
    private static readonly Dictionary<string, DateTime> NoMentions = [];

    /// <summary>Texts longer than this are remembered by their hash: a description need not lie in the database twice.</summary>
    public const int LongestText = 200;

    public static Agreed Nothing { get; } = new(Fields.Empty, false, NoMentions);

    /// <summary>These agreements with newer words laid over them.</summary>
    /// <param name="mentionedAt">Null when the object spoke for itself; then it is not deleted any more.</param>
    public Agreed With(Fields newer, DateTime? mentionedAt)
    {
        var mentions = MentionedAt;
        newer = Form(newer);

        if (mentionedAt is not null || MentionedAt.Count > 0)
        {
            var copy = new Dictionary<string, DateTime>(MentionedAt, StringComparer.Ordinal);
            foreach (var (field, _) in newer)
            {
                if (mentionedAt is { } at)
                {
                    copy[field] = at;
                }
                else
                {
                    copy.Remove(field);
                }
            }

            mentions = copy;
        }

        return new Agreed(Values.With(newer), Deleted && mentionedAt is not null, mentions, Version);
    }

    /// <summary>A value as agreements remember it; the same when nothing of it is long.</summary>
    public static object? Form(object? value) => value switch
    {
        string { Length: > LongestText } text => LongText.Of(text),
        Fields fields => Form(fields),
        Many many => many.Select((row, _) => Form(row)),
        _ => value,
    };

    /// <summary>Fields as agreements remember them.</summary>
    public static Fields Form(Fields fields) => fields.Select((_, value) => Form(value));
}
