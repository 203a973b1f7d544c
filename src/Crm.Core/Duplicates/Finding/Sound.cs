using System.Text;

namespace Crm.Core.Duplicates.Finding;

/// <summary>A name as it sounds in Latin letters, the same for the many ways of transliterating.</summary>
internal static class Sound
{
    private const string Russian = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ";

    private static readonly string[] Sounds =
        ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e", "iu", "ia"];

    // In this order: longer ones first.
    private static readonly (string Written, string Sound)[] Spellings =
    [
        ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("tz", "ts"), ("cz", "ts"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"),
        ("y", "i"), ("j", "i"), ("ch", "\u0001"), ("c", "k"), ("\u0001", "ch"), ("ie", "e"), ("io", "e"),
    ];

    public static string Of(string text)
    {
        var written = new StringBuilder(text.Length * 2);
        foreach (var letter in text)
        {
            var place = Russian.IndexOf(letter, StringComparison.Ordinal);
            written.Append(place >= 0 ? Sounds[place] : char.ToLowerInvariant(letter).ToString());
        }

        foreach (var (spelling, sound) in Spellings)
        {
            written.Replace(spelling, sound);
        }

        return WithoutDoubles(written);
    }

    private static string WithoutDoubles(StringBuilder text)
    {
        var single = new StringBuilder(text.Length);
        foreach (var letter in text.ToString())
        {
            if (single.Length == 0 || single[^1] != letter || char.IsAsciiDigit(letter))
            {
                single.Append(letter);
            }
        }

        return single.ToString();
    }
}
