namespace Crm.Core.Duplicates.Finding;

/// <summary>Names of human beings: surname, given name, patronymic, in any order, some of them as initials.</summary>
internal static class PersonName
{
    /// <summary>
    /// Whether one is the other with initials instead of given names: «Иванов И. П.» and «Пётр Иванов» are not, «Иванов Иван Петрович» is.
    /// The one without initials may have words that the other leaves out.
    /// </summary>
    public static bool InitialsFit(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var (shortened, whole) = one.Any(IsInitial) ? (one, other) : (other, one);
        if (!shortened.Any(IsInitial) || whole.Any(IsInitial))
        {
            return false;
        }

        var left = whole.ToList();
        var (initials, words) = (shortened.Where(IsInitial).ToList(), shortened.Where(word => !IsInitial(word)).ToList());
        return words.Count > 0
            && words.TrueForAll(word => word.Length > 1 && left.Remove(word))
            && left.Count >= initials.Count
            && left.Take(initials.Count).Select(word => word[..1]).SequenceEqual(initials);
    }

    /// <summary>Whether all the words of one are words of the other.</summary>
    public static bool IsPart(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count > 0 && other.Count > 0 && (one.All(other.Contains) || other.All(one.Contains));

    /// <summary>One slip within a word; an ending tells husband from wife, and a first letter one name from another.</summary>
    public static bool IsSlip(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var differing = one.Count == other.Count ? one.Zip(other).Where(pair => pair.First != pair.Second).ToList() : [];
        return differing is [var (first, second)]
            && Math.Min(first.Length, second.Length) >= 5
            && Slip.IsOne(first, second, out var at)
            && at > 0
            && at < Math.Max(first.Length, second.Length) - 2;
    }

    private static bool IsInitial(string word) => word.Length == 1 && char.IsLetter(word[0]);
}
