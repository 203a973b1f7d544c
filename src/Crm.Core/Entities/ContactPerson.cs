namespace Crm.Core.Entities;

/// <summary>A person who speaks for a counterparty.</summary>
[Kind(25)]
public sealed class ContactPerson : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? Position { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    [KeyField]
    [LinkTo(typeof(Counterparty))]
    public Guid? CounterpartyId { get; set; }
}
