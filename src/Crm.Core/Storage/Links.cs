namespace Crm.Core.Storage;

/// <summary>One kind of object of one connection that becomes one CRM kind; keeps links short.</summary>
public sealed class LinkSource
{
    public int Id { get; set; }

    public string Connection { get; set; } = "";

    public string ExternalKind { get; set; } = "";

    public string Kind { get; set; } = "";
}

/// <summary>ExternalRef ↔ CRM row, and what both sides last agreed on.</summary>
public sealed class Link
{
    public long Id { get; set; }

    public int SourceId { get; set; }

    public string ExternalId { get; set; } = "";

    public Guid EntityId { get; set; }

    /// <summary>JSON of <see cref="Crm.Core.Sync.Agreed"/>.</summary>
    public string Agreed { get; set; } = "";
}

/// <summary>
/// A piece whose every statement is what its links agree on; such a piece need not be decoded again.
/// A piece is known while as many rows as <see cref="Of"/> says are there: a link that changes takes its rows away.
/// </summary>
public sealed class Fingerprint
{
    /// <summary>Of the piece, its connection and the mappings it was translated by.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>A link it speaks of; 0 when it speaks of none.</summary>
    public long LinkId { get; set; }

    public int Of { get; set; }
}
