namespace Crm.Core.Entities;

/// <summary>A unit of measure, by its code in ОКЕИ where it has one.</summary>
[Kind(5)]
public sealed class Unit : Entity
{
    [KeyField]
    public string? Code { get; set; }

    public string Name { get; set; } = "";

    public string? FullName { get; set; }

    public string? InternationalCode { get; set; }
}

/// <summary>A currency, by its ISO 4217 letters.</summary>
[Kind(1)]
public sealed class Currency : Entity
{
    [KeyField]
    public string Code { get; set; } = "";

    public string? NumericCode { get; set; }

    public string? Name { get; set; }
}

/// <summary>One of several prices an item has: retail, wholesale, purchase.</summary>
[Kind(6)]
public sealed class PriceType : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    /// <summary>ISO 4217 letters.</summary>
    public string? Currency { get; set; }

    public bool? VatIncluded { get; set; }
}

/// <summary>A place where stock lies.</summary>
[Kind(7)]
public sealed class Warehouse : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public string? Comment { get; set; }
}

/// <summary>A property that items may have, with the values a dictionary allows.</summary>
[Kind(8)]
public sealed class ItemProperty : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? ValueType { get; set; }

    [Rows("Key")]
    public List<ItemPropertyOption> Options { get; } = [];
}

/// <summary>One allowed value of a property, under the id by which items name it.</summary>
public sealed class ItemPropertyOption : EntityRow
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
