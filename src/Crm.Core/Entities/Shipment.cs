namespace Crm.Core.Entities;

/// <summary>What kind of movement of goods it was.</summary>
public enum ShipmentKind
{
    Sale,
    Return,
    Consignment,
    ConsignmentReturn,
    RightsTransfer,
}

/// <summary>Goods or rights that were handed over.</summary>
[Kind(75)]
public sealed class Shipment : Entity
{
    public ShipmentKind? Kind { get; set; }

    [KeyField]
    public string? Number { get; set; }

    [KeyField]
    public DateOnly? Date { get; set; }

    public string? TheirNumber { get; set; }

    public DateOnly? TheirDate { get; set; }

    [KeyField]
    [LinkTo(typeof(Counterparty))]
    public Guid? CounterpartyId { get; set; }

    [LinkTo(typeof(Organization))]
    public Guid? OrganizationId { get; set; }

    /// <summary>The order or invoice it fulfils.</summary>
    [KeyField]
    [LinkTo(typeof(Invoice))]
    public Guid? InvoiceId { get; set; }

    /// <summary>ISO 4217 letters.</summary>
    public string? Currency { get; set; }

    [Money]
    public decimal? Total { get; set; }

    public bool? Posted { get; set; }

    [Rows]
    public List<ShipmentLine> Lines { get; } = [];
}

/// <summary>One line of a shipment.</summary>
public sealed class ShipmentLine : EntityRow
{
    [LinkTo(typeof(Item))]
    public Guid? ItemId { get; set; }

    [LinkTo(typeof(Variant))]
    public Guid? VariantId { get; set; }

    public string? Name { get; set; }

    public string? Article { get; set; }

    public decimal? Quantity { get; set; }

    public decimal? Price { get; set; }

    [Money]
    public decimal? Total { get; set; }
}
