namespace Crm.Connect;

/// <summary>An open conversation with one external base. Used by one run at a time; not thread-safe, except for <see cref="Read"/>.</summary>
public interface IChannel : IAsyncDisposable
{
    /// <summary>Proves that the address, the credentials and the rights are there, and changes nothing over there.</summary>
    /// <exception cref="ConnectorException">Says in words what the operator has to correct.</exception>
    Task CheckAsync(CancellationToken ct);

    /// <summary>
    /// How the base is built now. Keeps nothing. Cheap while the base is built as it was. Only asked of channels with
    /// <see cref="Abilities.DescribesKinds"/>.
    /// </summary>
    /// <exception cref="ConnectorException">Unavailable or Misconfigured.</exception>
    Task<BaseShape> DescribeAsync(CancellationToken ct) =>
        throw new NotSupportedException("this channel does not declare Abilities.DescribesKinds");

    /// <summary>From now on <see cref="IConnector.KindsOf"/> tells this shape, which <see cref="DescribeAsync"/> gave.</summary>
    Task PinAsync(BaseShape shape, CancellationToken ct) =>
        throw new NotSupportedException("this channel does not declare Abilities.DescribesKinds");

    /// <summary>
    /// Looks in the living base for all that keeps the flow from what it wants: rights, what is published, keys that are not
    /// unique. Reads only, and little beside the keys.
    /// </summary>
    /// <exception cref="ConnectorException">Unavailable or Misconfigured.</exception>
    Task<IReadOnlyList<BaseFinding>> ExamineAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<BaseFinding>>([]);

    /// <summary>
    /// Deliveries waiting for us, in the order they are to be applied; none when there is nothing new.
    /// A delivery comes again in the next run until it has been acknowledged or put aside.
    /// </summary>
    /// <exception cref="ConnectorException">Unavailable or Misconfigured: nothing can be received now.</exception>
    IAsyncEnumerable<Delivery> ReceiveAsync(CancellationToken ct);

    /// <summary>
    /// Reads the raw bytes of a delivery piece by piece, forward only, in memory that does not grow with it.
    /// Pure: the same bytes give the same pieces. The whole delivery is well formed only when the walk came to its end:
    /// a caller that must not apply half of it walks it once before.
    /// </summary>
    /// <exception cref="ConnectorException">Malformed, with the place; Refused, when this channel does not take such deliveries.</exception>
    IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct);

    /// <summary>
    /// Tells the other side that we hold this delivery and it may forget it.
    /// Called after our commit, never before; calling it twice does no harm.
    /// </summary>
    Task AcknowledgeAsync(Delivery delivery, CancellationToken ct);

    /// <summary>
    /// Puts a malformed delivery where it does not come again, with the reason beside it; nothing of it was applied.
    /// Calling it twice does no harm.
    /// </summary>
    /// <returns>Where it was put, for the person who must look.</returns>
    Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct);

    /// <summary>
    /// Sends a parcel. The same parcel sent again has the effect of once: after a crash nobody knows whether it had gone.
    /// An object is refused or outdated by itself; the others of the parcel go on. Only asked of channels with
    /// <see cref="Abilities.Send"/>.
    /// </summary>
    /// <returns>One receipt for every object, in their order.</returns>
    /// <exception cref="ConnectorException">
    /// Unavailable: some objects may have been written and others not; the hub probes or sends the same parcel again.
    /// </exception>
    Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct) =>
        throw new NotSupportedException("this channel does not declare Abilities.Send");

    /// <summary>
    /// Looks what the other side has under these keys, and changes nothing. Only asked of channels with <see cref="Abilities.Probe"/>.
    /// </summary>
    /// <returns>One sight for every key, in their order.</returns>
    /// <exception cref="ConnectorException">Unavailable or Misconfigured.</exception>
    Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct) =>
        throw new NotSupportedException("this channel does not declare Abilities.Probe");
}
