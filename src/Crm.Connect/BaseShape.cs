namespace Crm.Connect;

/// <summary>How one base is built: its kinds and their fields, as it describes itself at one moment.</summary>
/// <param name="Fingerprint">Equal for equal shapes.</param>
/// <param name="IsPinned">It is the one that <see cref="IConnector.KindsOf"/> tells.</param>
public sealed record BaseShape(string Fingerprint, IReadOnlyList<ExternalKind> Kinds, bool IsPinned);

/// <summary>Something in the living base that mappings rely on and that is not so.</summary>
/// <param name="Paths">The fields it is about; empty when it is the kind itself.</param>
/// <param name="IsError">Nothing can be read or written so; otherwise it is a warning.</param>
public sealed record BaseFinding(string Kind, IReadOnlyList<string> Paths, Words Words, bool IsError);
