using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Outgoing;

/// <summary>What rows that others refer to are called in one base, and back. Completes itself by one query per kind.</summary>
internal sealed class LinkNames(LinkStore links, string connection, IEnumerable<Fields> referring)
{
    private readonly Dictionary<(string Kind, Guid Row), LinkRef?> _names = [];
    private readonly Dictionary<LinkRef, Guid?> _rows = [];
    private readonly HashSet<Guid> _referred = [.. referring.SelectMany(Referred)];

    /// <summary>The object that a row is; the oldest when it is several, null when it is none.</summary>
    public LinkRef? Of(string kind, Guid row)
    {
        if (!_names.TryGetValue((kind, row), out var name))
        {
            Load(kind, [.. _referred, row]);
            name = _names[(kind, row)];
        }

        return name;
    }

    /// <summary>A value with every object as the row it is, so that two objects of one row are the same.</summary>
    public object? Rows(object? value) => value switch
    {
        LinkRef link => Row(link) ?? (object)link,
        Fields fields => fields.Select((_, inner) => Rows(inner)),
        Many many => many.Select((inner, _) => Rows(inner)),
        _ => value,
    };

    private static IEnumerable<Guid> Referred(Fields fields) => fields.SelectMany(field => field.Value switch
    {
        Guid row => [row],
        Many many => many.OfType<Fields>().SelectMany(Referred),
        _ => Enumerable.Empty<Guid>(),
    });

    private void Load(string kind, HashSet<Guid> rows)
    {
        foreach (var row in rows)
        {
            _names.TryAdd((kind, row), null);
        }

        foreach (var (_, link) in links.WholeOf(connection, kind, rows))
        {
            _names[(kind, link.EntityId)] ??= new LinkRef(kind, link.ExternalId);
            _rows[new LinkRef(kind, link.ExternalId)] = link.EntityId;
        }
    }

    private Guid? Row(LinkRef link)
    {
        if (!_rows.TryGetValue(link, out var row))
        {
            var found = links.Resolve(connection, link.Kind, [link.Id]).Select(pair => pair.EntityId).Distinct().ToList();
            _rows[link] = row = found.Count == 1 ? found[0] : null;
        }

        return row;
    }
}
