using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>
/// Lets the row that comes back hear what its own objects said while it was part of another, as if they said it to itself.
/// </summary>
internal sealed class SayingAgain(EntityKind kind, RowDesk desk, Linked linked, Ledger ledger, List<Words> notes)
{
    /// <param name="said">What the object said since.</param>
    /// <param name="lines">What history says of it.</param>
    public void Say(RowState row, KnownObject known, Fields said, List<Line> lines)
    {
        var ours = desk.ValuesOf(row);
        var then = linked.Resolve(known.Connection, known.Then.Values);
        var merge = Merge.ThreeWay(then, ours, Today(known, then, said, lines), kind);
        var take = merge.Take;

        foreach (var clash in merge.Clashes)
        {
            // What won over the row that stayed wins here, too.
            if (lines.Exists(line => line.Decision == "Update" && line.Speaks(clash.Field)))
            {
                take = take.With(clash.Field, TheirWay(clash, take.Says(clash.Field) ? take[clash.Field] : ours[clash.Field]));
            }
            else
            {
                NoteClash(row.Row.Id, known, clash);
            }
        }

        if (take.Count > 0)
        {
            ledger.Write(kind.Name, row.Row.Id, Changes.Of(ours, take), known.Name);
            desk.Save(row, take);
        }
    }

    private Fields Today(KnownObject known, Fields then, Fields said, List<Line> lines)
    {
        var now = linked.Resolve(known.Connection, known.Now.Values);
        return Statement.Completed(said, then, kind).Select((name, value) => kind.Field(name) is { RowKey.Count: > 0 } table
            ? Without(value, table, Heard.Gone(then, now, table, lines).ToHashSet(StringComparer.Ordinal))
            : value);
    }

    private static object? Without(object? rows, EntityField table, HashSet<string> gone) => gone.Count == 0 ? rows
        : new Many(Statement.ByKey(rows, table.RowKey).Where(row => !gone.Contains(row.Key)).Select(row => (object?)row.Value));

    private object? TheirWay(FieldClash clash, object? table) =>
        clash.Row is null ? clash.Theirs : Merge.WithRow(table, clash, kind.Field(clash.Field)!.RowKey);

    private void NoteClash(Guid row, KnownObject known, FieldClash clash) => notes.Add(new Words(
        $"Поле {clash.Field}: у {kind.Name} {row} было {Shown(clash.Ours)}, в «{known.Connection}» теперь {Shown(clash.Theirs)}. Оставлено наше.",
        $"The field {clash.Field}: {kind.Name} {row} had {Shown(clash.Ours)}, '{known.Connection}' says {Shown(clash.Theirs)} now. Ours was kept."));

    /// <summary>A value for a person.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "∅",
        Fields or Many => FieldsJson.Write(Fields.Of(("", value))),
        _ => $"«{FieldsJson.Text(value)}»",
    };
}
