using System.Globalization;
using System.Text;

namespace Crm.Core.Duplicates.Finding;

/// <summary>The words of a text, however it was typed: in capitals, without signs, look-alike letters of the other alphabet put right.</summary>
internal static class Letters
{
    private const string Latin = "ABCEHKMOPTXY";
    private const string Cyrillic = "АВСЕНКМОРТХУ";

    public static List<string> Words(string text)
    {
        var words = Split(text);
        var isCyrillic = words.Exists(word => word.Any(IsCyrillic));
        return words.ConvertAll(word => word.Any(IsCyrillic) || (isCyrillic && word.All(IsLookAlike)) ? PutRight(word) : word);
    }

    /// <summary>Whether the words are written in Latin letters only.</summary>
    public static bool AreLatin(IReadOnlyList<string> words) => words.Any(word => word.Any(IsLatin)) && !words.Any(word => word.Any(IsCyrillic));

    public static bool IsCyrillic(char letter) => letter is >= 'А' and <= 'я' or 'Ё' or 'ё';

    public static bool IsLatin(char letter) => char.IsAsciiLetter(letter);

    // Letters that one sees no difference in; digits look like themselves.
    private static bool IsLookAlike(char letter) => char.IsAsciiDigit(letter) || Latin.Contains(letter, StringComparison.Ordinal);

    private static string PutRight(string word)
    {
        if (!word.Any(IsLatin))
        {
            return word;
        }

        return string.Create(word.Length, word, (span, from) =>
        {
            for (var at = 0; at < from.Length; at++)
            {
                span[at] = Latin.IndexOf(from[at], StringComparison.Ordinal) is var place and >= 0 ? Cyrillic[place] : from[at];
            }
        });
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();

        // The sign № is made of letters to Unicode.
        foreach (var letter in text.Replace('№', ' ').Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(letter))
            {
                var capital = char.ToUpperInvariant(letter);
                word.Append(capital == 'Ё' ? 'Е' : capital);
            }
            else if (word.Length > 0 && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
