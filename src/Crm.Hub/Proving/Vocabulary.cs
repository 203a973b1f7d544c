using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Hub.Proving;

/// <summary>
/// What can be played with under a set of mappings: the kinds that go both ways, and of each the fields that both sides share and
/// for which values can be made.
/// </summary>
internal sealed class Vocabulary
{
    public Vocabulary(MappingBook book)
    {
        List<PlayKind> kinds = [.. book.Mappings.Where(mapping => mapping.Sends).GroupBy(mapping => mapping.To.Name).Select(group => PlayKind.Of(group.First())).OfType<PlayKind>()];

        // A link needs things to point at.
        Kinds = [.. kinds.Select(kind => kind with { Shared = [.. kind.Shared.Where(field => field.Target is null || kinds.Exists(other => other.Kind.Name == field.Target))] })];
    }

    public IReadOnlyList<PlayKind> Kinds { get; }
}

/// <summary>One kind of the play.</summary>
/// <param name="External">The kind over there.</param>
/// <param name="Shared">Fields that either side may change.</param>
/// <param name="Born">Fields that are said once, at birth: those that things are recognised by, and those that belong to one side.</param>
internal sealed record PlayKind(Mapping Mapping, string External, IReadOnlyList<PlayField> Shared, IReadOnlyList<PlayField> Born)
{
    public EntityKind Kind => Mapping.To;

    /// <summary>The field whose value names a thing.</summary>
    public PlayField Identity => Born[0];

    public IEnumerable<PlayField> Fields => Born.Concat(Shared);

    /// <summary>Two sides that make the same thing are expected to find one another: by a key of values alone.</summary>
    public bool IsRecognised => Mapping.Match.Any(key => key.Taken == WhenTaken.Ask && key.Fields.All(name => Born.Any(born => born.Name == name)));

    /// <returns>Null when nothing of it can be played: no field that both sides share, or none that names a thing.</returns>
    public static PlayKind? Of(Mapping mapping)
    {
        var keys = mapping.Match.SelectMany(key => key.Fields).ToHashSet(StringComparer.Ordinal);
        var fields = mapping.Written(isNew: true).Select(rule => PlayField.Of(mapping, rule)).OfType<PlayField>().ToList();
        bool IsShared(PlayField one) => !keys.Contains(one.Name) && one.Rule.Owner == Owner.Shared;
        List<PlayField> shared = [.. fields.Where(IsShared)];
        List<PlayField> born = [.. fields.Where(one => !IsShared(one) && one.Form == PlayForm.Value).OrderBy(one => keys.Contains(one.Name) ? 0 : 1)];
        return shared.Count == 0 || born.Count == 0 ? null : new PlayKind(mapping, mapping.KindFor(Crm.Connect.Fields.Empty), shared, born);
    }
}
