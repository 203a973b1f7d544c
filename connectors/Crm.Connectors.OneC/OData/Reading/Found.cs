using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Something in the base that the hub has not taken: a delivery, once its turn is known.</summary>
/// <param name="Name">As <see cref="DeliveryName"/> says it.</param>
/// <param name="ReadAsync">Reads it whole.</param>
/// <param name="Notes">What is known of the base once it was taken.</param>
internal sealed record Found(string Name, Func<RawWriter, CancellationToken, Task> ReadAsync, IReadOnlyList<Note> Notes);
