using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>Words that a mapping compares with a field over there, or writes to it.</summary>
internal static class TheirWords
{
    /// <summary>Tells of a word that the field can never hold: 1C takes it without a murmur, and nothing is ever equal to it.</summary>
    public static void Check(FileLints lints, ExternalField field, string path, TextNode word)
    {
        if (Wrong(field, word.Text.Trim()) is not var (ru, en))
        {
            return;
        }

        var code = field.Length > 0 && word.Text.Length > field.Length ? LintCodes.TooLong : LintCodes.WordNotThere;
        lints.Error(word, code, $"«{path}» не бывает «{word.Text}»: {ru}.", $"'{path}' is never '{word.Text}': {en}.", Nearest.To(word.Text, field.Words));
    }

    private static (string Ru, string En)? Wrong(ExternalField field, string word) => field.Type switch
    {
        _ when field.Words.Count > 0 && !field.Words.Contains(word) => (Shown("там", field.Words), Shown("there are", field.Words)),
        _ when field.Length > 0 && word.Length > field.Length => ($"там помещается знаков: {field.Length}", $"it holds {field.Length} characters"),
        ExternalType.Boolean when word is not ("true" or "false") => ("там true или false", "it is true or false"),
        ExternalType.Number when !decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out _) => ("там число", "it is a number"),
        ExternalType.Link or ExternalType.Id when !Guid.TryParseExact(word, "D", out _) => ("там идентификатор (GUID)", "it is an id (GUID)"),
        ExternalType.Moment when !DateTime.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => ("там дата", "it is a date"),
        ExternalType.Table => ("там таблица", "it is a table"),
        _ => null,
    };

    private static string Shown(string before, IReadOnlyList<string> words)
    {
        const int most = 12;
        return $"{before} {string.Join(", ", words.Take(most))}{(words.Count > most ? ", …" : "")}";
    }
}
