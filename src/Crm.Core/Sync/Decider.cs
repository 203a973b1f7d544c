using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>What the CRM already has for an incoming object.</summary>
public abstract record Match
{
    public sealed record None : Match;

    /// <param name="Agreed">What both sides last agreed on, links resolved; empty when the two meet for the first time, by a key.</param>
    /// <param name="Ours">The fields of the row that the statement speaks of.</param>
    /// <param name="Archived">The row is archived here.</param>
    public sealed record One(Guid Id, Fields Agreed, Fields Ours, bool Archived) : Match
    {
        /// <summary>
        /// Fields whose value we have said over there without learning what became of it: theirs may have been written over it
        /// knowingly.
        /// </summary>
        public Func<string, bool> IsUnheard { get; init; } = _ => false;
    }

    /// <summary>A key that points to no single free row.</summary>
    public sealed record Unclear(Words Why, IReadOnlyList<Guid> Candidates) : Match;
}

/// <summary>Where both sides do not agree after all.</summary>
/// <param name="Clashes">Fields left as they are until a person decides.</param>
/// <param name="Lost">Fields in which our value stays and theirs gives way; they are to hear of it.</param>
public sealed record Quarrel(IReadOnlyList<FieldClash> Clashes, IReadOnlyList<FieldClash> Lost)
{
    public static Quarrel None { get; } = new([], []);
}

/// <summary>What is to be done with one incoming change.</summary>
public abstract record Decision
{
    public sealed record Create(Fields Values) : Decision;

    /// <param name="Restore">The row was archived and lives again.</param>
    public sealed record Update(Guid Id, Fields Values, bool Restore, Quarrel Quarrel) : Decision;

    /// <summary>The row stays as it is; only the link learns what they said.</summary>
    public sealed record Keep(Guid Id, Quarrel Quarrel) : Decision;

    public sealed record Archive(Guid Id) : Decision;

    public sealed record Skip : Decision;

    /// <summary>Waits for a person.</summary>
    public sealed record Ask(Words Why, IReadOnlyList<Guid> Candidates) : Decision;
}

/// <summary>Decides what one incoming change does to the CRM. Pure: reads no clock, no database, no settings.</summary>
public static class Decider
{
    /// <param name="theirs">What they say anew, links resolved; null when the object was deleted over there.</param>
    /// <param name="mapping">For its policies and owners.</param>
    /// <param name="revives">They had marked it as deleted and speak of it as living again: only that calls an archived row back to life.</param>
    public static Decision Decide(Fields? theirs, Match match, Mapping mapping, bool revives) => (theirs, match) switch
    {
        (null, Match.One row) => row.Archived ? new Decision.Keep(row.Id, Quarrel.None) : new Decision.Archive(row.Id),
        (null, _) => new Decision.Skip(),
        (_, Match.None) => new Decision.Create(theirs),
        (_, Match.One row) => Update(theirs, row, mapping, revives),
        (_, Match.Unclear unclear) => new Decision.Ask(unclear.Why, unclear.Candidates),
        _ => throw new InvalidOperationException($"no rule for {match}"),
    };

    private static Decision Update(Fields theirs, Match.One row, Mapping mapping, bool revives)
    {
        var merge = Merge.ThreeWay(row.Agreed, row.Ours, theirs.Without(name => IsOurs(mapping, name)), mapping.To);
        var values = merge.Take.ToBuilder();
        var clashes = new List<FieldClash>();
        var lost = new List<FieldClash>(OursAlone(theirs, row, mapping));

        foreach (var clash in merge.Clashes)
        {
            switch (Judge(clash, row, mapping))
            {
                case Verdict.Theirs:
                    values.Set(clash.Field, TheirWay(clash, values, row, mapping));
                    break;
                case Verdict.Ours:
                    lost.Add(clash);
                    break;
                default:
                    clashes.Add(clash);
                    break;
            }
        }

        var restore = row.Archived && revives;
        var quarrel = clashes.Count + lost.Count == 0 ? Quarrel.None : new Quarrel(clashes, lost);
        return values.Count > 0 || restore
            ? new Decision.Update(row.Id, values.ToFields(), restore, quarrel)
            : new Decision.Keep(row.Id, quarrel);
    }

    private enum Verdict
    {
        Theirs,
        Ours,
        Person,
    }

    // A policy is for two who did not know of one another. Whether they knew our value when they wrote theirs is not to be guessed.
    private static Verdict Judge(FieldClash clash, Match.One row, Mapping mapping) => PolicyOf(mapping, clash.Field) switch
    {
        ConflictPolicy.TheyWin => Verdict.Theirs,
        ConflictPolicy.Shorter when IsShorter(clash.Theirs, clash.Ours) => Verdict.Theirs,
        ConflictPolicy.Shorter or ConflictPolicy.WeWin when !row.IsUnheard(clash.Field) => Verdict.Ours,
        _ => Verdict.Person,
    };

    // What belongs to us is never taken from them; where they say otherwise, they are to hear it.
    private static IEnumerable<FieldClash> OursAlone(Fields theirs, Match.One row, Mapping mapping) => theirs
        .Where(field => IsOurs(mapping, field.Key) && !Merge.Same(field.Value, row.Ours[field.Key]))
        .Select(field => new FieldClash(field.Key, row.Agreed[field.Key], row.Ours[field.Key], field.Value));

    // In a table with a key only one row clashes; the others are merged already and stay as they are.
    private static object? TheirWay(FieldClash clash, Fields.Builder values, Match.One row, Mapping mapping) =>
        clash.Row is null
            ? clash.Theirs
            : Merge.WithRow(values.Says(clash.Field) ? values[clash.Field] : row.Ours[clash.Field], clash, mapping.To.Field(clash.Field)!.RowKey);

    private static bool IsShorter(object? one, object? other) => (one, other) switch
    {
        (string text, string than) => text.Length != than.Length ? text.Length < than.Length : string.CompareOrdinal(text, than) < 0,
        _ => other is null,
    };

    private static bool IsOurs(Mapping mapping, string field) => mapping.Rule(field)?.Owner == Owner.Ours;

    private static ConflictPolicy PolicyOf(Mapping mapping, string field) => mapping.Rule(field) switch
    {
        { Owner: Owner.Theirs } => ConflictPolicy.TheyWin,
        { OnConflict: { } own } => own,
        _ => mapping.OnConflict,
    };
}
