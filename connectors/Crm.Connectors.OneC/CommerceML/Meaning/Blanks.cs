namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>White space that people put into words, names and numbers.</summary>
internal static class Blanks
{
    /// <summary>The text without any; the text itself when it has none.</summary>
    public static string Without(string text)
    {
        if (!In(text))
        {
            return text;
        }

        Span<char> kept = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                kept[length++] = letter;
            }
        }

        return kept[..length].ToString();
    }

    public static bool In(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                return true;
            }
        }

        return false;
    }
}
