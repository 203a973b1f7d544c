namespace Crm.Core.Entities;

/// <summary>What a counterparty is before the law; it decides which of ИНН and КПП identify it.</summary>
public enum CounterpartyKind
{
    LegalEntity,
    Entrepreneur,
    Person,
}

/// <summary>One legal entity, entrepreneur or person that documents are written to.</summary>
[Kind(20)]
public sealed class Counterparty : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    public string? FullName { get; set; }

    public CounterpartyKind? Kind { get; set; }

    [KeyField]
    public string? Inn { get; set; }

    [KeyField]
    public string? Kpp { get; set; }

    [KeyField]
    public string? Ogrn { get; set; }

    public string? Okpo { get; set; }

    public string? LegalAddress { get; set; }

    public string? ActualAddress { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? Comment { get; set; }

    [LinkTo(typeof(Partner))]
    public Guid? PartnerId { get; set; }

    [Rows("Type", "Value")]
    public List<CounterpartyContact> Contacts { get; } = [];

    [Rows("Number", "Bic")]
    public List<CounterpartyAccount> Accounts { get; } = [];
}

/// <summary>A telephone, an address of e-mail or of the web, as it was told.</summary>
public sealed class CounterpartyContact : EntityRow
{
    public string? Type { get; set; }

    public string? Value { get; set; }

    public string? Comment { get; set; }
}

/// <summary>A bank account of a counterparty.</summary>
public sealed class CounterpartyAccount : EntityRow
{
    public string? Number { get; set; }

    public string? Bic { get; set; }

    public string? BankName { get; set; }

    public string? CorrespondentAccount { get; set; }
}
