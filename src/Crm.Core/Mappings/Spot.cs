using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings;

/// <summary>A place in the file of a mapping, from 1.</summary>
internal readonly record struct Spot(long Line, long Column)
{
    public static Spot Of(Node node) => new(node.Line, node.Column);
}

/// <summary>Where the parts of a mapping stand.</summary>
/// <param name="From">Of each kind over there.</param>
/// <param name="When">Of the condition of the whole mapping, when it has one.</param>
internal sealed record MappingSpots(IReadOnlyDictionary<string, Spot> From, Spot? When)
{
    public static MappingSpots None { get; } = new(new Dictionary<string, Spot>(), null);
}
