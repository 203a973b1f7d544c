using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings;

/// <summary>One mapping file, compiled: what kinds over there become what kind of the CRM. Immutable, thread-safe.</summary>
/// <param name="File">Relative to the base directory of the book, with '/'.</param>
/// <param name="Match">Keys for the first meeting, in the order they are tried; empty when only the link recognises an object.</param>
/// <param name="OnConflict">For every field that does not say otherwise.</param>
/// <param name="Rules">In the order of the file.</param>
public sealed record Mapping(
    string Name,
    string File,
    IReadOnlyList<string> From,
    EntityKind To,
    IReadOnlyList<MatchKey> Match,
    ConflictPolicy OnConflict,
    IReadOnlyList<FieldRule> Rules)
{
    internal Condition? When { get; init; }

    /// <summary>Whether the object is one that the mapping is for: its own condition holds.</summary>
    public bool Takes(Fields theirs) => When is null || When(new Scope(theirs, theirs));

    /// <summary>Pure: the same fields give the same translation.</summary>
    public Translation Translate(Fields theirs)
    {
        var scope = new Scope(theirs, theirs);
        var findings = new Findings();
        var said = new Fields.Builder(Rules.Count);
        for (var at = 0; at < Rules.Count; at++)
        {
            Rules[at].Apply(scope, said, findings);
        }

        return findings.Of(said.ToFields());
    }

    /// <summary>The rule of that CRM field, or null when the mapping does not speak of it.</summary>
    public FieldRule? Rule(string field)
    {
        for (var at = 0; at < Rules.Count; at++)
        {
            if (Rules[at].To == field)
            {
                return Rules[at];
            }
        }

        return null;
    }
}
