using Crm.Core.Mappings.Converters;

namespace Crm.Core.Duplicates.Finding;

/// <summary>Slips of the keyboard: a letter wrong, missing, too much, or two that changed places.</summary>
internal static class Slip
{
    /// <summary>Whether one such slip makes one text of the other.</summary>
    /// <param name="at">Where in the longer one it happened.</param>
    public static bool IsOne(string one, string other, out int at)
    {
        var (longer, shorter) = one.Length >= other.Length ? (one, other) : (other, one);
        at = longer.AsSpan().CommonPrefixLength(shorter);
        if (longer.Length - shorter.Length > 1 || at == longer.Length)
        {
            return false;
        }

        return longer.Length > shorter.Length
            ? longer.AsSpan(at + 1).SequenceEqual(shorter.AsSpan(at))
            : longer.AsSpan(at + 1).SequenceEqual(shorter.AsSpan(at + 1)) || AreSwapped(longer, shorter, at);
    }

    /// <summary>Whether the first is no ИНН by its check digits, and one digit put right makes it the second, which is one.</summary>
    public static bool IsOfInn(string wrong, string right) =>
        wrong.Length == right.Length && !IsInn(wrong) && IsInn(right) && IsOne(wrong, right, out _);

    /// <summary>Whether it is an ИНН by its length and check digits.</summary>
    public static bool IsInn(string text) =>
        text.Length is 10 or 12 && RussianCodes.AllDigits(text) && !RussianCodes.IsZeros(text) && RussianCodes.InnIsRight(text);

    /// <summary>Every ИНН that one slip could have made this wrong number of.</summary>
    public static IEnumerable<string> InnsBehind(string wrong)
    {
        if (wrong.Length is not (10 or 12) || !RussianCodes.AllDigits(wrong) || IsInn(wrong))
        {
            yield break;
        }

        for (var at = 0; at < wrong.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != wrong[at] && With(wrong, at, digit) is var guess && IsInn(guess))
                {
                    yield return guess;
                }
            }

            if (at > 0 && wrong[at] != wrong[at - 1] && With(With(wrong, at, wrong[at - 1]), at - 1, wrong[at]) is var swapped && IsInn(swapped))
            {
                yield return swapped;
            }
        }
    }

    private static string With(string text, int at, char digit) => string.Concat(text.AsSpan(0, at), [digit], text.AsSpan(at + 1));

    private static bool AreSwapped(string one, string other, int at) =>
        at + 1 < one.Length && one[at] == other[at + 1] && one[at + 1] == other[at] && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2));
}
