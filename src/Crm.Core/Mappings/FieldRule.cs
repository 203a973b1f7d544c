using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings;

/// <summary>How one CRM field gets its value; compiled.</summary>
/// <param name="To">The field, or the column of a table.</param>
/// <param name="Line">Where it stands in the file of the mapping.</param>
/// <param name="OnConflict">Null when the mapping's own policy holds.</param>
/// <param name="Required">A row must not be created without it.</param>
/// <param name="Missing">For links: what happens while their object is unknown.</param>
/// <param name="Columns">For tables, the rules of its columns; else empty.</param>
public sealed record FieldRule(
    string To,
    EntityField Field,
    long Line,
    Owner Owner,
    ConflictPolicy? OnConflict,
    bool Required,
    WhenMissing Missing,
    IReadOnlyList<FieldRule> Columns)
{
    /// <summary>Where in its line it begins.</summary>
    internal long Column { get; init; }

    internal Source Source { get; init; } = Sources.Constant(Outcome.Absent);

    /// <summary>Every path that it looks at, from the object, without predicates.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Which ways it goes, within those of its mapping.</summary>
    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>How the field is said over there; null when the rule does not go out.</summary>
    internal Saying? Back { get; init; }

    /// <summary>What is said by it comes back.</summary>
    internal bool GoesBothWays => Direction == Direction.Both && Back is { Places.Count: > 0 };

    internal WhenInvalid WhenInvalid { get; init; }

    /// <summary>What is empty over there is not empty here.</summary>
    internal bool HasDefault { get; init; }

    /// <summary>For tables with a key: what is told is all there is.</summary>
    public bool Whole { get; init; }

    /// <summary>For tables: so many rows at the beginning are left out.</summary>
    internal int Skip { get; init; }

    /// <summary>Says the field, or what keeps it from being said.</summary>
    internal void Apply(in Scope scope, Fields.Builder into, Findings findings)
    {
        var (found, notices) = (Source(scope), findings.Notices);
        if (found.IsWrong)
        {
            Invalid(found, into, findings);
        }
        else if (found.Value is null)
        {
            Nothing(found, into, findings);
        }
        else
        {
            into.Append(To, Columns.Count == 0 ? found.Value : Table(found.Value, scope.Top, findings));
        }

        // A row that cannot be read is there all the same.
        if (Whole && found.Said && findings.Notices == notices)
        {
            findings.TellWhole(To);
        }
    }

    private void Invalid(Outcome found, Fields.Builder into, Findings findings)
    {
        if (WhenInvalid is WhenInvalid.Reject or WhenInvalid.SkipRow)
        {
            findings.Reject(To, found);
            return;
        }

        findings.Notice(To, found);
        if (WhenInvalid == WhenInvalid.Keep)
        {
            into.Append(To, found.Value);
        }
    }

    private void Nothing(Outcome found, Fields.Builder into, Findings findings)
    {
        if (Required && (found.Said || findings.Table is not null))
        {
            findings.Empty(To);
        }
        else if (found.Said)
        {
            into.Append(To, null);
        }
        else if (Required)
        {
            findings.Unsaid(To);
        }
    }

    private Many? Table(object value, Fields top, Findings findings)
    {
        var rows = new object?[Math.Max(0, Count(value) - Skip)];
        var row = new Fields.Builder(Columns.Count);
        var taken = 0;
        findings.Table = To;
        for (var at = Skip; at < Count(value); at++)
        {
            findings.Row = at + 1;
            row.Clear();
            if (Row(value is Many many ? many[at] : value, top, row, findings))
            {
                rows[taken++] = row.ToFields();
            }
        }

        findings.Table = null;
        return taken == 0 ? null : Many.Own(taken == rows.Length ? rows : rows[..taken]);
    }

    private static int Count(object value) => value is Many many ? many.Count : 1;

    private bool Row(object? value, Fields top, Fields.Builder row, Findings findings)
    {
        if (value is null)
        {
            return false;
        }

        var before = findings.Rejections;
        var scope = new Scope(value, top);
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Columns[at].Direction != Direction.Out)
            {
                Columns[at].Apply(scope, row, findings);
            }
        }

        if (findings.Rejections == before)
        {
            return row.Count > 0;
        }

        if (WhenInvalid == WhenInvalid.SkipRow)
        {
            findings.Soften(before);
        }

        return false;
    }
}
