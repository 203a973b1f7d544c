using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Proving.Bases;

namespace Crm.Hub.Proving;

/// <summary>One thing of the play on one side.</summary>
/// <param name="Values">The fields of the play, in CRM words; links as things, tables as they are compared.</param>
internal sealed record Standing(string Id, IReadOnlyDictionary<string, object?> Values, bool IsDeleted);

/// <summary>
/// The three sides as people see them: the CRM and two bases. Things are known by a value they are born with, never by what the
/// hub believes of them.
/// </summary>
internal sealed class Stage(World world, Vocabulary vocabulary)
{
    public const string Crm = "CRM";

    private static readonly Author Anna = new("Анна");

    public IReadOnlyList<string> Sides { get; } = [Crm, .. world.Bases.Select(there => there.Connection)];

    /// <summary>Everything of a kind on a side, by the name of the thing; of two with one name, both.</summary>
    public ILookup<string, Standing> Things(string side, PlayKind kind) => (side == Crm ? Rows(kind) : Objects(Base(side), kind))
        .ToLookup(standing => Name(kind, standing), StringComparer.Ordinal);

    /// <summary>Somebody makes a thing.</summary>
    public void Make(string side, PlayKind kind, Fields values)
    {
        if (side == Crm)
        {
            var row = kind.Mapping.Translate(kind.Mapping.Back(values.Without(IsLink(kind))).Fields).Fields;
            world.Crm((_, editor) => editor.Create(kind.Kind, row.With(Raw(side, kind, values.Without(name => !IsLink(kind)(name)))), Anna));
        }
        else
        {
            Base(side).Edit(kind.External, Base(side).IdFor($"{values[kind.Identity.Name]}"), kind.Mapping.Back(Raw(side, kind, values)).Fields);
        }
    }

    /// <summary>Somebody changes a field of a thing.</summary>
    public void Change(string side, PlayKind kind, Standing thing, PlayField field, object value)
    {
        if (side == Crm)
        {
            world.Crm((_, editor) => editor.Change(kind.Kind, Guid.Parse(thing.Id), Raw(side, kind, Fields.Of((field.Name, value))), Anna));
            return;
        }

        var there = Base(side);
        var now = kind.Mapping.Translate(there.Find(kind.External, thing.Id).Fields).Fields.With(Raw(side, kind, Fields.Of((field.Name, value))));
        var said = kind.Mapping.Back(now).Fields;
        there.Edit(kind.External, thing.Id, Fields.Of(kind.Mapping.TheirNames(field.Name).Select(name => KeyValuePair.Create(name, said[name]))));
    }

    /// <summary>Somebody sets the deletion mark of a thing, or takes it away.</summary>
    public void Mark(string side, PlayKind kind, Standing thing, bool deleted)
    {
        if (side == Crm)
        {
            world.Crm((_, editor) => editor.Archive(kind.Kind, Guid.Parse(thing.Id), deleted, Anna));
        }
        else
        {
            Base(side).Mark(kind.External, thing.Id, deleted);
        }
    }

    /// <summary>A value as people see it: of a link the thing.</summary>
    public object? Shown(string side, PlayField field, object? raw) => raw switch
    {
        Guid row => ThingOf(side, field, row.ToString()),
        LinkRef link => ThingOf(side, field, link.Id),
        _ => field.Canonical(raw),
    };

    public static string Name(PlayKind kind, Standing standing) => $"{kind.Kind.Name} {standing.Values[kind.Identity.Name]}";

    private IPlayBase Base(string side) => world.Bases.Single(there => there.Connection == side);

    private static Func<string, bool> IsLink(PlayKind kind) => name => kind.Fields.Any(field => field.Name == name && field.Target is not null);

    // As it is written on that side: of a link the id of the thing there.
    private Fields Raw(string side, PlayKind kind, Fields values) => values.Select((name, value) =>
        kind.Fields.First(field => field.Name == name).Target is not { } target ? value
        : Ids(side, target).First(pair => pair.Thing.Equals(value)).Id is var id && side == Crm ? Guid.Parse(id) : new LinkRef(target, id));

    private string ThingOf(string side, PlayField field, string id) => Ids(side, field.Target!).FirstOrDefault(pair => pair.Id == id).Thing ?? id;

    // Things are named by what they are born with: no link need be followed for that.
    private IEnumerable<(string Id, string Thing)> Ids(string side, string target)
    {
        var kind = vocabulary.Kinds.Single(kind => kind.Kind.Name == target) with { Shared = [] };
        return Things(side, kind).SelectMany(group => group.Select(standing => (standing.Id, group.Key)));
    }

    private List<Standing> Rows(PlayKind kind) => world.Ask(db =>
    {
        var table = KindTable.Of(kind.Kind);
        var ids = db.Query($"SELECT Id FROM \"{table.Name}\" ORDER BY Id", reader => reader.GetGuid(0));
        var names = kind.Fields.Select(field => field.Name).ToList();
        return new RowStore(db).Read(table, ids, [.. names.Where(table.Rows.ContainsKey)]).Values
            .Select(row => Seen(Crm, row.Id.ToString(), kind, name => Stored(table, row, name), row.ArchivedAt is not null))
            .ToList();
    });

    private List<Standing> Objects(IPlayBase there, PlayKind kind) => [.. there.Objects(kind.External)
        .Select(one => (One: one, Heard: kind.Mapping.Translate(one.Fields).Fields))
        .Select(pair => Seen(there.Connection, pair.One.Id, kind, name => pair.Heard[name], pair.One.IsDeleted))];

    private Standing Seen(string side, string id, PlayKind kind, Func<string, object?> value, bool isDeleted) =>
        new(id, kind.Fields.ToDictionary(field => field.Name, field => Shown(side, field, value(field.Name))), isDeleted);

    private static object? Stored(KindTable table, StoredRow row, string name) => table.Ordinal(name) is var at and >= 0
        ? row.Values[at]
        : new Many(row.Rows[name].Select(values => (object?)Fields.Of(
            table.Rows[name].Columns.Select((column, no) => KeyValuePair.Create(column.Field.Name, values[no])))));
}
