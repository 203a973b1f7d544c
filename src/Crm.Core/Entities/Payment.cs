namespace Crm.Core.Entities;

/// <summary>How money moved.</summary>
public enum PaymentMethod
{
    BankTransfer,
    Cash,
    Card,
}

/// <summary>Which way money moved, seen from us.</summary>
public enum PaymentDirection
{
    In,
    Out,
}

/// <summary>Money that moved, and which invoices it pays.</summary>
[Kind(80)]
public sealed class Payment : Entity
{
    [KeyField]
    public string? Number { get; set; }

    [KeyField]
    public DateOnly? Date { get; set; }

    public string? TheirNumber { get; set; }

    public DateOnly? TheirDate { get; set; }

    public PaymentDirection? Direction { get; set; }

    public PaymentMethod? Method { get; set; }

    [KeyField]
    [LinkTo(typeof(Counterparty))]
    public Guid? CounterpartyId { get; set; }

    [LinkTo(typeof(Organization))]
    public Guid? OrganizationId { get; set; }

    /// <summary>ISO 4217 letters.</summary>
    public string? Currency { get; set; }

    [Money]
    public decimal? Total { get; set; }

    public string? Purpose { get; set; }

    public bool? Posted { get; set; }

    [Rows]
    public List<PaymentAllocation> Allocations { get; } = [];
}

/// <summary>How much of a payment pays which invoice.</summary>
public sealed class PaymentAllocation : EntityRow
{
    [KeyField]
    [LinkTo(typeof(Invoice))]
    public Guid? InvoiceId { get; set; }

    [Money]
    public decimal? Amount { get; set; }
}
