using Crm.Connect;
using Crm.Core.Entities;
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

    // What we say may lie there for days, and be said anew before it is read.
    private const int MostSaid = 8;

    public static Agreed Nothing { get; } = new(Fields.Empty, false, NoMentions);

    /// <summary>
    /// What we said and did not hear back yet, by field, oldest first. Heard from them, such a value is our own word and no
    /// change of theirs.
    /// </summary>
    public Fields Said { get; init; } = Fields.Empty;

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

        return new Agreed(Values.With(newer), Deleted && mentionedAt is not null, mentions, Version) { Said = Heard(newer) };
    }

    /// <summary>These agreements, and that we have said this besides.</summary>
    public Agreed Saying(Fields fields)
    {
        var said = Said.ToBuilder(fields.Count);
        foreach (var (field, value) in Form(fields))
        {
            said.Set(field, new Many((said[field] as Many ?? Many.None).Append(value).TakeLast(MostSaid)));
        }

        return this with { Said = said.ToFields() };
    }

    /// <summary>
    /// These agreements, and that they have taken this. A list with a key stays among what was said until it comes back: an older
    /// list that is late adds its rows again, and only by our own list coming back are they seen to be gone.
    /// </summary>
    public Agreed Taken(Fields said, EntityKind kind)
    {
        var lists = Said.Without(field => !said.Says(field) || kind.Field(field)!.RowKey.Count == 0);
        var agreed = With(said, mentionedAt: null);
        return agreed with { Said = agreed.Said.With(lists) };
    }

    /// <summary>Whether it is our own word that comes back.</summary>
    /// <param name="value">As they say it; rows may come back in another order.</param>
    public bool IsEcho(string field, object? value) => Said[field] is Many said && said.Any(one => Merge.SameRows(one, Form(value)));

    /// <summary>Whether it is a word of ours after which we have said another.</summary>
    public bool IsPast(string field, object? value) => IsEcho(field, value) && Said[field] is Many said && !Merge.SameRows(said[^1], Form(value));

    /// <summary>Of what we said, the fields that we said in one way only.</summary>
    public Fields SaidOnce() => Said.Without(name => Said[name] is not Many { Count: 1 }).Select((_, said) => ((Many)said!)[0]);

    // With a word that was heard, all that we said before it is past.
    private Fields Heard(Fields newer)
    {
        if (Said.Count == 0)
        {
            return Said;
        }

        var left = new Fields.Builder(Said.Count);
        foreach (var (field, value) in Said)
        {
            var said = (Many)value!;
            var rest = newer.Says(field) ? said.Reverse().TakeWhile(one => !Merge.SameRows(one, newer[field])).Reverse().ToList() : [.. said];
            if (rest.Count > 0)
            {
                left.Append(field, new Many(rest));
            }
        }

        return left.ToFields();
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
