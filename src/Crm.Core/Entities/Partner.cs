namespace Crm.Core.Entities;

/// <summary>A client or supplier as managers know it; it acts through one or several legal entities.</summary>
[Kind(10)]
public sealed class Partner : Entity
{
    [KeyField]
    public string Name { get; set; } = "";

    /// <summary>ИНН of the head legal entity: what branches with their own КПП have in common.</summary>
    [KeyField]
    public string? Inn { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }
}

/// <summary>
/// Which partner a counterparty belonged to, and when. Written by the hub whenever <see cref="Counterparty.PartnerId"/> changes:
/// at most one line of a counterparty has no end.
/// </summary>
public sealed class PartnerMembership
{
    public long Id { get; set; }

    public Guid PartnerId { get; set; }

    public Guid CounterpartyId { get; set; }

    /// <summary>First day, in the time zone of the hub.</summary>
    public DateOnly Since { get; set; }

    /// <summary>The day from which it no longer holds; null while it does.</summary>
    public DateOnly? Until { get; set; }
}
