using Microsoft.Extensions.Logging;

namespace Crm.Connect;

/// <summary>Knows how to talk to one kind of external system. Has no state of its own.</summary>
public interface IConnector
{
    /// <summary>The word for it in appsettings.json, for example "commerceml-files". Never renamed once shipped.</summary>
    string Name { get; }

    /// <summary>What its channels can do. A flow that asks for more is refused at start-up, not at night.</summary>
    Abilities Abilities { get; }

    /// <summary>The class its settings are bound to. Unknown keys are refused by the hub.</summary>
    Type SettingsType { get; }

    /// <summary>
    /// The kinds of object it speaks of and the fields each may have. Mappings are checked against it before a run.
    /// </summary>
    IReadOnlyList<ExternalKind> Kinds { get; }

    /// <summary>
    /// The kinds of this base: where they differ from base to base, by the shape that was pinned last, and none before one was.
    /// Touches no network.
    /// </summary>
    IReadOnlyList<ExternalKind> KindsOf(Connection connection) => Kinds;

    /// <summary>Everything wrong with the settings, at once; empty when they are right. Touches neither network nor disk.</summary>
    IEnumerable<SettingProblem> Validate(object settings);

    /// <summary>
    /// What these settings lack for what the flows of the connection need, beside what <see cref="Validate"/> tells of any. Asked of
    /// right settings only, so that a flow fails before its first run and not in the middle of it. Touches neither network nor disk.
    /// </summary>
    /// <param name="needed"><see cref="Abilities.Receive"/>, <see cref="Abilities.Send"/> or both.</param>
    IEnumerable<SettingProblem> Lacks(object settings, Abilities needed) => [];

    /// <summary>
    /// The places that this connection cannot freely share, with other connections or among its flows: what does not go together is
    /// refused before any run. Asked of right settings only. Touches neither network nor disk.
    /// </summary>
    /// <param name="baseDirectory">As in <see cref="Connection.BaseDirectory"/>.</param>
    IEnumerable<SettingClaim> Claims(object settings, string baseDirectory) => [];

    /// <summary>Opens a channel. Touches neither network nor disk: <see cref="IChannel.CheckAsync"/> does.</summary>
    IChannel Open(Connection connection);
}

/// <summary>One external base as configured, and what the hub lends to its channel.</summary>
/// <param name="Settings">An instance of <see cref="IConnector.SettingsType"/>, already validated.</param>
/// <param name="BaseDirectory">The folder of the settings file; relative paths in settings start there.</param>
/// <param name="TimeZone">The zone of times that the other side writes without one.</param>
public sealed record Connection(
    string Name,
    object Settings,
    string BaseDirectory,
    TimeZoneInfo TimeZone,
    TimeProvider Clock,
    ILogger Log)
{
    /// <summary>A folder of this connection alone, in which its channel may keep files; it need not be there yet.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What the flow takes from over there; empty when the channel is not opened for a flow.</summary>
    public IReadOnlyList<WantedKind> Wants { get; init; } = [];

    public IChannelMemory Memory { get; init; } = NoMemory.Instance;
}

/// <summary>One wrong setting.</summary>
/// <param name="Key">The key below Settings, such as "Folder".</param>
public sealed record SettingProblem(string Key, Words Words);

/// <summary>One place that a setting claims.</summary>
/// <param name="Key">The key below Settings, such as "Out".</param>
/// <param name="Place">In one way of writing it: claims of one connector are compared letter by letter.</param>
public sealed record SettingClaim(string Key, string Place)
{
    /// <summary>Other connections may share it with this one, as long as each of them says so.</summary>
    public bool IsShared { get; init; }

    /// <summary>What comes from there comes once: of the flows of the connection one may receive.</summary>
    public bool IsReadOnce { get; init; }
}

/// <summary>One kind of object over there, as far as mappings need to know it.</summary>
/// <param name="Fields">Paths of fields that may come, segments joined by '/'.</param>
/// <param name="Open">Paths below which any name may come, because the other side's users invent them.</param>
public sealed record ExternalKind(string Name, IReadOnlyList<string> Fields, IReadOnlyList<string> Open)
{
    /// <summary>What is known of single fields, by path; a path that is missing is <see cref="ExternalField.Unknown"/>.</summary>
    public IReadOnlyDictionary<string, ExternalField> Types { get; init; } = new Dictionary<string, ExternalField>();

    /// <summary>
    /// Kinds whose records speak of an object of this kind: what they say comes as a field of it, under their name, so that a
    /// path may begin with that name and go on with their fields.
    /// </summary>
    public IReadOnlyList<string> SpokenOfBy { get; init; } = [];

    /// <summary>Objects of this kind may be sent there.</summary>
    public bool Accepted { get; init; }

    /// <summary>
    /// Fields that name another object, and its kind, where an object that is sent carries that one whole: the field then holds,
    /// instead of the id alone, all its fields and, under the name <see cref="IdField"/>, its id.
    /// </summary>
    public IReadOnlyDictionary<string, string> Carries { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the id among the fields of an object that is carried; null when this kind carries none.</summary>
    public string? IdField { get; init; }

    /// <summary>
    /// The field and the value by which an object is of this kind, where several kinds share their fields; null where the kind
    /// is told by nothing in the object. A new object that is sent gets the kind whose mark its fields bear.
    /// </summary>
    public (string Field, string Value)? Mark { get; init; }
}

/// <summary>What a channel can do; declared, not probed.</summary>
[Flags]
public enum Abilities
{
    None = 0,
    Receive = 1,
    ReportsDeletions = 2,

    /// <summary>Its kinds are those of the base and differ from base to base: it tells and pins its shape.</summary>
    DescribesKinds = 4,

    /// <summary>Takes parcels.</summary>
    Send = 8,

    /// <summary>Answers what it has under a key: an answer that was lost on its way is found so.</summary>
    Probe = 16,

    /// <summary>Every object comes with a version, and the channel asks the hub's memory which versions it has taken.</summary>
    NamesVersions = 32,
}
