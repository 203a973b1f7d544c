using System.Text.Json;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Duplicates.Joining;

/// <summary>What happened to the row that stayed while the two were one.</summary>
/// <param name="Recorded">Field → [before, after] of the merge.</param>
/// <param name="Since">What history says of the row since then, oldest first.</param>
/// <param name="IsMoved">Whether a line was said by an object of the parting row.</param>
/// <param name="Moved">What objects of the parting row said since then.</param>
/// <param name="Kept">What the row's own objects said since then.</param>
/// <param name="KeptGone">The rows of a table with a key that the row's own objects took away since then.</param>
/// <param name="Today">A value with a row as the one it is part of today.</param>
internal sealed record Story(
    JsonElement Recorded, IReadOnlyList<Line> Since, Func<Line, bool> IsMoved, IReadOnlyList<Fields> Moved, IReadOnlyList<Fields> Kept,
    Func<EntityField, IReadOnlySet<string>> KeptGone, Func<object?, object?> Today);

/// <summary>What the row that stayed gives back when the two are parted.</summary>
/// <param name="Back">Fields that become what they would be without the other row.</param>
/// <param name="Stayed">Fields in which words of both rows met, so that a person should look at them.</param>
internal sealed record Parting(Fields Back, IReadOnlyList<string> Stayed)
{
    /// <summary>
    /// What the merge brought and nobody touched goes back, and so does what objects of the parting row said since; a person's
    /// word and that of the row's own objects stay. Pure.
    /// </summary>
    public static Parting Of(EntityKind kind, Fields now, Story story)
    {
        var back = new Fields.Builder();
        var stayed = new List<string>();

        foreach (var field in kind.Fields.Where(field => story.Recorded.TryGetProperty(field.Name, out _)))
        {
            var (value, stays) = field.RowKey.Count > 0
                ? new TableParting(field, story).Of(now[field.Name])
                : new ValueParting(field, story).Of(now[field.Name]);

            if (stays)
            {
                stayed.Add(field.Name);
            }

            if (!Equals(value, now[field.Name]))
            {
                back.Add(field.Name, value);
            }
        }

        return new Parting(back.ToFields(), stayed);
    }
}

/// <summary>One field of the row that stayed, whose value is one whole.</summary>
internal sealed class ValueParting(EntityField field, Story story)
{
    private readonly List<Line> _lines = [.. story.Since.Where(line => line.Speaks(field.Name))];

    public (object? Value, bool Stays) Of(object? now)
    {
        var (before, after) = (Recorded(0), Recorded(1));
        var isMerged = !Equals(before, after);
        if (!IsExplained(now, after))
        {
            return (now, isMerged);
        }

        var own = _lines.FindLast(line => !story.IsMoved(line));
        var stays = own is not null && (isMerged || _lines.Exists(line => story.IsMoved(line)));

        // Of the row's own object the last word counts: when it was the same as ours already it left no line.
        return (own, Word(story.Kept)) switch
        {
            ({ Link: null }, _) => (New(own), stays),
            (_, { } word) => (word[field.Name], stays),
            ({ }, _) => (New(own), stays),
            _ => (before, false),
        };
    }

    // A value that nobody is known to have said came on a way that leaves no trace: it is left alone.
    private bool IsExplained(object? now, object? after) =>
        Equals(now, _lines.Count > 0 ? New(_lines[^1]) : after)
        || story.Moved.Concat(story.Kept).Any(said => said.Says(field.Name) && Equals(said[field.Name], now));

    private Fields? Word(IReadOnlyList<Fields> said) => said.LastOrDefault(word => word.Says(field.Name));

    private object? New(Line line) => story.Today(RowText.Value(line.Changes[field.Name][1], field));

    private object? Recorded(int at) => story.Today(RowText.Value(story.Recorded.GetProperty(field.Name)[at], field));
}
