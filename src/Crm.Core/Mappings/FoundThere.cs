using Crm.Connect;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings;

/// <summary>Finds the places in mappings that rely on what was found in a living base.</summary>
internal static class FoundThere
{
    public static IEnumerable<Lint> Lints(IReadOnlyList<Mapping> mappings, BaseFinding finding)
    {
        var concerned = mappings.Select(mapping => (Mapping: mapping, Spot: Place(mapping, finding))).Where(pair => pair.Spot is not null).ToList();
        return concerned.Select(pair => new Lint(pair.Mapping.File, pair.Spot!.Value.Line, pair.Spot.Value.Column, LintCodes.FoundThere, finding.IsError, finding.Words));
    }

    /// <summary>The narrowest place: a key, a rule, the condition, the kind; null when the mapping has nothing to do with it.</summary>
    private static Spot? Place(Mapping mapping, BaseFinding finding)
    {
        if (!mapping.Spots.From.TryGetValue(finding.Kind, out var kind))
        {
            // What another kind says of the objects stands under its name.
            return RuleAt(mapping, [finding.Kind]);
        }

        if (finding.Paths.Count == 0)
        {
            return kind;
        }

        return Key(mapping, finding.Paths) ?? RuleAt(mapping, finding.Paths) ?? (Looks(mapping.Paths, finding.Paths) ? mapping.Spots.When : null);
    }

    private static Spot? Key(Mapping mapping, IReadOnlyList<string> paths) => mapping.Match
        .Where(key => mapping.PathsOf(key).Order(StringComparer.Ordinal).SequenceEqual(paths.Order(StringComparer.Ordinal)))
        .Select(key => (Spot?)key.Spot)
        .FirstOrDefault();

    private static Spot? RuleAt(Mapping mapping, IReadOnlyList<string> paths) => mapping.Rules
        .Where(rule => Looks(rule.Paths, paths))
        .Select(rule => (Spot?)new Spot(rule.Line, rule.Column))
        .FirstOrDefault();

    private static bool Looks(IReadOnlyList<string> at, IReadOnlyList<string> paths) =>
        paths.Any(path => at.Any(looked => looked == path || looked.StartsWith(path + "/", StringComparison.Ordinal)));
}
