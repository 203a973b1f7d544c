namespace Crm.Core.Entities;

/// <summary>A firm of our own, in whose books the other side writes.</summary>
[Kind(15)]
public sealed class Organization : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? FullName { get; set; }

    [KeyField]
    public string? Inn { get; set; }

    [KeyField]
    public string? Kpp { get; set; }

    public string? LegalAddress { get; set; }

    [Rows("Number", "Bic")]
    public List<OrganizationAccount> Accounts { get; } = [];
}

/// <summary>A bank account of our own.</summary>
public sealed class OrganizationAccount : EntityRow
{
    public string? Number { get; set; }

    public string? Bic { get; set; }

    public string? BankName { get; set; }

    public string? CorrespondentAccount { get; set; }
}
