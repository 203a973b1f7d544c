using Crm.Connect;
using Crm.Connectors.Memory;
using Crm.Core.Editing;
using Crm.Core.Storage;

namespace Crm.Hub.Proving;

/// <summary>One thing of the play on one side.</summary>
/// <param name="Values">The fields of the play, in CRM words; links as things.</param>
internal sealed record Standing(string Id, IReadOnlyDictionary<string, object?> Values, bool IsDeleted);

/// <summary>
/// The three sides as people see them: the CRM and two bases. Things are known by a value they are born with, never by what the
/// hub believes of them.
/// </summary>
internal sealed class Stage(World world)
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
            var row = kind.Mapping.Translate(kind.Mapping.Back(values).Fields).Fields;
            world.Crm((_, editor) => editor.Create(kind.Kind, row, Anna));
        }
        else
        {
            Base(side).Edit(kind.External, $"{side}-{values[kind.Identity.Name]}", [.. Said(kind, kind.Mapping.Back(values).Fields)]);
        }
    }

    /// <summary>Somebody changes a field of a thing.</summary>
    public void Change(string side, PlayKind kind, Standing thing, PlayField field, object value)
    {
        if (side == Crm)
        {
            world.Crm((_, editor) => editor.Change(kind.Kind, Guid.Parse(thing.Id), Fields.Of((field.Name, value)), Anna));
            return;
        }

        var there = Base(side);
        var now = kind.Mapping.Translate(there.Find(kind.External, thing.Id)!.Fields).Fields.With(field.Name, value);
        var said = kind.Mapping.Back(now).Fields;
        there.Edit(kind.External, thing.Id, [.. kind.Mapping.TheirNames(field.Name).Select(name => (name, said[name]))]);
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

    public static string Name(PlayKind kind, Standing standing) => $"{kind.Kind.Name} {standing.Values[kind.Identity.Name]}";

    private MemorySystem Base(string side) => world.Bases.Single(there => there.Connection == side);

    private static IEnumerable<(string, object?)> Said(PlayKind kind, Fields fields) => fields.Select(field => (field.Key, field.Value));

    private List<Standing> Rows(PlayKind kind) => world.Ask(db =>
    {
        var table = KindTable.Of(kind.Kind);
        var ids = db.Query($"SELECT Id FROM \"{table.Name}\" ORDER BY Id", reader => RowStore.Id(reader, 0));
        return new RowStore(db).Read(table, ids, []).Values
            .Select(row => new Standing(
                row.Id.ToString(), kind.Fields.ToDictionary(field => field.Name, field => row.Values[table.Ordinal(field.Name)]), row.ArchivedAt is not null))
            .ToList();
    });

    private static List<Standing> Objects(MemorySystem there, PlayKind kind) => [.. there.Objects
        .Where(one => one.Kind == kind.External)
        .Select(one => (One: one, Heard: kind.Mapping.Translate(one.Fields).Fields))
        .Select(pair => new Standing(pair.One.Id, kind.Fields.ToDictionary(field => field.Name, field => pair.Heard[field.Name]), pair.One.IsDeleted))];
}
