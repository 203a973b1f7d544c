using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>
/// Compares rows with what a base last agreed on. The one truth of the way out: what differs is said, what does not is never
/// said, wherever the change came from. Reads and never writes.
/// </summary>
internal sealed class RowNews(DbSession db, string connection, MappingBook book)
{
    private readonly RowStore _rows = new(db);
    private readonly LinkStore _links = new(db);
    private readonly QuestionStore _questions = new(db);

    /// <summary>The messages about these rows, by row in the order given; a row that no mapping sends has none.</summary>
    public List<Message> Of(EntityKind kind, IReadOnlyList<Guid> ids)
    {
        var mappings = book.Mappings.Where(mapping => mapping.To == kind && mapping.Sends).ToList();
        var table = KindTable.Of(kind);
        var tables = mappings.SelectMany(mapping => mapping.Written(true)).Select(rule => rule.To).Where(table.Rows.ContainsKey).Distinct().ToList();
        var rows = mappings.Count == 0 ? [] : _rows.Read(table, ids, tables);
        var links = _links.WholeOf(connection, kind.Name, ids).ToLookup(pair => pair.Link.EntityId);
        var fields = table.Columns.Select(column => column.Field.Name).Concat(tables).ToList();
        var values = rows.Values.ToDictionary(row => row.Id, row => RowValues.Read(table, row, fields));
        var names = new LinkNames(_links, connection, values.Values);
        var quarrels = _questions.ClashesOf(rows.Keys).Select(ClashQuestion.Read).OfType<ClashQuestion>().ToLookup(clash => clash.Row);

        return [.. ids.Where(rows.ContainsKey).SelectMany<Guid, Message>(id => mappings
            .Where(mapping => mapping.Suits(values[id]))
            .SelectMany(mapping => Of(rows[id], values[id], mapping, Objects(kind, mapping, links[id]), [.. quarrels[id]], names)))];
    }

    private List<KnownLink?> Objects(EntityKind kind, Mapping mapping, IEnumerable<(string ExternalKind, Link Link)> links)
    {
        var known = links.Where(pair => mapping.From.Contains(pair.ExternalKind))
            .Select(KnownLink? (pair) => new KnownLink(
                pair.Link.Id, new ExternalRef(connection, pair.ExternalKind, pair.Link.ExternalId), AgreedJson.FromJson(pair.Link.Agreed, kind)))
            .ToList();
        return known.Count == 0 ? [null] : known;
    }

    private static IEnumerable<Message> Of(
        StoredRow row, Fields values, Mapping mapping, IEnumerable<KnownLink?> objects, List<ClashQuestion> quarrels, LinkNames names)
    {
        foreach (var link in objects)
        {
            var message = Of(row.Id, values, mapping, link, quarrels, names) with { Ours = values };
            if (row.ArchivedAt is null)
            {
                yield return message;
            }
            else if (link is { Agreed.Deleted: false })
            {
                yield return message with { News = Fields.Empty, Told = Fields.Empty, Deletes = true, Missing = [] };
            }
        }
    }

    private static Message Of(
        Guid row, Fields values, Mapping mapping, KnownLink? link, List<ClashQuestion> quarrels, LinkNames names)
    {
        var missing = new List<MissingLink>();
        var ours = Said(mapping.Written(isNew: true), values, names, missing);
        var agreed = link?.Agreed.Values ?? Fields.Empty;
        var written = mapping.Written(agreed.Count == 0).Select(rule => rule.To).ToHashSet(StringComparer.Ordinal);
        var disputed = WithSiblings(mapping, quarrels.Select(quarrel => quarrel.Field.Name));
        var news = ours.Without(field => disputed.Contains(field) || !written.Contains(field) || IsAgreed(mapping, field, ours[field], agreed, names));
        var told = link is null || agreed.Count == 0 ? ours
            : ours.Without(field => !written.Contains(field) || quarrels.Any(quarrel => quarrel.Field.Name == field && quarrel.External == link.Ref));

        // A field that is not written may decide where another is.
        var rest = values.Without(field => mapping.Written(isNew: true).Any(rule => rule.To == field));
        return new Message(row, mapping, link, rest.With(told).With(Theirs(ours, told, link, quarrels)), told, news, Deletes: false, missing);
    }

    // Fields that lie in one place over there are written together.
    private static HashSet<string> WithSiblings(Mapping mapping, IEnumerable<string> fields)
    {
        var names = fields.SelectMany(mapping.TheirNames).ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? [] : [.. mapping.Rules.Where(rule => mapping.TheirNames(rule.To).Any(names.Contains)).Select(rule => rule.To)];
    }

    // A base that takes objects whole must find in it what is its own, or in question, as it said it.
    private static Fields Theirs(Fields ours, Fields told, KnownLink? link, List<ClashQuestion> quarrels) => ours
        .Without(field => told.Says(field) || link!.Agreed.Values[field] is null or LongText)
        .Select((field, _) => quarrels.Find(quarrel => quarrel.Field.Name == field && quarrel.External == link!.Ref)?.Said ?? link!.Agreed.Values[field]);

    private static Fields Said(IReadOnlyList<FieldRule> rules, Fields values, LinkNames names, List<MissingLink> missing)
    {
        var said = new Fields.Builder(rules.Count);
        foreach (var rule in rules)
        {
            switch (values[rule.To])
            {
                case Many rows:
                    said.Add(rule.To, new Many(rows.OfType<Fields>().Select(line => (object?)Said(rule.Columns, line, names, missing))));
                    break;
                case Guid target when names.Of(rule.Field.Target!, target) is { } name:
                    said.Add(rule.To, name);
                    break;
                case Guid target:
                    missing.Add(new MissingLink(rule.To, rule.Field.Target!, target));
                    break;
                case var value:
                    said.Add(rule.To, value);
                    break;
            }
        }

        return said.ToFields();
    }

    // An empty field of which nothing was ever said is no news.
    private static bool IsAgreed(Mapping mapping, string field, object? ours, Fields agreed, LinkNames names)
    {
        var rule = mapping.Rule(field)!;
        var columns = rule.Columns.Select(column => column.To).ToHashSet(StringComparer.Ordinal);
        var theirs = names.Rows(Part(agreed[field], columns));
        ours = names.Rows(Agreed.Form(ours));

        return rule.Field.RowKey is { Count: > 0 } key
            ? SameRows(Statement.ByKey(ours, key), Statement.ByKey(theirs, key))
            : Merge.Same(ours, theirs);
    }

    private static bool SameRows(Dictionary<string, Fields> ours, Dictionary<string, Fields> theirs) =>
        ours.Count == theirs.Count && ours.All(row => theirs.TryGetValue(row.Key, out var other) && Merge.Same(Many.Own([row.Value]), Many.Own([other])));

    private static object? Part(object? agreed, HashSet<string> columns) => agreed is not Many rows ? agreed
        : new Many(rows.Select(row => row is Fields fields ? fields.Without(column => !columns.Contains(column)) : row));
}
