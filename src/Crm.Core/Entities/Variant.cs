namespace Crm.Core.Entities;

/// <summary>
/// An item as it is offered: with one characteristic (size, colour), or without any. Prices and stock belong to it.
/// </summary>
[Kind(60)]
public sealed class Variant : Entity
{
    [KeyField]
    [LinkTo(typeof(Item))]
    public Guid? ItemId { get; set; }

    /// <summary>Empty for the item itself.</summary>
    [KeyField]
    public string? Characteristic { get; set; }

    public string? Name { get; set; }

    public string? Article { get; set; }

    [KeyField]
    public string? Barcode { get; set; }

    [Rows]
    public List<VariantCharacteristic> Characteristics { get; } = [];

    [Rows("PriceType", "Unit", "MinQuantity")]
    public List<Price> Prices { get; } = [];

    [Rows("Warehouse")]
    public List<Stock> Stocks { get; } = [];
}

/// <summary>One named value of a characteristic, such as Размер: 42.</summary>
public sealed class VariantCharacteristic : EntityRow
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>The price of a variant in one price type, per unit.</summary>
public sealed class Price : EntityRow
{
    [LinkTo(typeof(PriceType))]
    public Guid? PriceTypeId { get; set; }

    public string? Unit { get; set; }

    public decimal? MinQuantity { get; set; }

    public decimal? Value { get; set; }

    /// <summary>ISO 4217 letters; null means that of the price type.</summary>
    public string? Currency { get; set; }
}

/// <summary>How much of a variant lies in a warehouse; without a warehouse, in all of them together.</summary>
public sealed class Stock : EntityRow
{
    [LinkTo(typeof(Warehouse))]
    public Guid? WarehouseId { get; set; }

    public decimal? Quantity { get; set; }
}
