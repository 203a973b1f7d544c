namespace Crm.Core.Mappings.Reading;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    private const int Longest = 64;

    /// <summary>The candidate at the smallest distance, or null when none is near: at most a third of the letters may differ.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > Longest)
        {
            return null;
        }

        var best = (Word: (string?)null, Distance: Math.Max(1, word.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            var distance = Math.Abs(candidate.Length - word.Length) < best.Distance ? Distance(word, candidate) : int.MaxValue;
            best = distance < best.Distance ? (candidate, distance) : best;
        }

        return best.Word;
    }

    /// <summary>Damerau-Levenshtein, each stretch changed once: insertions, deletions, changes, neighbours swapped. Case does not count.</summary>
    internal static int Distance(string left, string right)
    {
        var a = left.ToUpperInvariant();
        var b = right.ToUpperInvariant();
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Cell(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        var change = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var cell = Math.Min(change, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cell, table[i - 2, j - 2] + 1) : cell;
    }
}
