using System.Text.RegularExpressions;
using Crm.Connectors.OneC.CommerceML.Meaning;
using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>What the beginning of a document tells without reading it: enough to put files in order, never to trust them.</summary>
/// <param name="Root">Local name of the root, or null when there is none in sight.</param>
/// <param name="FormedAt">UTC, or null when the root does not say.</param>
/// <param name="Rank">The smaller, the earlier it is read among files formed at the same moment.</param>
internal sealed partial record CommerceGlance(string? Root, DateTime? FormedAt, int Rank)
{
    public const int HeadSize = 64 << 10;

    private const int Offers = 3, Prices = 4, Rests = 5, Unknown = 8;

    public bool IsCommerce => Root == "КоммерческаяИнформация";

    public static CommerceGlance Of(ReadOnlySpan<byte> head, TimeZoneInfo zone)
    {
        var text = Asides().Replace(Utf8Source.Glance(head), "");
        var root = RootTag().Match(text);
        return root.Success
            ? new CommerceGlance(root.Groups["name"].Value, Moments.Utc(Formed().Match(root.Value).Groups["when"].Value, zone), RankOf(text[root.Index..]))
            : new CommerceGlance(null, null, Unknown);
    }

    /// <summary>Whether the document ends with the end of its root, given its last bytes.</summary>
    public bool IsClosed(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var text = Asides().Replace(Utf8Source.Glance(head, tail), "").TrimEnd();
        return Root is null
            || text.EndsWith("/>", StringComparison.Ordinal)
            || (LastTag().Match(text) is { Success: true } last && last.Groups["name"].Value == Root);
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

    [GeneratedRegex(@"<!--.*?-->|<\?.*?\?>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Asides();
}
