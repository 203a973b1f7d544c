using System.Text.RegularExpressions;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Finding;

/// <summary>What of an item may tell that it is another.</summary>
/// <param name="Kind">Goods or service.</param>
/// <param name="Unit">Of measure; pieces and boxes of one thing are two items.</param>
internal sealed partial record Goods(string Name, string? Article, string? Barcode, string? Kind, Guid? Unit)
{
    private const int ShortestBarcode = 8;

    private IReadOnlyList<string>? _words;

    public IReadOnlyList<string> Words => _words ??= Letters.Words(Times().Replace(Name, "х"));

    public string Squeezed => string.Concat(Words);

    public string Sorted => string.Join(' ', Words.Order(StringComparer.Ordinal));

    public string Numbers => string.Join(' ', Words.Where(word => word.Any(char.IsDigit)).Order(StringComparer.Ordinal));

    public string? ArticleKey => KeyText.Normalise(Article) is { } key ? string.Concat(Letters.Words("Я " + key).Skip(1)) : null;

    public string? BarcodeKey => KeyText.Normalise(Barcode) is { Length: >= ShortestBarcode } key ? key : null;

    // 40x60, 40 × 60, 40*60: one size.
    [GeneratedRegex(@"(?<=\d)\s*[xXхХ×*]\s*(?=\d)")]
    private static partial Regex Times();
}

/// <summary>Whether two items are one. Pure. Sizes, numbers, units and articles that differ are always two.</summary>
internal static class GoodsLikeness
{
    private const int ShortestArticle = 4;

    /// <summary>Shorter names are too near to others.</summary>
    public const int LongEnoughForSlip = 16;

    public static Likeness? Of(Goods one, Goods other)
    {
        if (Differ(one.Kind, other.Kind) || Differ(one.Unit?.ToString(), other.Unit?.ToString()) || one.Squeezed.Length == 0 || other.Squeezed.Length == 0)
        {
            return null;
        }

        var (name, why) = NameOf(one, other);
        return (SameCode(one, other), name) switch
        {
            ({ } code, { } sure) => Likeness.Of(sure == Grade.Likely ? Grade.Certain : Grade.Likely, code, why),
            ({ } code, null) => one.Numbers == other.Numbers && Overlap(one, other) ? Likeness.Of(Grade.Possible, code) : null,
            (null, { } sure) => Differ(one.ArticleKey, other.ArticleKey) || Differ(one.BarcodeKey, other.BarcodeKey) ? null : Likeness.Of(sure, why),
            _ => null,
        };
    }

    private static Words? SameCode(Goods one, Goods other) => 0 switch
    {
        _ when one.BarcodeKey is { } barcode && barcode == other.BarcodeKey => new Words($"один штрихкод {barcode}", $"one barcode {barcode}"),
        _ when one.ArticleKey is { Length: >= ShortestArticle } article && article == other.ArticleKey && !Differ(one.BarcodeKey, other.BarcodeKey) =>
            new Words($"один артикул {one.Article}", $"one article {one.Article}"),
        _ => null,
    };

    private static (Grade? Grade, Words? Why) NameOf(Goods one, Goods other) => 0 switch
    {
        _ when one.Squeezed == other.Squeezed => (Grade.Likely, new Words("одно наименование", "one name")),
        _ when one.Sorted == other.Sorted => (Grade.Likely, new Words("те же слова в другом порядке", "the same words in another order")),
        _ when IsSlip(one, other) => (Grade.Possible, new Words("наименования отличаются одной опечаткой", "the names differ by one slip of the keyboard")),
        _ => (null, null),
    };

    // In a short word a letter makes another word: «белый», «целый».
    private static bool IsSlip(Goods one, Goods other)
    {
        var differing = one.Words.Count == other.Words.Count ? one.Words.Zip(other.Words).Where(pair => pair.First != pair.Second).ToList() : [];
        return differing is [var (first, second)]
            && Math.Min(one.Squeezed.Length, other.Squeezed.Length) >= LongEnoughForSlip
            && Math.Min(first.Length, second.Length) >= 7
            && !first.Any(char.IsDigit) && !second.Any(char.IsDigit)
            && Slip.IsOne(first, second, out var at)
            && at > 0
            && at < Math.Max(first.Length, second.Length) - 1;
    }

    private static bool Overlap(Goods one, Goods other) => one.Words.Intersect(other.Words).Any(word => word.Length > 3 && !word.Any(char.IsDigit));

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}
