using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>What does not change while a run goes on.</summary>
/// <param name="MappingHash">Hexadecimal.</param>
internal sealed record RunContext(long RunId, Flow Flow, string MappingHash, RunNumbers Numbers, TimeProvider Clock, RowKeys Keys)
{
    /// <summary>Under which pieces are remembered.</summary>
    public PieceScope Scope { get; } = new(Flow.Name, Flow.Connection, Flow.Mappings.Hash);

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Flow.Today).DateTime);
}

/// <summary>Which keys rows of a kind may be matched by, over all mappings of a flow.</summary>
internal sealed class RowKeys(MappingBook book)
{
    private readonly Dictionary<string, List<MatchKey>> _byKind = book.Mappings
        .GroupBy(mapping => mapping.To.Name)
        .ToDictionary(
            group => group.Key,
            group => group.SelectMany(mapping => mapping.Match).DistinctBy(key => key.Name).ToList(),
            StringComparer.Ordinal);

    public IReadOnlyList<MatchKey> Of(string kind) => _byKind.GetValueOrDefault(kind) ?? [];
}

/// <summary>A piece that was passed over as known turns out to be news after all: the delivery must be read again and it decoded.</summary>
internal sealed class ReadAgainException(UInt128 piece) : Exception
{
    public UInt128 Piece { get; } = piece;
}
