using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>What can only be seen when all mappings of a book lie side by side.</summary>
internal static class BookLints
{
    public static void CheckPairs(IReadOnlyList<ReadMapping> mappings)
    {
        for (var at = 0; at < mappings.Count; at++)
        {
            foreach (var before in mappings.Take(at))
            {
                CheckPair(before, mappings[at]);
            }
        }
    }

    /// <param name="all">Those that stand still, too: what they made before is still linked.</param>
    public static void CheckLinks(IReadOnlyList<ReadMapping> mappings, IReadOnlyList<ReadMapping> all)
    {
        var made = all.Select(each => each.Mapping.To.Name).ToHashSet();
        foreach (var read in mappings)
        {
            CheckLinks(read.Mapping, read.Lints, read.Root, made);
            CheckTargets(read, all);
        }
    }

    // An id of one kind is never found among the links of another: such a link would stay empty for good.
    private static void CheckTargets(ReadMapping read, IReadOnlyList<ReadMapping> all)
    {
        foreach (var (at, target, kinds) in read.Seen.Links)
        {
            var makers = all.Where(other => other.Mapping.To.Name == target && other.Mapping.Direction != Direction.Out).ToList();
            if (makers.Count > 0 && !makers.Exists(other => other.Mapping.From.Intersect(kinds).Any()))
            {
                var from = string.Join(", ", makers.SelectMany(other => other.Mapping.From).Distinct());
                read.Lints.Error(
                    at, LintCodes.LinkElsewhere,
                    $"«{at.Text}» ссылается на {string.Join(", ", kinds)}, а {target} делается из: {from}.",
                    $"'{at.Text}' refers to {string.Join(", ", kinds)}, and {target} is made of: {from}.");
            }
        }
    }

    private static void CheckPair(ReadMapping first, ReadMapping second)
    {
        if (first.Mapping.Name == second.Mapping.Name && second.Root["mapping"] is { } name)
        {
            second.Lints.Error(
                name, LintCodes.TwoMappings,
                $"имя «{second.Mapping.Name}» уже занято файлом {first.Mapping.File}.",
                $"the name '{second.Mapping.Name}' is taken by {first.Mapping.File}.");
        }

        var shared = first.Mapping.From.Intersect(second.Mapping.From).FirstOrDefault();
        var bothAlways = first.Mapping.When is null || second.Mapping.When is null;
        var bothTake = first.Mapping.Direction != Direction.Out && second.Mapping.Direction != Direction.Out;
        if (shared is not null && first.Mapping.To == second.Mapping.To && bothAlways && bothTake)
        {
            second.Lints.Error(
                second.Root["from"]!, LintCodes.TwoMappings,
                $"из «{shared}» {second.Mapping.To.Name} делает и {first.Mapping.File}; поставьте обоим when.",
                $"{first.Mapping.File} makes {second.Mapping.To.Name} of '{shared}' too; give both a when.");
        }

        if (bothAlways && first.Mapping.Out is { } one && second.Mapping.Out is { } other)
        {
            CheckWaysOut(first, one, second, other);
        }
    }

    // A row must have one mapping that sends it, an object over there one row that it is written from.
    private static void CheckWaysOut(ReadMapping first, WayOut one, ReadMapping second, WayOut other)
    {
        var ofOneKind = first.Mapping.To == second.Mapping.To;
        var toldApart = one.Constants.Any(its => other.Constants.Any(theirs => its.Field == theirs.Field && !Equals(its.Value, theirs.Value)));
        if (ofOneKind ? toldApart : !one.Kinds.Intersect(other.Kinds).Any())
        {
            return;
        }

        var (from, to) = (string.Join(", ", second.Mapping.From), second.Mapping.To.Name);
        second.Lints.Error(
            second.Root["direction"] ?? second.Root["from"]!, LintCodes.TwoMappings,
            ofOneKind ? $"{to} посылает и {first.Mapping.File}; отличите их постоянным значением (value) или скажите одному direction: in."
                : $"«{from}» пишет и {first.Mapping.File}; скажите одному из них direction: in.",
            ofOneKind ? $"{first.Mapping.File} sends {to} too; tell them apart by a constant (value), or say direction: in for one."
                : $"{first.Mapping.File} writes '{from}' too; say direction: in for one of them.");
    }

    private static void CheckLinks(Mapping mapping, FileLints lints, MapNode root, HashSet<string> made)
    {
        foreach (var rule in mapping.Rules.SelectMany(rule => rule.Columns.Prepend(rule)))
        {
            if (rule.Field.Target is { } target && !made.Contains(target))
            {
                lints.Warning(
                    new TextNode("", true, rule.Line, root.Column), LintCodes.LinkToNothing,
                    $"{rule.To} ссылается на {target}, но ни одно сопоставление его не создаёт.",
                    $"{rule.To} points to {target}, which no mapping makes.");
            }
        }
    }
}
