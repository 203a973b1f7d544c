namespace Crm.Core.Entities;

/// <summary>A folder of items; folders nest.</summary>
[Kind(40)]
public sealed class ItemGroup : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    [KeyField]
    [LinkTo(typeof(ItemGroup))]
    public Guid? ParentId { get; set; }
}
