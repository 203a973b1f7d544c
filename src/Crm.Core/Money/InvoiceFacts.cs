using System.Globalization;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Money;

/// <summary>One payment that is allocated to an invoice.</summary>
/// <param name="Amount">In the currency of the payment; negative for money that went out.</param>
/// <param name="Counts">Posted, not archived.</param>
public sealed record PaymentFact(Guid Id, string? Number, DateOnly? Date, decimal Amount, string? Currency, bool Counts);

/// <summary>One shipment that fulfils an invoice.</summary>
public sealed record ShipmentFact(Guid Id, string? Number, DateOnly? Date, bool Counts);

/// <summary>Everything that is known of the payment of one invoice.</summary>
/// <param name="PaidThere">1C says it is paid, says it is not, or says nothing.</param>
public sealed record InvoiceFacts(
    Guid Id,
    decimal Total,
    string? Currency,
    bool Archived,
    bool Cancelled,
    bool? PaidThere,
    string? PaymentNumberThere,
    DateOnly? PaymentDateThere,
    bool? ShippedThere,
    string? ShipmentNumberThere,
    IReadOnlyList<PaymentFact> Payments,
    IReadOnlyList<ShipmentFact> Shipments);

/// <summary>What follows from the facts of one invoice, and the row that says so.</summary>
/// <param name="Witness">The payment, or the invoice itself, from which it was learnt.</param>
public sealed record Verdict(InvoiceStatus Status, decimal Paid, ShipmentStatus Shipped, Words Reason, Guid Witness)
{
    /// <summary>
    /// Payments are counted in the invoice's own currency only. 1C reports the full payment of an order without an amount,
    /// so its word makes the invoice paid whatever payments are known; the disappearance of that word makes it what the
    /// payments say. Shipment is never taken for payment.
    /// </summary>
    public static Verdict Of(InvoiceFacts facts)
    {
        var counted = facts.Payments.Where(payment => payment.Counts && SameCurrency(payment, facts)).ToList();
        var paid = counted.Sum(payment => payment.Amount);
        var last = counted.OrderBy(payment => payment.Date).ThenBy(payment => payment.Number, StringComparer.Ordinal).LastOrDefault();
        var shipped = facts.ShippedThere == true || facts.Shipments.Any(shipment => shipment.Counts)
            ? ShipmentStatus.Shipped
            : ShipmentStatus.NotShipped;

        return facts switch
        {
            { Archived: true } => new(InvoiceStatus.Cancelled, paid, shipped, Deleted, facts.Id),
            { Cancelled: true } => new(InvoiceStatus.Cancelled, paid, shipped, CancelledThere, facts.Id),
            { PaidThere: true } when paid < facts.Total => new(InvoiceStatus.Paid, facts.Total, shipped, SaidPaid(facts), facts.Id),
            _ => ByPayments(facts, paid, last, shipped),
        };
    }

    private static Words Deleted { get; } = new(
        "документ помечен на удаление в 1С", "the document is marked as deleted in 1C");

    private static Words CancelledThere { get; } = new(
        "1С сообщает, что заказ отменён", "1C says that the order is cancelled");

    private static Verdict ByPayments(InvoiceFacts facts, decimal paid, PaymentFact? last, ShipmentStatus shipped)
    {
        var witness = last?.Id ?? facts.Id;

        return paid switch
        {
            _ when last is null => new(InvoiceStatus.Unpaid, 0, shipped, NoPayment(facts), witness),
            <= 0 => new(InvoiceStatus.Unpaid, paid, shipped, ByDocument(last, paid, facts), witness),
            _ when paid < facts.Total => new(InvoiceStatus.PartlyPaid, paid, shipped, ByDocument(last, paid, facts), witness),
            _ when paid > facts.Total => new(InvoiceStatus.Overpaid, paid, shipped, ByDocument(last, paid, facts), witness),
            _ => new(InvoiceStatus.Paid, paid, shipped, ByDocument(last, paid, facts), witness),
        };
    }

    private static bool SameCurrency(PaymentFact payment, InvoiceFacts facts) =>
        payment.Currency is null || facts.Currency is null || payment.Currency == facts.Currency;

    private static Words SaidPaid(InvoiceFacts facts) => new(
        $"1С сообщает о полной оплате: документ {facts.PaymentNumberThere ?? "без номера"}{OfDay(facts.PaymentDateThere, " от ")}",
        $"1C reports full payment: document {facts.PaymentNumberThere ?? "without number"}{OfDay(facts.PaymentDateThere, " of ")}");

    private static Words NoPayment(InvoiceFacts facts) => facts.Payments.Count switch
    {
        0 when facts.PaidThere == false => new("1С не сообщает об оплате", "1C reports no payment"),
        0 => new("об оплате ничего не известно", "nothing is known of a payment"),
        _ => new("платежи отменены, не проведены или в другой валюте", "the payments are cancelled, not posted or in another currency"),
    };

    private static Words ByDocument(PaymentFact last, decimal paid, InvoiceFacts facts) => new(
        $"оплачено {Sum(paid)} из {Sum(facts.Total)}; последний платёж {last.Number ?? "без номера"}{OfDay(last.Date, " от ")}",
        $"{Sum(paid)} of {Sum(facts.Total)} is paid; the last payment is {last.Number ?? "without number"}{OfDay(last.Date, " of ")}");

    private static string OfDay(DateOnly? day, string word) => day is { } known ? word + known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Sum(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
