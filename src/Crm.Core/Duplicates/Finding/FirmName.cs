namespace Crm.Core.Duplicates.Finding;

/// <summary>How two names are the same.</summary>
internal enum NameTie
{
    None,

    /// <summary>Letter by letter, whatever the form, the signs and the blanks.</summary>
    Same,

    /// <summary>The same words in another order.</summary>
    Reordered,

    /// <summary>One is the other in Latin letters.</summary>
    Transliterated,

    /// <summary>But for one slip of the keyboard in a long name.</summary>
    Slipped,
}

/// <summary>The name of a firm, taken apart.</summary>
/// <param name="Form">Its legal form, or null when none is written.</param>
internal sealed record FirmName(string? Form, IReadOnlyList<string> Words)
{
    /// <summary>Shorter names are too near to others.</summary>
    public const int LongEnoughForSlip = 12;

    private static readonly Dictionary<string, string[]> Shortened = new(StringComparer.Ordinal)
    {
        ["ТД"] = ["ТОРГОВЫЙ", "ДОМ"],
        ["ГК"] = ["ГРУППА", "КОМПАНИЙ"],
        ["УК"] = ["УПРАВЛЯЮЩАЯ", "КОМПАНИЯ"],
    };

    public static FirmName Of(string text)
    {
        var words = Letters.Words(text);
        var form = LegalForms.TakeFrom(words);
        return new FirmName(form, [.. words.SelectMany(word => Shortened.TryGetValue(word, out var whole) ? whole : [word])]);
    }

    /// <summary>All its letters in a row.</summary>
    public string Squeezed => string.Concat(Words);

    /// <summary>Its words in the order of the alphabet.</summary>
    public string Sorted => string.Join(' ', Words.Order(StringComparer.Ordinal));

    public string Sounds => Sound.Of(Squeezed);

    private bool IsLatin => Letters.AreLatin(Words);

    public NameTie To(FirmName other)
    {
        var (one, two) = (Squeezed, other.Squeezed);
        return 0 switch
        {
            _ when one.Length == 0 || two.Length == 0 || !SameForm(other) => NameTie.None,
            _ when one == two => NameTie.Same,
            _ when Words.Count > 1 && Sorted == other.Sorted => NameTie.Reordered,
            _ when IsLatin != other.IsLatin && Sounds.Length > 4 && Sounds == other.Sounds => NameTie.Transliterated,
            _ when IsSlip(one, two, other) => NameTie.Slipped,
            _ => NameTie.None,
        };
    }

    public bool SameForm(FirmName other) => Form is null || other.Form is null || Form == other.Form;

    // «Север-1» and «Север-2» are two; so are names that differ in how they begin.
    private bool IsSlip(string one, string two, FirmName other) =>
        Math.Min(one.Length, two.Length) >= LongEnoughForSlip
        && Slip.IsOne(one, two, out var at)
        && at > 0
        && Words.Count == other.Words.Count
        && one.Where(char.IsDigit).SequenceEqual(two.Where(char.IsDigit))
        && Words.Zip(other.Words).All(pair => pair.First == pair.Second || Math.Min(pair.First.Length, pair.Second.Length) >= 6);
}
