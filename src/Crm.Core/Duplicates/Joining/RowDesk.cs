using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Single rows as a whole, with all their tables; for what a person does to two of them.</summary>
internal sealed class RowDesk(DbSession db)
{
    private readonly RowStore _rows = new(db);

    /// <summary>The row, or null when there is none.</summary>
    public StoredRow? Row(EntityKind kind, Guid id)
    {
        var table = KindTable.Of(kind);
        return _rows.Read(table, [id], [.. table.Rows.Keys]).GetValueOrDefault(id);
    }

    public static Fields ValuesOf(EntityKind kind, StoredRow row) =>
        RowValues.Read(KindTable.Of(kind), row, kind.Fields.Select(field => field.Name));

    /// <summary>Writes the row as it is, with these fields laid over it; the tables among them are laid anew.</summary>
    public void Save(EntityKind kind, StoredRow row, Fields changed)
    {
        var table = KindTable.Of(kind);
        foreach (var (name, value) in changed)
        {
            if (table.Ordinal(name) is var at and >= 0)
            {
                row.Values[at] = value;
            }
            else
            {
                SaveTable(table.Rows[name], row, name, value as Many ?? Many.None);
            }
        }

        row.Revision++;
        _rows.Update(table, row);
    }

    private void SaveTable(KindTable inner, StoredRow row, string name, Many rows)
    {
        row.Rows[name] = [.. rows.OfType<Fields>().Select(fields => RowValues.Write(inner, fields))];
        _rows.CutInner(inner, row.Id, 0);
        for (var no = 0; no < row.Rows[name].Count; no++)
        {
            _rows.PutInner(inner, row.Id, no, row.Rows[name][no]);
        }
    }
}
