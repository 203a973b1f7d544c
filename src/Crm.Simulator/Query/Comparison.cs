namespace Crm.Simulator.Query;

/// <summary>How 1C compares values: letters of either case are the same, spaces at the end do not count, no null.</summary>
internal static class Comparison
{
    /// <returns>Null when they are of kinds that cannot be compared.</returns>
    public static int? Of(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => string.Compare(a.TrimEnd(' '), b.TrimEnd(' '), StringComparison.OrdinalIgnoreCase),
        (bool a, bool b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        _ => AsNumber(left) is { } a && AsNumber(right) is { } b ? a.CompareTo(b) : null,
    };

    public static decimal? AsNumber(object? value) => value switch
    {
        decimal number => number,
        long number => number,
        _ => null,
    };
}
