namespace Crm.Core.Entities;

/// <summary>Goods or a service.</summary>
public enum ItemKind
{
    Goods,
    Service,
}

/// <summary>What is bought and sold. What has sizes or colours has <see cref="Variant"/>s.</summary>
[Kind(50)]
public sealed class Item : Entity
{
    public string Name { get; set; } = "";

    public string? FullName { get; set; }

    [KeyField]
    public string? Article { get; set; }

    [KeyField]
    public string? Code { get; set; }

    [KeyField]
    public string? Barcode { get; set; }

    public ItemKind? Kind { get; set; }

    [LinkTo(typeof(ItemGroup))]
    public Guid? GroupId { get; set; }

    [LinkTo(typeof(Unit))]
    public Guid? UnitId { get; set; }

    /// <summary>The rate as a word: 20, 22, 10, 5, 7, 0 or None.</summary>
    public string? VatRate { get; set; }

    public string? Description { get; set; }

    public string? Country { get; set; }

    public string? Brand { get; set; }

    public decimal? Weight { get; set; }

    [Rows]
    public List<ItemGroupMembership> MoreGroups { get; } = [];

    [Rows]
    public List<ItemPropertyValue> Properties { get; } = [];

    [Rows]
    public List<ItemImage> Images { get; } = [];
}

/// <summary>A further folder an item lies in, beside its first.</summary>
public sealed class ItemGroupMembership : EntityRow
{
    [LinkTo(typeof(ItemGroup))]
    public Guid? GroupId { get; set; }
}

/// <summary>The value of one property of an item.</summary>
public sealed class ItemPropertyValue : EntityRow
{
    [LinkTo(typeof(ItemProperty))]
    public Guid? PropertyId { get; set; }

    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>A picture of an item, as a path or address over there.</summary>
public sealed class ItemImage : EntityRow
{
    public string? Path { get; set; }
}
