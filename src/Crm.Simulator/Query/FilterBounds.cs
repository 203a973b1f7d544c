namespace Crm.Simulator.Query;

/// <summary>What a condition promises of every object that meets it, so that not all have to be asked.</summary>
internal static class FilterBounds
{
    /// <summary>The keys among which it must be, or null.</summary>
    public static HashSet<Guid>? KeysOf(Node? node) => node switch
    {
        Binary { Operator: "eq", Left: Field { Parts: ["Ref_Key"] }, Right: Literal { Value: Guid key } } => [key],
        Binary { Operator: "or" } either => KeysOf(either.Left) is { } left && KeysOf(either.Right) is { } right ? Both(left, right) : null,
        Binary { Operator: "and" } both => KeysOf(both.Left) ?? KeysOf(both.Right),
        _ => null,
    };

    /// <summary>From when (inclusive) till when (inclusive) this date must be.</summary>
    public static (DateTime From, DateTime Till) WindowOf(Node? node, string date) => node switch
    {
        Binary { Operator: "and" } both => Narrow(WindowOf(both.Left, date), WindowOf(both.Right, date)),
        Binary { Left: Field { Parts: [var name] }, Right: Literal { Value: DateTime limit } } bound when name == date => bound.Operator switch
        {
            "eq" => (limit, limit),
            "gt" or "ge" => (limit, DateTime.MaxValue),
            "lt" or "le" => (DateTime.MinValue, limit),
            _ => Any,
        },
        _ => Any,
    };

    private static (DateTime From, DateTime Till) Any => (DateTime.MinValue, DateTime.MaxValue);

    private static (DateTime From, DateTime Till) Narrow((DateTime From, DateTime Till) one, (DateTime From, DateTime Till) other) =>
        (one.From > other.From ? one.From : other.From, one.Till < other.Till ? one.Till : other.Till);

    private static HashSet<Guid> Both(HashSet<Guid> left, HashSet<Guid> right)
    {
        left.UnionWith(right);
        return left;
    }
}
