using System.Runtime.InteropServices;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// What one chunk has loaded and made: links, rows, keys. It is filled ahead for all changes of a kind with one query each,
/// and completes itself for the rare object that two changes of one chunk speak of.
/// </summary>
/// <param name="seen">
/// Which rows objects over there are, from chunk to chunk: a link is never pointed elsewhere, and folders, units and price
/// types are spoken of thousands of times.
/// </param>
internal sealed class Workspace(string connection, LinkStore links, RowStore rows, Dictionary<LinkRef, Guid> seen)
{
    private const int SeenLimit = 10_000;

    private readonly Dictionary<(int Source, string ExternalId), LinkState?> _links = [];
    private Func<LinkRef, Guid?>? _target;
    private readonly Dictionary<LinkRef, Guid?> _targets = [];
    private readonly Dictionary<Guid, (KindTable Table, RowState Row)> _rows = [];
    private readonly Dictionary<(string Kind, string Fields, string Key), HashSet<Guid>> _keys = [];
    private readonly Dictionary<Guid, List<(int Source, string ExternalId)>> _linksOfRow = [];
    private readonly Dictionary<Guid, List<Link>> _objectsOfRow = [];

    /// <summary><see cref="Target"/>, as one delegate for the whole chunk.</summary>
    public Func<LinkRef, Guid?> Targets => _target ??= Target;

    public IEnumerable<LinkState> Links => _links.Values.OfType<LinkState>();

    public IEnumerable<(KindTable Table, RowState Row)> Rows => _rows.Values;

    /// <summary>Loads the links of all these changes.</summary>
    public void LoadLinks(EntityKind kind, IReadOnlyList<Incoming> changes)
    {
        var wanted = new Dictionary<int, List<string>>();
        foreach (var change in changes)
        {
            if (_links.TryAdd((change.Source, change.Ref.Id), null))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(wanted, change.Source, out _) ??= []).Add(change.Ref.Id);
            }
        }

        foreach (var (source, ids) in wanted)
        {
            foreach (var link in links.Read(source, ids))
            {
                _links[(source, link.ExternalId)] = new LinkState(source, link.ExternalId, link.EntityId)
                {
                    Id = link.Id,
                    Agreed = AgreedJson.FromJson(link.Agreed, kind),
                };
            }
        }
    }

    public LinkState? Link(int source, string externalId) => _links[(source, externalId)];

    /// <summary>Loads which rows these objects over there are.</summary>
    public void LoadTargets(IEnumerable<LinkRef> refs)
    {
        var wanted = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var target in refs)
        {
            if (_targets.ContainsKey(target))
            {
                continue;
            }

            if (seen.TryGetValue(target, out var row))
            {
                _targets.Add(target, row);
                continue;
            }

            _targets.Add(target, null);
            (CollectionsMarshal.GetValueRefOrAddDefault(wanted, target.Kind, out _) ??= []).Add(target.Id);
        }

        foreach (var (kind, ids) in wanted)
        {
            LoadTargets(kind, ids);
        }
    }

    private void LoadTargets(string kind, List<string> ids)
    {
        if (seen.Count > SeenLimit)
        {
            seen.Clear();
        }

        var found = new HashSet<LinkRef>();
        foreach (var (id, row) in links.Resolve(connection, kind, ids))
        {
            // One id for two rows tells nothing: the reference stays open.
            var target = new LinkRef(kind, id);
            var isOne = found.Add(target) || _targets[target] == row;
            _targets[target] = isOne ? row : null;

            if (isOne)
            {
                seen[target] = row;
            }
            else
            {
                seen.Remove(target);
            }
        }
    }

    /// <summary>The row that an object over there is, or null when it is not known or not one.</summary>
    public Guid? Target(LinkRef target)
    {
        if (!_targets.TryGetValue(target, out var row))
        {
            LoadTargets([target]);
            row = _targets[target];
        }

        return row;
    }

    /// <summary>Loads rows, with those tables inside that the changes speak of.</summary>
    public void LoadRows(KindTable table, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string> tables)
    {
        var wanted = ids.Where(id => !_rows.ContainsKey(id)).ToHashSet();
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var (id, row) in rows.Read(table, wanted, tables))
        {
            _rows.Add(id, (table, new RowState(row, isNew: false)));
        }
    }

    /// <summary>A row with the named tables inside it loaded.</summary>
    public RowState Row(KindTable table, Guid id, IReadOnlyCollection<string> tables)
    {
        LoadRows(table, [id], tables);
        var state = _rows[id].Row;
        var missing = tables.Where(field => !state.Row.Rows.ContainsKey(field)).ToList();

        if (missing.Count > 0)
        {
            // A row made in this chunk is not in the database yet: a table that nobody spoke of is empty.
            var read = state.IsNew ? null : rows.Read(table, [id], missing)[id].Rows;
            foreach (var field in missing)
            {
                state.Row.Rows.Add(field, read?[field] ?? []);
            }
        }

        return state;
    }

    public RowState Add(KindTable table, StoredRow row)
    {
        var state = new RowState(row, isNew: true);
        _rows.Add(row.Id, (table, state));
        return state;
    }

    public LinkState Add(EntityKind kind, Incoming change, Guid row)
    {
        var link = new LinkState(change.Source, change.Ref.Id, row) { IsDirty = true };
        _links[(change.Source, change.Ref.Id)] = link;
        var target = new LinkRef(kind.Name, change.Ref.Id);
        _targets[target] = _targets.TryGetValue(target, out var other) && other is { } known && known != row ? null : row;
        seen.Remove(target);
        LinksOf(row).Add((change.Source, change.Ref.Id));
        return link;
    }

    /// <summary>Loads the candidates of one match key, and who is linked to them already.</summary>
    public void LoadKeys(KindTable table, MatchKey key, IReadOnlyCollection<string[]> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var found = rows.FindByKey(table, key.Fields, values);
        foreach (var (id, text) in found)
        {
            Remember(table, key, text, id);
        }

        LoadLinksOf(table, found.Select(row => row.Id));
    }

    /// <summary>Loads rows by their own ids, and who is linked to them already.</summary>
    public void LoadMade(KindTable table, IReadOnlyCollection<Guid> ids)
    {
        LoadRows(table, ids, []);
        LoadLinksOf(table, ids.Where(_rows.ContainsKey));
    }

    /// <summary>Whether there is a living row of that id, which was loaded.</summary>
    public bool Lives(KindTable table, Guid id) => _rows.TryGetValue(id, out var loaded) && loaded.Table == table && loaded.Row.Row.ArchivedAt is null;

    /// <summary>The living rows under a key, those made in this chunk too.</summary>
    public List<Guid> Candidates(KindTable table, MatchKey key, string text) =>
        _keys.TryGetValue((table.Name, key.Name, text), out var ids)
            ? [.. ids.Where(id => !_rows.TryGetValue(id, out var loaded)
                || (loaded.Row.Row.ArchivedAt is null && KeyOf(table, key, loaded.Row.Row.Values) is { } now && string.Join('\u001f', now) == text))]
            : [];

    /// <summary>Lets changes after this one find the row by its keys.</summary>
    public void RememberKeys(KindTable table, IEnumerable<MatchKey> keys, StoredRow row)
    {
        foreach (var key in keys)
        {
            if (KeyOf(table, key, row.Values) is { } parts)
            {
                Remember(table, key, string.Join('\u001f', parts), row.Id);
            }
        }
    }

    /// <summary>Whether another object of this connection is this row already.</summary>
    public bool IsTaken(Guid row, Incoming change) =>
        LinksOf(row).Any(link => link != (change.Source, change.Ref.Id));

    /// <summary>Loads all objects of this connection that these rows are.</summary>
    public void LoadObjects(EntityKind kind, IReadOnlyCollection<Guid> rows)
    {
        var wanted = rows.Where(row => _objectsOfRow.TryAdd(row, [])).ToList();
        foreach (var (_, link) in wanted.Count == 0 ? [] : links.WholeOf(connection, kind.Name, wanted))
        {
            _objectsOfRow[link.EntityId].Add(link);
        }
    }

    /// <summary>Whether the row is another object of this connection, too, that lives over there.</summary>
    public bool HasOtherLiving(LinkState link, EntityKind kind)
    {
        LoadObjects(kind, [link.EntityId]);
        return _objectsOfRow[link.EntityId].Any(other => other.Id != link.Id
            && !(_links.GetValueOrDefault((other.SourceId, other.ExternalId))?.Agreed ?? AgreedJson.FromJson(other.Agreed, kind)).Deleted);
    }

    /// <summary>The normal forms of a key in a row of values, or null when a part is empty.</summary>
    public static string[]? KeyOf(KindTable table, MatchKey key, IReadOnlyList<object?> values)
    {
        var parts = new string[key.Fields.Count];
        for (var at = 0; at < parts.Length; at++)
        {
            if (KeyPart(values[table.Ordinal(key.Fields[at])]) is not { } part)
            {
                return null;
            }

            parts[at] = part;
        }

        return parts;
    }

    /// <summary>The normal form of one key value, as the database compares it.</summary>
    public static string? KeyPart(object? value) => value is LinkRef ? null : KeyText.Of(value);

    private void Remember(KindTable table, MatchKey key, string text, Guid id)
    {
        var name = (table.Name, key.Name, text);
        if (!_keys.TryGetValue(name, out var ids))
        {
            _keys.Add(name, ids = []);
        }

        ids.Add(id);
    }

    private void LoadLinksOf(KindTable table, IEnumerable<Guid> found)
    {
        var ids = found.Where(id => !_linksOfRow.ContainsKey(id)).ToHashSet();
        foreach (var (row, source, externalId) in ids.Count == 0 ? [] : links.Of(connection, table.Kind!.Name, ids))
        {
            LinksOf(row).Add((source, externalId));
        }
    }

    private List<(int Source, string ExternalId)> LinksOf(Guid row)
    {
        if (!_linksOfRow.TryGetValue(row, out var list))
        {
            _linksOfRow.Add(row, list = []);
        }

        return list;
    }
}
