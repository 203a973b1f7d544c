namespace Crm.Core.Entities;

/// <summary>A contract between one of our organizations and a counterparty.</summary>
[Kind(30)]
public sealed class Contract : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    [KeyField]
    public string? Number { get; set; }

    public DateOnly? Date { get; set; }

    [KeyField]
    [LinkTo(typeof(Counterparty))]
    public Guid? CounterpartyId { get; set; }

    [LinkTo(typeof(Organization))]
    public Guid? OrganizationId { get; set; }
}
