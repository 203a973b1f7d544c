using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Crm.Connectors.OneC.CommerceML.Meaning;
using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>What the beginning of a document tells without reading it: enough to put files in order, never to trust them.</summary>
/// <param name="Root">Local name of the root, or null when there is none in sight.</param>
/// <param name="FormedAt">UTC, or null when the root does not say.</param>
/// <param name="IsEmpty">The root is one empty element.</param>
/// <param name="Rank">The smaller, the earlier it is read among files formed at the same moment.</param>
internal sealed partial record CommerceGlance(string? Root, bool IsEmpty, DateTime? FormedAt, int Rank)
{
    public const int HeadSize = 64 << 10;

    /// <summary>Nothing is known.</summary>
    public static readonly CommerceGlance None = new(null, false, null, Unknown);

    private static readonly SearchValues<string> AsideMarks = SearchValues.Create(["<!--", "<?"], StringComparison.Ordinal);

    private const int Offers = 3, Prices = 4, Rests = 5, Unknown = 8;

    public bool IsCommerce => Root == "КоммерческаяИнформация";

    public static CommerceGlance Of(ReadOnlySpan<byte> head, TimeZoneInfo zone)
    {
        var text = WithoutAsides(Utf8Source.Glance(head));
        var root = RootTag().Match(text);
        return root.Success
            ? new CommerceGlance(root.Groups["name"].Value, root.Value.EndsWith("/>", StringComparison.Ordinal), Moments.Utc(Formed().Match(root.Value).Groups["when"].Value, zone), RankOf(text[root.Index..]))
            : None;
    }

    /// <summary>Whether the document ends with the end of its root, given its last bytes.</summary>
    public bool IsClosed(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var text = WithoutAsides(Utf8Source.Glance(head, tail)).TrimEnd();
        return Root is null
            || (IsEmpty && text.EndsWith("/>", StringComparison.Ordinal))
            || (LastTag().Match(text) is { Success: true } last && last.Groups["name"].Value == Root);
    }

    // Comments and instructions may hold what looks like tags.
    private static string WithoutAsides(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(AsideMarks) is var step and >= 0 ? at + step : text.Length;
            kept.Append(text, at, next - at);
            var mark = next < text.Length && text[next + 1] == '?' ? "?>" : "-->";
            var end = next < text.Length ? text.IndexOf(mark, next, StringComparison.Ordinal) : -1;
            at = end < 0 ? text.Length : end + mark.Length;
        }

        return kept.ToString();
    }

    private static int RankOf(string text) =>
        Block().Matches(text).Select(block => block.Groups["name"].Value switch
        {
            "Классификатор" => 0,
            "Каталог" => 1,
            "Контрагенты" when !text.AsSpan(0, block.Index).Contains("Документ", StringComparison.Ordinal) => 2,
            "ПакетПредложений" => RankOfPackage(text[block.Index..]),
            "ИзмененияПакетаПредложений" => 6,
            "Документ" or "Контейнер" => 7,
            _ => Unknown,
        }).DefaultIfEmpty(Unknown).Min();

    // The first offer shows what the part is of: an offer that names nothing only brings prices or rests.
    private static int RankOfPackage(string package)
    {
        var offer = FirstOffer().Match(package);
        var prices = offer.Value.IndexOf("Цены>", StringComparison.Ordinal);
        var own = prices < 0 ? offer.Value : offer.Value[..prices];
        return !offer.Success || own.Contains("Наименование>", StringComparison.Ordinal) ? Offers
            : prices >= 0 ? Prices : Rests;
    }

    [GeneratedRegex(@"<(?:[\w.-]+:)?(?<name>[\w.-]+)(?:\s[^<>]*)?/?>", RegexOptions.CultureInvariant)]
    private static partial Regex RootTag();

    [GeneratedRegex("""ДатаФормирования\s*=\s*["'](?<when>[^"']*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Formed();

    [GeneratedRegex(@"<(?:[\w.-]+:)?(?<name>Классификатор|Каталог|Контрагенты|ПакетПредложений|ИзмененияПакетаПредложений|Документ|Контейнер)[\s/>]", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"<(?:[\w.-]+:)?Предложение[\s>].*?(</(?:[\w.-]+:)?Предложение>|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex FirstOffer();

    [GeneratedRegex(@"</(?:[\w.-]+:)?(?<name>[\w.-]+)\s*>$", RegexOptions.CultureInvariant)]
    private static partial Regex LastTag();
}
