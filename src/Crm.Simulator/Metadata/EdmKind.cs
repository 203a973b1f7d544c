namespace Crm.Simulator.Metadata;

/// <summary>What a property holds. In memory: string, Guid, bool, DateTime, long, long, decimal, string, nothing, rows.</summary>
internal enum EdmKind
{
    Text,
    Guid,
    Boolean,
    Date,
    Int16,
    Int64,
    Double,
    Binary,
    Stream,
    Rows,
}
