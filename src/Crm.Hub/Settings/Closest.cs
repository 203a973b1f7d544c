namespace Crm.Hub.Settings;

/// <summary>The word that was probably meant.</summary>
internal static class Closest
{
    /// <summary>The known word nearest to this one, or null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.Distance <= Math.Max(1, Math.Min(word.Length, pair.Word.Length) / 3))
        .OrderBy(pair => pair.Distance)
        .Select(pair => pair.Word)
        .FirstOrDefault();

    /// <summary>" Did you mean 'X'?" in Russian and English, or nothing.</summary>
    public static (string Ru, string En) Hint(string word, IEnumerable<string> known) => To(word, known) is { } meant
        ? ($" Может быть, «{meant}»?", $" Did you mean '{meant}'?")
        : ("", "");

    // Edits, among which two letters that changed places count as one: the commonest slip of all.
    private static int Distance(string one, string other)
    {
        var (last, row) = (Array.Empty<int>(), Enumerable.Range(0, other.Length + 1).ToArray());
        for (var i = 1; i <= one.Length; i++)
        {
            var next = new int[row.Length];
            next[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                next[j] = Math.Min(Math.Min(row[j], next[j - 1]) + 1, row[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    next[j] = Math.Min(next[j], last[j - 2] + 1);
                }
            }

            (last, row) = (row, next);
        }

        return row[^1];
    }
}
