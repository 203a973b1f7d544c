namespace Crm.Testing;

/// <summary>A database as it was at some moment: the bytes of a file, or the name of a database that nobody uses.</summary>
public sealed record HubSnapshot(byte[]? File, string? Database);
