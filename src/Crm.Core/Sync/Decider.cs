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
    public sealed record One(Guid Id, Fields Agreed, Fields Ours, bool Archived) : Match;

    /// <summary>A key that points to no single free row.</summary>
    public sealed record Unclear(Words Why, IReadOnlyList<Guid> Candidates) : Match;
}

/// <summary>What is to be done with one incoming change.</summary>
public abstract record Decision
{
    public sealed record Create(Fields Values) : Decision;

    /// <param name="Restore">The row was archived and lives again.</param>
    /// <param name="Clashes">Fields left as they are until a person decides.</param>
    public sealed record Update(Guid Id, Fields Values, bool Restore, IReadOnlyList<FieldClash> Clashes) : Decision;

    /// <summary>The row stays as it is; only the link learns what they said.</summary>
    public sealed record Keep(Guid Id, IReadOnlyList<FieldClash> Clashes) : Decision;

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
    /// <param name="isMention">The object was only mentioned; a mention does not call an archived row back to life.</param>
    public static Decision Decide(Fields? theirs, Match match, Mapping mapping, bool isMention) => (theirs, match) switch
    {
        (null, Match.One row) => row.Archived ? new Decision.Keep(row.Id, []) : new Decision.Archive(row.Id),
        (null, _) => new Decision.Skip(),
        (_, Match.None) => new Decision.Create(theirs),
        (_, Match.One row) => Update(theirs, row, mapping, isMention),
        (_, Match.Unclear unclear) => new Decision.Ask(unclear.Why, unclear.Candidates),
        _ => throw new InvalidOperationException($"no rule for {match}"),
    };

    private static Decision Update(Fields theirs, Match.One row, Mapping mapping, bool isMention)
    {
        var merge = Merge.ThreeWay(row.Agreed, row.Ours, theirs.Without(name => IsOurs(mapping, name)), mapping.To);
        var values = new Fields.Builder();
        var clashes = new List<FieldClash>();

        foreach (var (name, value) in merge.Take)
        {
            values.Add(name, value);
        }

        foreach (var clash in merge.Clashes)
        {
            switch (PolicyOf(mapping, clash.Field))
            {
                case ConflictPolicy.TheyWin:
                    values.Set(clash.Field, TheirWay(clash, values, row, mapping));
                    break;
                case ConflictPolicy.Shorter when IsShorter(clash.Theirs, clash.Ours):
                    values.Set(clash.Field, clash.Theirs);
                    break;
                case ConflictPolicy.Ask:
                    clashes.Add(clash);
                    break;
                case ConflictPolicy.WeWin or ConflictPolicy.Shorter:
                    break;
            }
        }

        var restore = row.Archived && !isMention;
        return values.Count > 0 || restore
            ? new Decision.Update(row.Id, values.ToFields(), restore, clashes)
            : new Decision.Keep(row.Id, clashes);
    }

    // In a table with a key only one row clashes; the others are merged already and stay as they are.
    private static object? TheirWay(FieldClash clash, Fields.Builder values, Match.One row, Mapping mapping) =>
        mapping.To.Field(clash.Field) is { RowKey: { Count: > 0 } key } && clash.Theirs is Fields theirs
            ? Merge.WithRow(values.Says(clash.Field) ? values[clash.Field] : row.Ours[clash.Field], theirs, key)
            : clash.Theirs;

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
