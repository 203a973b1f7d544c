using System.Text;

namespace Crm.Core.Storage;

/// <summary>
/// The normal form in which key fields are compared: without outer and doubled white space, in capitals, Ё as Е.
/// The shown value stays as it was said.
/// </summary>
public static class KeyText
{
    /// <summary>The normal form, or null when nothing is left.</summary>
    public static string? Normalise(string? shown)
    {
        if (string.IsNullOrWhiteSpace(shown))
        {
            return null;
        }

        if (IsNormal(shown))
        {
            return shown;
        }

        var text = new StringBuilder(shown.Length);
        var gap = false;

        foreach (var letter in shown)
        {
            if (char.IsWhiteSpace(letter))
            {
                gap = text.Length > 0;
                continue;
            }

            if (gap)
            {
                text.Append(' ');
                gap = false;
            }

            var capital = char.ToUpperInvariant(letter);
            text.Append(capital == 'Ё' ? 'Е' : capital);
        }

        return text.ToString();
    }

    /// <summary>The normal form of a key value of any type, as the database compares it; null when nothing is left.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => Normalise(text),
        Guid id => Convert.ToHexString(id.ToByteArray(bigEndian: true)),
        _ => FieldsJson.Text(value),
    };

    // Numbers and codes, which most keys are, are so already.
    private static bool IsNormal(string shown)
    {
        foreach (var letter in shown)
        {
            if (letter is not ((>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'А' and <= 'Я') or '-' or '/' or '.' or '_' or ':'))
            {
                return false;
            }
        }

        return true;
    }
}
