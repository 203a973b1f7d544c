using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Money;

/// <summary>
/// Derives the status of invoices from what the database holds of their payments and shipments, and writes where it changed,
/// with the reason. Runs within the transaction of the chunk that changed the facts.
/// </summary>
/// <param name="zone">In which the reason tells its moment: that of the firm.</param>
public sealed class Settlement(DbSession db, HistoryStore history, RowStore rows, TimeZoneInfo zone)
{
    private static readonly KindTable Invoices = KindTable.Of(nameof(Invoice));

    /// <summary>The invoices that these payments and shipments speak of now; asked before and after they are written.</summary>
    public HashSet<Guid> InvoicesOf(IReadOnlyCollection<Guid> payments, IReadOnlyCollection<Guid> shipments)
    {
        var found = new HashSet<Guid>();
        if (payments.Count > 0)
        {
            found.UnionWith(db.Query(
                "SELECT DISTINCT a.InvoiceId FROM PaymentAllocation a WHERE a.OwnerId IN ids($0) AND a.InvoiceId IS NOT NULL",
                reader => reader.GetGuid(0), payments));
        }

        if (shipments.Count > 0)
        {
            found.UnionWith(db.Query(
                "SELECT DISTINCT s.InvoiceId FROM Shipment s WHERE s.Id IN ids($0) AND s.InvoiceId IS NOT NULL",
                reader => reader.GetGuid(0), shipments));
        }

        return found;
    }

    /// <summary>Brings the status of these invoices up to date.</summary>
    /// <returns>How many changed.</returns>
    public int Settle(IReadOnlyCollection<Guid> invoices, long runId, DateTime now)
    {
        if (invoices.Count == 0)
        {
            return 0;
        }

        var payments = PaymentsOf(invoices);
        var shipments = ShipmentsOf(invoices);
        var changed = rows.Read(Invoices, invoices, []).Values
            .Select(row => (Row: row, Verdict: Verdict.Of(FactsOf(row, payments, shipments))))
            .Where(pair => Differs(pair.Row, pair.Verdict))
            .ToList();
        var places = PlacesOf([.. changed.Select(pair => pair.Verdict.Witness)]);

        foreach (var (row, verdict) in changed)
        {
            Write(row, verdict, places.GetValueOrDefault(verdict.Witness), runId, now);
        }

        return changed.Count;
    }

    private static bool Differs(StoredRow row, Verdict verdict) =>
        Get<string>(row, nameof(Invoice.Status)) != verdict.Status.ToString()
        || Get<decimal?>(row, nameof(Invoice.Paid)) != verdict.Paid
        || Get<string>(row, nameof(Invoice.Shipped)) != verdict.Shipped.ToString();

    private void Write(StoredRow row, Verdict verdict, string? place, long runId, DateTime now)
    {
        var moment = TimeZoneInfo.ConvertTimeFromUtc(now, zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var reason = new Words(
            $"{verdict.Reason.Ru} (файл {place ?? "неизвестен"}, узнали {moment})",
            $"{verdict.Reason.En} (file {place ?? "unknown"}, learnt {moment})");
        var before = row.Values[Invoices.Ordinal(nameof(Invoice.Status))];

        Set(row, nameof(Invoice.Status), verdict.Status.ToString());
        Set(row, nameof(Invoice.Paid), verdict.Paid);
        Set(row, nameof(Invoice.Shipped), verdict.Shipped.ToString());
        Set(row, nameof(Invoice.StatusReason), WordsJson.Write(reason));
        rows.Update(Invoices, row);
        history.Write(new JournalEntry
        {
            RunId = runId,
            At = now,
            Kind = nameof(Invoice),
            EntityId = row.Id,
            Decision = "Derive",
            Changes = Changes(before as string, verdict, reason),
        });
    }

    private static string Changes(string? before, Verdict verdict, Words reason) => FieldsJson.Write(Fields.Of(
        (nameof(Invoice.Status), new Many([before, verdict.Status.ToString()])),
        (nameof(Invoice.StatusReason), new Many([null, WordsJson.Write(reason)]))));

    private static InvoiceFacts FactsOf(StoredRow row, ILookup<Guid, PaymentFact> payments, ILookup<Guid, ShipmentFact> shipments) => new(
        row.Id,
        Get<decimal?>(row, nameof(Invoice.Total)) ?? 0,
        Get<string>(row, nameof(Invoice.Currency)),
        row.ArchivedAt is not null,
        Get<bool?>(row, nameof(Invoice.CancelledThere)) == true,
        Get<bool?>(row, nameof(Invoice.PaidThere)),
        Get<string>(row, nameof(Invoice.PaymentNumberThere)),
        Get<DateOnly?>(row, nameof(Invoice.PaymentDateThere)),
        Get<bool?>(row, nameof(Invoice.ShippedThere)),
        Get<string>(row, nameof(Invoice.ShipmentNumberThere)),
        [.. payments[row.Id]],
        [.. shipments[row.Id]]);

    private ILookup<Guid, PaymentFact> PaymentsOf(IReadOnlyCollection<Guid> invoices) => db.Query(
        "SELECT a.InvoiceId, p.Id, p.Number, p.Date, a.Amount, p.Direction, p.Currency, p.Posted, p.ArchivedAt "
        + "FROM PaymentAllocation a CROSS JOIN Payment p WHERE a.InvoiceId IN ids($0) AND p.Id = a.OwnerId",
        reader => (
            Invoice: reader.GetGuid(0),
            Payment: new PaymentFact(
                reader.GetGuid(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetDate(3),
                (reader.IsDBNull(4) ? 0 : Scaled.ToDecimal(reader.GetInt64(4), FieldType.Money))
                    * (!reader.IsDBNull(5) && reader.GetString(5) == nameof(PaymentDirection.Out) ? -1 : 1),
                reader.IsDBNull(6) ? null : reader.GetString(6),
                (reader.IsDBNull(7) || reader.GetBoolean(7)) && reader.IsDBNull(8))),
        invoices).ToLookup(pair => pair.Invoice, pair => pair.Payment);

    private ILookup<Guid, ShipmentFact> ShipmentsOf(IReadOnlyCollection<Guid> invoices) => db.Query(
        "SELECT s.InvoiceId, s.Id, s.Number, s.Date, s.Posted, s.ArchivedAt, s.Kind "
        + "FROM Shipment s WHERE s.InvoiceId IN ids($0)",
        reader => (
            Invoice: reader.GetGuid(0),
            Shipment: new ShipmentFact(
                reader.GetGuid(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetDate(3),
                (reader.IsDBNull(4) || reader.GetBoolean(4)) && reader.IsDBNull(5) && !IsReturn(reader.IsDBNull(6) ? null : reader.GetString(6)))),
        invoices).ToLookup(pair => pair.Invoice, pair => pair.Shipment);

    // The newest place that spoke of each of these rows.
    private Dictionary<Guid, string> PlacesOf(IReadOnlyCollection<Guid> witnesses) => db.Query(
        "SELECT EntityId, File, Line FROM Journal WHERE Id IN ("
        + "SELECT MAX(e.Id) FROM Journal e WHERE e.EntityId IN ids($0) AND e.File IS NOT NULL GROUP BY e.EntityId)",
        reader => (Id: reader.GetGuid(0), Place: new Place(reader.GetString(1), reader.GetInt64(2)).ToString()),
        witnesses).ToDictionary(pair => pair.Id, pair => pair.Place);

    private static bool IsReturn(string? kind) => kind is nameof(ShipmentKind.Return) or nameof(ShipmentKind.ConsignmentReturn);

    private static T? Get<T>(StoredRow row, string field) => (T?)row.Values[Invoices.Ordinal(field)];

    private static void Set(StoredRow row, string field, object? value) => row.Values[Invoices.Ordinal(field)] = value;
}
