namespace Crm.Core.Storage;

/// <summary>What is kept for the channel of a flow about one kind over there, under one set of mappings.</summary>
public sealed class FlowMemory
{
    public int Id { get; set; }

    public string Flow { get; set; } = "";

    /// <summary>Empty for notes.</summary>
    public string ExternalKind { get; set; } = "";

    public string MappingHash { get; set; } = "";
}

/// <summary>A note of a channel.</summary>
public sealed class ChannelNote
{
    public int MemoryId { get; set; }

    public string Key { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>The version of an object over there that was taken.</summary>
public sealed class SeenVersion
{
    public int MemoryId { get; set; }

    public string ExternalId { get; set; } = "";

    public string Version { get; set; } = "";
}
