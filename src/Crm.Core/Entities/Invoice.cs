namespace Crm.Core.Entities;

/// <summary>What the document is over there: an order of the client or an invoice for payment.</summary>
public enum InvoiceKind
{
    Order,
    Invoice,
}

/// <summary>How much of an invoice is known to be paid, or that nothing is expected any more.</summary>
public enum InvoiceStatus
{
    Unpaid,
    PartlyPaid,
    Paid,
    Overpaid,
    Cancelled,
}

/// <summary>How much of it is known to be shipped.</summary>
public enum ShipmentStatus
{
    NotShipped,
    Shipped,
}

/// <summary>An order or invoice with its lines, and what is known of its payment.</summary>
[Kind(70)]
public sealed class Invoice : Entity
{
    public InvoiceKind? Kind { get; set; }

    [KeyField]
    public string? Number { get; set; }

    [KeyField]
    public DateOnly? Date { get; set; }

    public string? Time { get; set; }

    /// <summary>Number and date in the books of the other side, where they differ from ours.</summary>
    public string? TheirNumber { get; set; }

    public DateOnly? TheirDate { get; set; }

    [KeyField]
    [LinkTo(typeof(Counterparty))]
    public Guid? CounterpartyId { get; set; }

    [LinkTo(typeof(Organization))]
    public Guid? OrganizationId { get; set; }

    [LinkTo(typeof(Contract))]
    public Guid? ContractId { get; set; }

    /// <summary>ISO 4217 letters.</summary>
    public string? Currency { get; set; }

    public decimal? Rate { get; set; }

    [Money]
    public decimal? Total { get; set; }

    [Money]
    public decimal? Vat { get; set; }

    public bool? VatIncluded { get; set; }

    [Money]
    public decimal? Discount { get; set; }

    public DateOnly? DueDate { get; set; }

    public string? Comment { get; set; }

    /// <summary>The status in their own words.</summary>
    public string? TheirStatus { get; set; }

    public bool? Posted { get; set; }

    public bool? CancelledThere { get; set; }

    public bool? PaidThere { get; set; }

    public string? PaymentNumberThere { get; set; }

    public DateOnly? PaymentDateThere { get; set; }

    public bool? ShippedThere { get; set; }

    public string? ShipmentNumberThere { get; set; }

    public DateOnly? ShipmentDateThere { get; set; }

    [Rows]
    public List<InvoiceLine> Lines { get; } = [];

    [Derived]
    public InvoiceStatus? Status { get; set; }

    /// <summary>Which document says so, in which file, when; both languages as JSON of <see cref="Crm.Connect.Words"/>.</summary>
    [Derived]
    public string? StatusReason { get; set; }

    [Derived]
    [Money]
    public decimal? Paid { get; set; }

    [Derived]
    public ShipmentStatus? Shipped { get; set; }
}

/// <summary>One line of an invoice. The total is what the document says; it may differ from price × quantity.</summary>
public sealed class InvoiceLine : EntityRow
{
    [LinkTo(typeof(Item))]
    public Guid? ItemId { get; set; }

    [LinkTo(typeof(Variant))]
    public Guid? VariantId { get; set; }

    public string? Name { get; set; }

    public string? Article { get; set; }

    public string? Unit { get; set; }

    public decimal? Quantity { get; set; }

    public decimal? Price { get; set; }

    [Money]
    public decimal? Total { get; set; }

    public string? VatRate { get; set; }

    [Money]
    public decimal? Vat { get; set; }

    public bool? VatIncluded { get; set; }

    [Money]
    public decimal? Discount { get; set; }
}
