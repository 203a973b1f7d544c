using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Counts the money that moves in invoices that are paid or shipped: by how much their totals change, and the whole total where
/// the payment is taken back, the currency is another or the invoice goes. That an invoice becomes paid moves nothing.
/// </summary>
internal sealed class MoneyScale(DbSession db)
{
    private const string NoCurrency = "?";

    private static readonly KindTable Invoices = KindTable.Of(nameof(Invoice));

    private readonly RowStore _rows = new(db);
    private readonly List<(Before Before, decimal Moved, Example Example)> _noted = [];

    /// <param name="changes">Null when the invoice is deleted.</param>
    public void Note(Before before, List<FieldChange>? changes)
    {
        if (before.Kind.Name != Invoices.Name || before.Agreed.Deleted)
        {
            return;
        }

        var total = before.Agreed.Values[nameof(Invoice.Total)] as decimal? ?? 0;
        if (changes is null)
        {
            _noted.Add((before, Math.Abs(total), before.Gone()));
            return;
        }

        var moving = changes.FindAll(change => Moved(change, total) > 0);
        if (moving.Count > 0)
        {
            _noted.Add((before, moving.Sum(change => Moved(change, total)), before.Changed(moving[0])));
        }
    }

    /// <summary>Weighs what was noted, with one look at the rows.</summary>
    public void Weigh(Tally tally)
    {
        if (_noted.Count == 0)
        {
            return;
        }

        var rows = _rows.Read(Invoices, [.. _noted.Select(one => one.Before.Link.EntityId).Distinct()], []);
        foreach (var (before, moved, example) in _noted)
        {
            if (rows.TryGetValue(before.Link.EntityId, out var row) && IsSettled(row))
            {
                var currency = before.Agreed.Values[nameof(Invoice.Currency)] as string ?? Get(row, nameof(Invoice.Currency)) as string;
                Tally.Of(tally.Money, currency ?? NoCurrency).Add(before.Id, () => example, moved);
            }
        }

        _noted.Clear();
    }

    private static decimal Moved(FieldChange change, decimal total) => change.Field.Name switch
    {
        nameof(Invoice.Total) => Math.Abs((change.After as decimal? ?? 0) - total),
        nameof(Invoice.PaidThere) when change.Before is true => Math.Abs(total),
        nameof(Invoice.Currency) when change.Before is not null => Math.Abs(total),
        _ => 0,
    };

    private static bool IsSettled(StoredRow row) =>
        row.ArchivedAt is null
        && (Get(row, nameof(Invoice.Status)) is nameof(InvoiceStatus.Paid) or nameof(InvoiceStatus.PartlyPaid) or nameof(InvoiceStatus.Overpaid)
            || Get(row, nameof(Invoice.Shipped)) is nameof(ShipmentStatus.Shipped));

    private static object? Get(StoredRow row, string field) => row.Values[Invoices.Ordinal(field)];
}
