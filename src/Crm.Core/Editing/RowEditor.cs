using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Money;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Editing;

/// <summary>Who changes something in the CRM, and in what capacity the history names it.</summary>
/// <param name="Name">As it shall stand in the journal.</param>
/// <param name="Decision">The word of the journal: Edit, Answer, Undo.</param>
public sealed record Author(string Name, string Decision = "Edit");

/// <summary>
/// What people change in the CRM: the row, its history and the news for the bases in one transaction. A change that says
/// nothing new writes nothing.
/// </summary>
public sealed class RowEditor(DbSession db, Subscriptions subscriptions, TimeProvider clock, TimeZoneInfo zone)
{
    private readonly RowStore _rows = new(db);
    private readonly HistoryStore _history = new(db);
    private readonly OutboxStore _outbox = new(db);

    private Settlement Settlement => field ??= new Settlement(db, _history, _rows, zone);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes a row. Within a transaction of the caller.</summary>
    /// <param name="values">In CRM types; links are ids of rows.</param>
    public Guid Create(EntityKind kind, Fields values, Author author)
    {
        var table = KindTable.Of(kind);
        var row = RowValues.New(table, RowIds.Next(clock), values);
        _rows.Insert(table, row);
        Journal(table, row.Id, author.Decision == "Edit" ? "Create" : author.Decision, author, null);
        After(table, row.Id, values);
        return row.Id;
    }

    /// <summary>Changes fields of a row. Within a transaction of the caller.</summary>
    /// <returns>Whether anything was different.</returns>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public bool Change(EntityKind kind, Guid id, Fields values, Author author)
    {
        var table = KindTable.Of(kind);
        var state = Load(table, id, values);
        var before = RowValues.Read(table, state.Row, values.Select(field => field.Key));
        var changed = values.Without(field => Merge.Same(before[field], values[field]));
        if (changed.Count == 0)
        {
            return false;
        }

        var facts = Invoices(table, id);
        RowValues.Write(table, state, changed);
        RowWriter.Write(_rows, table, state);
        Journal(table, id, author.Decision, author, Changes.Of(before, changed));
        After(table, id, changed, facts);
        return true;
    }

    /// <summary>Archives a row, or takes it back. Within a transaction of the caller.</summary>
    public bool Archive(EntityKind kind, Guid id, bool archived, Author author)
    {
        var table = KindTable.Of(kind);
        var state = Load(table, id, Fields.Empty);
        if (state.Row.ArchivedAt is not null == archived)
        {
            return false;
        }

        state.Row.ArchivedAt = archived ? Now : null;
        state.IsDirty = true;
        RowWriter.Write(_rows, table, state);
        Journal(table, id, archived ? "Archive" : "Restore", author, null);
        After(table, id, Fields.Empty);
        return true;
    }

    private RowState Load(KindTable table, Guid id, Fields values)
    {
        var tables = values.Select(field => field.Key).Where(table.Rows.ContainsKey).ToList();
        return _rows.Read(table, [id], tables).TryGetValue(id, out var row)
            ? new RowState(row, isNew: false)
            : throw new KeyNotFoundException($"{table.Name} {id}");
    }

    private void After(KindTable table, Guid id, Fields written, HashSet<Guid>? facts = null)
    {
        if (table.Name == nameof(Counterparty) && written.Says(nameof(Partner)))
        {
            _history.Join(id, written[nameof(Partner)] as Guid?, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime));
        }

        foreach (var field in written)
        {
            _history.EndWaits(id, field.Key);
        }

        var touched = Invoices(table, id);
        touched.UnionWith(facts ?? []);
        Settlement.Settle(touched, 0, Now);

        foreach (var connection in subscriptions.Of(table.Name))
        {
            _outbox.Queue(connection, table.Name, id, Now);
        }
    }

    private HashSet<Guid> Invoices(KindTable table, Guid id) => table.Name switch
    {
        nameof(Invoice) => [id],
        nameof(Payment) => Settlement.InvoicesOf([id], []),
        nameof(Shipment) => Settlement.InvoicesOf([], [id]),
        _ => [],
    };

    private void Journal(KindTable table, Guid id, string decision, Author author, string? changes) => _history.Write(new JournalEntry
    {
        At = Now,
        Kind = table.Name,
        EntityId = id,
        Decision = decision,
        Person = author.Name,
        Changes = changes,
    });
}
