using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Single rows as a whole, with all their tables; for what a person does to two of them.</summary>
internal sealed class RowDesk(DbSession db, EntityKind kind)
{
    private readonly RowStore _rows = new(db);
    private readonly KindTable _table = KindTable.Of(kind);

    /// <summary>The row, or null when there is none.</summary>
    public RowState? Find(Guid id) =>
        _rows.Read(_table, [id], [.. _table.Rows.Keys]).GetValueOrDefault(id) is { } row ? new RowState(row, isNew: false) : null;

    public Fields ValuesOf(RowState state) => RowValues.Read(_table, state.Row, kind.Fields.Select(field => field.Name));

    /// <summary>Writes the row with these fields laid over it.</summary>
    public void Save(RowState state, Fields changed)
    {
        RowValues.Write(_table, state, changed);
        RowWriter.Write(_rows, _table, state);
        state.DirtyRows.Clear();
    }
}
