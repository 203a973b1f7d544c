using Crm.Connect;
using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Rules;

/// <summary>Where the value of a field comes from.</summary>
internal delegate Outcome Source(in Scope scope);

/// <summary>The closed family of sources; each is made once and run for every object.</summary>
internal static class Sources
{
    public static Source Constant(Outcome value) => (in Scope _) => value;

    /// <summary>The text of the first path that is not empty.</summary>
    public static Source FirstText(IReadOnlyList<SourcePath> paths) => First(paths, static (path, in scope) => path.AsText(scope));

    /// <summary>What stands at the first path that is not empty, as it is.</summary>
    public static Source FirstRaw(IReadOnlyList<SourcePath> paths) => First(paths, static (path, in scope) =>
        path.Find(scope) is var found && found.Value is Many { Count: 0 } ? Outcome.Empty : found);

    /// <summary>All texts of all paths with something between.</summary>
    public static Source Joined(IReadOnlyList<SourcePath> paths, string with) => (in Scope scope) =>
    {
        var texts = new List<string>();
        var said = false;
        foreach (var path in paths)
        {
            said |= path.Find(scope).Said;
            path.Collect(scope, texts);
        }

        return texts.Count > 0 ? Outcome.Of(string.Join(with, texts)) : said ? Outcome.Empty : Outcome.Absent;
    };

    /// <summary>The text put through the conversions one after the other, until one empties or refuses it.</summary>
    public static Source Converted(Source text, IReadOnlyList<Conversion> conversions, bool keepsInvalid)
    {
        Conversion[] steps = [.. conversions];
        return (in Scope scope) =>
        {
            var found = text(scope);
            if (!found.HasValue)
            {
                return found;
            }

            var raw = (string)found.Value!;
            for (var at = 0; at < steps.Length && found.HasValue; at++)
            {
                found = steps[at]((string)found.Value!, scope);
            }

            return found.IsWrong && keepsInvalid ? found with { Value = raw.Trim() } : found;
        };
    }

    /// <summary>One source while the condition holds, the other while it does not.</summary>
    public static Source When(Condition condition, Source then, Source otherwise) =>
        (in Scope scope) => condition(scope) ? then(scope) : otherwise(scope);

    /// <summary>The source of the first case whose condition holds.</summary>
    public static Source Cases(IReadOnlyList<(Condition? When, Source Source)> cases)
    {
        (Condition? When, Source Source)[] all = [.. cases];
        return (in Scope scope) =>
        {
            foreach (var (when, source) in all)
            {
                if (when is null || when(scope))
                {
                    return source(scope);
                }
            }

            return Outcome.Absent;
        };
    }

    /// <summary>The constant where the source says nothing.</summary>
    public static Source OrDefault(Source source, Outcome value) => (in Scope scope) =>
    {
        var found = source(scope);
        return found.Value is null ? value : found;
    };

    private delegate Outcome Look(SourcePath path, in Scope scope);

    private static Source First(IReadOnlyList<SourcePath> paths, Look look)
    {
        if (paths is [var only])
        {
            return (in Scope scope) => look(only, scope);
        }

        SourcePath[] all = [.. paths];
        return (in Scope scope) =>
        {
            var found = Outcome.Absent;
            foreach (var path in all)
            {
                var next = look(path, scope);
                if (next.HasValue || next.IsWrong)
                {
                    return next;
                }

                found = next.Said ? next : found;
            }

            return found;
        };
    }
}
