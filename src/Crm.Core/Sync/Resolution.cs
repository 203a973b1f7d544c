using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>A link of a statement whose target is not known yet, and where in the object it stands.</summary>
internal sealed record OpenLink(string Path, LinkRef Target);

/// <summary>Turns the links of a statement into rows of ours. Pure, given what the targets are.</summary>
internal static class Resolution
{
    /// <summary>Every link in these fields, those inside tables too.</summary>
    public static IEnumerable<LinkRef> LinksIn(Fields fields)
    {
        foreach (var (_, value) in fields)
        {
            if (value is LinkRef link)
            {
                yield return link;
            }
            else if (value is Many many)
            {
                foreach (var inner in many.OfType<Fields>().SelectMany(LinksIn))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The fields with every known link as the id of its row; an unknown one is null and reported.</summary>
    public static Fields Resolve(Fields fields, Func<LinkRef, Guid?> target, List<OpenLink>? open, string prefix = "")
    {
        if (!HasLinks(fields))
        {
            return fields;
        }

        var resolved = new Fields.Builder();
        foreach (var (name, value) in fields)
        {
            resolved.Add(name, value switch
            {
                LinkRef link => Resolve(link, target, open, prefix + name),
                Many many => new Many(many.Select((row, no) =>
                    row is Fields inner ? (object?)Resolve(inner, target, open, $"{prefix}{name}/{no}/") : row)),
                _ => value,
            });
        }

        return resolved.ToFields();
    }

    // Most objects have few links; those without any are not copied.
    private static bool HasLinks(Fields fields)
    {
        foreach (var (_, value) in fields)
        {
            if (value is LinkRef || (value is Many many && many.Any(row => row is Fields inner && HasLinks(inner))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the whole change must wait for this link, or goes on without it.</summary>
    public static bool Parks(Mapping mapping, OpenLink open)
    {
        var path = open.Path.Split('/');
        if (mapping.To.Field(path[0]) is { RowKey.Count: > 0 })
        {
            // Rows with a key are found again by it: a row without one of its links could be doubled.
            return true;
        }

        var rule = mapping.Rule(path[0]);
        var column = path.Length > 1 ? rule?.Columns.FirstOrDefault(inner => inner.To == path[^1]) : rule;
        return (column ?? rule)?.Missing != WhenMissing.Wait;
    }

    private static Guid? Resolve(LinkRef link, Func<LinkRef, Guid?> target, List<OpenLink>? open, string path)
    {
        var row = target(link);
        if (row is null)
        {
            open?.Add(new OpenLink(path, link));
        }

        return row;
    }
}
