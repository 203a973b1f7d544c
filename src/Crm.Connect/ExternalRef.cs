namespace Crm.Connect;

/// <summary>
/// The name of one object in one external base: which base, which kind there, which id there.
/// Equal refs are the same object. Ids are compared letter by letter: a connector whose system writes one id
/// in two ways makes them one before it builds the ref.
/// </summary>
public sealed record ExternalRef
{
    /// <exception cref="ArgumentException">A part is blank.</exception>
    public ExternalRef(string connection, string kind, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Connection = connection;
        Kind = kind;
        Id = id;
    }

    public string Connection { get; }

    public string Kind { get; }

    public string Id { get; }

    public override string ToString() => $"{Connection}/{Kind}/{Id}";
}
