using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Writes what is different in a row in memory: its columns, and of the tables inside only the rows that changed.</summary>
internal static class RowWriter
{
    public static void Write(RowStore rows, KindTable table, RowState state)
    {
        if (state.IsNew)
        {
            rows.Insert(table, state.Row);
            return;
        }

        state.Row.Revision++;
        rows.Update(table, state.Row);

        foreach (var (field, (changed, before)) in state.HasDirtyRows ? state.DirtyRows : [])
        {
            var list = state.Row.Rows[field];
            foreach (var no in changed.Where(no => no < list.Count).Order())
            {
                Write(rows, table.Rows[field], state.Row.Id, no, list[no]);
            }

            if (list.Count < before)
            {
                rows.CutInner(table.Rows[field], state.Row.Id, list.Count);
            }
        }
    }

    private static void Write(RowStore rows, KindTable inner, Guid owner, int no, object?[] values)
    {
        if (RowValues.IsThere(values))
        {
            rows.PutInner(inner, owner, no, values);
        }
        else
        {
            rows.DropInner(inner, owner, no);
        }
    }
}
