using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>One thing the hub does regularly: what it takes, from where, by which mappings.</summary>
/// <param name="Today">The time zone in which a day begins and ends for this hub.</param>
public sealed record Flow(string Name, string Connection, MappingBook Mappings, Brakes Brakes, TimeZoneInfo Today);

/// <summary>What a delivery may not do without a person.</summary>
/// <param name="MaxDeletions">The share, 0 to 1, of the objects known of a connection that one delivery may mark as deleted.</param>
/// <param name="HarmlessDeletions">So many deletions are everyday life, whatever their share.</param>
public sealed record Brakes(double MaxDeletions = 0.2, int HarmlessDeletions = 5);
