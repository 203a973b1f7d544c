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

    public static void CheckLinks(IReadOnlyList<ReadMapping> mappings)
    {
        var made = mappings.Select(each => each.Mapping.To.Name).ToHashSet();
        foreach (var (mapping, lints, root) in mappings)
        {
            CheckLinks(mapping, lints, root, made);
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
        if (shared is not null && first.Mapping.To == second.Mapping.To && bothAlways)
        {
            second.Lints.Error(
                second.Root["from"]!, LintCodes.TwoMappings,
                $"из «{shared}» {second.Mapping.To.Name} делает и {first.Mapping.File}; поставьте обоим when.",
                $"{first.Mapping.File} makes {second.Mapping.To.Name} of '{shared}' too; give both a when.");
        }
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
