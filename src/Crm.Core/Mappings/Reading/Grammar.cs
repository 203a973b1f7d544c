namespace Crm.Core.Mappings.Reading;

/// <summary>The words of the mapping language, in one place: the reader, the lints and the editor's schema agree by it.</summary>
internal static class Grammar
{
    public static readonly string[] MappingKeys = ["mapping", "from", "to", "when", "match", "on-conflict", "direction", "fields"];

    public static readonly string[] MatchKeys = ["key", "taken", "when"];

    /// <summary>Keys of a rule of a field and of a column.</summary>
    public static readonly string[] ColumnKeys =
        ["from", "join", "value", "cases", "convert", "when", "else", "default", "required", "link", "missing", "if-invalid", "direction", "write"];

    public static readonly string[] FieldKeys = [.. ColumnKeys, "each", "skip", "whole", "owner", "on-conflict"];

    /// <summary>A rule has exactly one of these.</summary>
    public static readonly string[] SourceKeys = ["from", "join", "value", "cases"];

    public static readonly string[] CaseKeys = ["when", "value", "from"];

    public static readonly string[] ElseKeys = ["value", "from"];

    public static readonly string[] JoinKeys = ["from", "with"];

    public static readonly string[] ConditionKeys = ["present", "absent", "said", "equals", "length", "starts", "all", "any", "not"];

    public static readonly string[] TableKeys = ["table", "rows", "unknown"];

    public static readonly Dictionary<string, ConflictPolicy> ConflictPolicies = new()
    {
        ["ask"] = ConflictPolicy.Ask,
        ["they-win"] = ConflictPolicy.TheyWin,
        ["we-win"] = ConflictPolicy.WeWin,
        ["shorter"] = ConflictPolicy.Shorter,
    };

    public static readonly Dictionary<string, Owner> Owners = new()
    {
        ["theirs"] = Owner.Theirs,
        ["ours"] = Owner.Ours,
        ["shared"] = Owner.Shared,
    };

    public static readonly Dictionary<string, Direction> Directions = new()
    {
        ["in"] = Direction.In,
        ["out"] = Direction.Out,
        ["both"] = Direction.Both,
    };

    public static readonly Dictionary<string, WhenTaken> Taken = new()
    {
        ["ask"] = WhenTaken.Ask,
        ["new"] = WhenTaken.New,
        ["join"] = WhenTaken.Join,
    };

    public static readonly Dictionary<string, WhenMissing> Missing = new()
    {
        ["park"] = WhenMissing.Park,
        ["wait"] = WhenMissing.Wait,
    };

    public static readonly Dictionary<string, bool> Booleans = new() { ["true"] = true, ["false"] = false };

    public static readonly Dictionary<string, WhenInvalid> InvalidField = new()
    {
        ["reject"] = WhenInvalid.Reject,
        ["skip-field"] = WhenInvalid.SkipField,
        ["keep"] = WhenInvalid.Keep,
    };

    public static readonly Dictionary<string, WhenInvalid> InvalidTable = new()
    {
        ["reject"] = WhenInvalid.Reject,
        ["skip-row"] = WhenInvalid.SkipRow,
    };
}
