using Crm.Core.Entities;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Reading;

/// <summary>What `why` is asked about: KIND/ID or KIND/ID.Field.</summary>
/// <param name="Field">Null for the whole row.</param>
internal sealed record RowTarget(EntityKind Kind, string Id, string? Field)
{
    public static (RowTarget? Target, Problem? Problem) Parse(string text)
    {
        var cut = text.IndexOf('/', StringComparison.Ordinal);
        if (cut <= 0 || cut == text.Length - 1)
        {
            return (null, Problem.Usage(
                $"«{text}» не понято: пишите ВИД/КТО или ВИД/КТО.Поле, например invoices/3603.Status.",
                $"'{text}' is not understood: write KIND/ID or KIND/ID.Field, such as invoices/3603.Status."));
        }

        var (word, rest) = (text[..cut], text[(cut + 1)..]);
        return Views.Find(word)?.Kind is { } kind ? (Split(kind, rest), null) : (null, Unknown(word));
    }

    // Numbers and names have points of their own: only a known field after the last point is a field.
    private static RowTarget Split(EntityKind kind, string rest)
    {
        var point = rest.LastIndexOf('.');
        var field = point > 0 ? FieldWords.Find(kind.Fields.Select(known => known.Name), rest[(point + 1)..].Trim()) : null;
        return field is null ? new RowTarget(kind, rest.Trim(), null) : new RowTarget(kind, rest[..point].Trim(), field);
    }

    private static Problem Unknown(string word)
    {
        var words = Views.All.Where(view => view.Kind is not null).Select(view => view.Word).ToList();
        var (ru, en) = Closest.Hint(word, words);
        return Problem.Usage(
            $"О «{word}» не спросить.{ru} Можно о: {string.Join(", ", words)}. Цены и остатки — поля Prices и Stocks у variants.",
            $"'{word}' cannot be asked about.{en} These can: {string.Join(", ", words)}. Prices and stock are the fields Prices and Stocks of variants.");
    }
}
