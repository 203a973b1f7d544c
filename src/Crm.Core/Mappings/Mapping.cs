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
    /// <summary>Which ways objects go by it.</summary>
    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>Every path that it looks at, from the object, without predicates; "" when it looks at the object as such.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// Whether rows are sent by it: the book was opened for the way out, the mapping is not for the way in only, and the
    /// connector accepts one of its kinds.
    /// </summary>
    public bool Sends => Out is not null;

    internal Condition? When { get; init; }

    internal MappingSpots Spots { get; init; } = MappingSpots.None;

    /// <summary>The mapping read backwards; null when nothing is sent by it.</summary>
    internal WayOut? Out { get; init; }

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
            if (Rules[at].Direction != Direction.Out)
            {
                Rules[at].Apply(scope, said, findings);
            }
        }

        return findings.Of(said.ToFields());
    }

    /// <summary>
    /// Whether a row with these CRM fields is one that this mapping sends: each constant of its rules is the value of the row,
    /// and what is said of it is an object that the mapping would take.
    /// </summary>
    public bool Suits(Fields crm) => Out is not null && Out.HasConstants(crm) && (When is null || Takes(Out.Say(crm, new Findings())));

    /// <summary>
    /// The row in the words of the other side, nested along their paths. Pure. Fields that the row does not speak of are not
    /// said, empty ones are said to be empty, links are said by their ids over there. What is said reads back as the same row:
    /// what would not is rejected, or, where the rule says so, left out with a notice. A text may be brought into the form
    /// that its rule reads, such as a telephone number.
    /// </summary>
    /// <param name="crm">The whole row: values with types, <see cref="LinkRef"/> for links. Other fields may decide where one is said.</param>
    /// <param name="isNew">The other side does not know the object yet: a row in brackets that would be empty is not made.</param>
    /// <exception cref="InvalidOperationException">The mapping sends nothing.</exception>
    public Translation Back(Fields crm, bool isNew = false) => RoundTrip.Of(this, WayOutOrThrow, crm, isNew);

    /// <summary>The kind over there that a new object gets: the one whose mark these fields of theirs bear, else the first that is accepted.</summary>
    /// <exception cref="InvalidOperationException">The mapping sends nothing.</exception>
    public string KindFor(Fields theirs) => WayOutOrThrow.KindOf(theirs);

    /// <summary>The rules of the CRM fields that are written there: of a new object all that go out, of a known one those whose owner is not theirs.</summary>
    public IReadOnlyList<FieldRule> Written(bool isNew) => Out?.Written(isNew) ?? [];

    /// <summary>The top-level names of their fields that a CRM field may be written to; none when it is not.</summary>
    public IReadOnlyList<string> TheirNames(string crmField) =>
        [.. Out?.Rule(crmField)?.Back?.Names ?? []];

    /// <summary>Whether objects of that kind are sent by it.</summary>
    public bool Accepts(string externalKind) => Out?.Accepts(externalKind) == true;

    /// <summary>Of the kind over there, which of its fields carry another object whole, and under which name the id of that stands.</summary>
    public IEnumerable<(string Field, string Kind, string IdField)> Carries(string externalKind) => WayOutOrThrow.Carries(externalKind);

    /// <summary>Of each key for everybody the paths that it is made of, where each part is what stands at a single path.</summary>
    internal IEnumerable<IReadOnlyList<string>> KeyPaths() => Match
        .Where(key => key.When.Count == 0)
        .Select(PathsOf)
        .Where(paths => paths.Count > 0);

    /// <summary>The paths that a key compares; empty when a part of it is not what stands at a single path.</summary>
    internal IReadOnlyList<string> PathsOf(MatchKey key)
    {
        var paths = key.Fields.Select(field => Rule(field) is { Paths: [var path], Field.Type: not FieldType.Link } ? path : null).ToList();
        return paths.Contains(null) ? [] : [.. paths.OfType<string>()];
    }

    private WayOut WayOutOrThrow => Out ?? throw new InvalidOperationException($"nothing is sent by the mapping {Name}");

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
