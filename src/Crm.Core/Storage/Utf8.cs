namespace Crm.Core.Storage;

/// <summary>A text that is UTF-8 already; stored as it is.</summary>
public readonly record struct Utf8(ReadOnlyMemory<byte> Bytes);
