namespace Crm.Core.Entities;

/// <summary>Base of every CRM row: identity and life, and nothing about any external system.</summary>
public abstract class Entity
{
    /// <summary>Version-7 GUID: grows with time, so that indexes grow at their end.</summary>
    public Guid Id { get; set; }

    /// <summary>When it was archived, UTC; null while it lives. Rows are never deleted.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>Grows by one with every change of the row.</summary>
    public int Revision { get; set; }
}

/// <summary>One row of a table inside an entity, such as a line of an invoice.</summary>
public abstract class EntityRow
{
    public Guid OwnerId { get; set; }

    /// <summary>Its place among the rows of its owner, from 0.</summary>
    public int No { get; set; }
}

/// <summary>Names a class as a CRM kind and says when it is applied: those that others refer to first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindAttribute(int order) : Attribute
{
    public int Order { get; } = order;
}

/// <summary>A field by which objects may be matched. A normalised column of the name + "Key" stands beside it, indexed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyFieldAttribute : Attribute;

/// <summary>Sums of money: exact, four decimals, up to 922 trillion.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MoneyAttribute : Attribute;

/// <summary>Filled by the hub from facts, never by a mapping.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute : Attribute;

/// <summary>A Guid property named XId is the link field X to a row of that kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinkToAttribute(Type kind) : Attribute
{
    public Type Kind { get; } = kind;
}

/// <summary>
/// A table inside the entity. With a key its rows are merged one by one and none is ever removed by absence;
/// without one the table is taken whole.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RowsAttribute(params string[] key) : Attribute
{
    public IReadOnlyList<string> Key { get; } = key;
}
