using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>A link of a statement whose target is not known yet, and where in the object it stands.</summary>
internal sealed record OpenLink(string Path, LinkRef Target);

/// <summary>Turns the links of a statement into rows of ours. Pure, given what the targets are.</summary>
internal static class Resolution
{
    /// <summary>Adds every link in these fields, those inside tables too.</summary>
    public static void Collect(Fields fields, HashSet<LinkRef> into)
    {
        foreach (var (_, value) in fields)
        {
            if (value is LinkRef link)
            {
                into.Add(link);
            }
            else if (value is Many many)
            {
                for (var at = 0; at < many.Count && many[at] is Fields row; at++)
                {
                    Collect(row, into);
                }
            }
        }
    }

    /// <summary>The fields with every known link as the id of its row; an unknown one is null and reported.</summary>
    public static Fields Resolve(Fields fields, Func<LinkRef, Guid?> target, List<OpenLink>? open)
    {
        Fields.Builder? resolved = null;
        foreach (var (name, value) in fields)
        {
            object? now = value switch
            {
                LinkRef link => Resolve(link, target, open, name),
                Many many => ResolveRows(many, target, open, name),
                _ => value,
            };

            if (!ReferenceEquals(now, value))
            {
                (resolved ??= fields.ToBuilder()).Set(name, now);
            }
        }

        return resolved?.ToFields() ?? fields;
    }

    private static Many ResolveRows(Many rows, Func<LinkRef, Guid?> target, List<OpenLink>? open, string table)
    {
        object?[]? resolved = null;
        for (var no = 0; no < rows.Count; no++)
        {
            if (rows[no] is Fields row && HasLinks(row))
            {
                (resolved ??= [.. rows])[no] = ResolveRow(row, target, open, table, no);
            }
        }

        return resolved is null ? rows : Many.Own(resolved);
    }

    private static Fields ResolveRow(Fields row, Func<LinkRef, Guid?> target, List<OpenLink>? open, string table, int no)
    {
        var resolved = row.ToBuilder();
        foreach (var (name, value) in row)
        {
            if (value is LinkRef link)
            {
                var found = target(link);
                resolved.Set(name, found);
                if (found is null)
                {
                    open?.Add(new OpenLink($"{table}/{no}/{name}", link));
                }
            }
        }

        return resolved.ToFields();
    }

    private static bool HasLinks(Fields row)
    {
        foreach (var (_, value) in row)
        {
            if (value is LinkRef)
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
