using System.Buffers;
using System.Text;
using Crm.Connectors.OneC.CommerceML.Meaning;
using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>What the beginning of a document tells without reading it: enough to put files in order, never to trust them.</summary>
/// <param name="Root">Local name of the root, or null when there is none in sight.</param>
/// <param name="FormedAt">UTC, or null when the root does not say.</param>
/// <param name="IsEmpty">The root is one empty element.</param>
/// <param name="Rank">The smaller, the earlier it is read among files formed at the same moment.</param>
internal sealed record CommerceGlance(string? Root, bool IsEmpty, DateTime? FormedAt, int Rank)
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
        foreach (var tag in HeadTag.In(text))
        {
            if (tag.Whole is { } whole)
            {
                return new CommerceGlance(tag.Name, whole.EndsWith("/>", StringComparison.Ordinal), Moments.Utc(Formed(whole), zone), RankOf(text));
            }
        }

        return None;
    }

    /// <summary>Whether the document ends with the end of its root, given its last bytes.</summary>
    public bool IsClosed(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var text = WithoutAsides(Utf8Source.Glance(head, tail)).TrimEnd();
        return Root is null
            || (IsEmpty && text.EndsWith("/>", StringComparison.Ordinal))
            || HeadTag.In(text[Math.Max(0, text.LastIndexOf('<'))..]).FirstOrDefault() is { IsEnd: true, Closes: true } last && last.Name == Root;
    }

    private static string? Formed(string root)
    {
        const string name = "ДатаФормирования";
        var at = root.IndexOf(name, StringComparison.Ordinal);
        var value = at < 0 ? "" : root.AsSpan(at + name.Length).TrimStart();
        value = value.StartsWith('=') ? value[1..].TrimStart() : "";
        var end = value.IsEmpty || value[0] is not ('"' or '\'') ? -1 : value[1..].IndexOf(value[0]);
        return end < 0 ? null : value[1..(end + 1)].ToString();
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

    private static int RankOf(string text)
    {
        var rank = Unknown;
        foreach (var tag in HeadTag.In(text))
        {
            if (rank == 0)
            {
                break;
            }

            rank = tag.IsEnd ? rank : Math.Min(rank, RankOf(tag, text));
        }

        return rank;
    }

    private static int RankOf(HeadTag tag, string text) => tag.Name switch
    {
        "Классификатор" => 0,
        "Каталог" => 1,
        "Контрагенты" when !text.AsSpan(0, tag.At).Contains("Документ", StringComparison.Ordinal) => 2,
        "ПакетПредложений" => RankOfPackage(text[tag.At..]),
        "ИзмененияПакетаПредложений" => 6,
        "Документ" or "Контейнер" => 7,
        _ => Unknown,
    };

    // The first offer shows what the part is of: an offer that names nothing only brings prices or rests.
    private static int RankOfPackage(string package)
    {
        var tags = HeadTag.In(package).Where(tag => tag.Name == "Предложение").ToList();
        if (tags.Find(tag => !tag.IsEnd) is not { } first)
        {
            return Offers;
        }

        var offer = package[first.At..(tags.Find(tag => tag.IsEnd && tag.At > first.At)?.At ?? package.Length)];
        var prices = offer.IndexOf("Цены>", StringComparison.Ordinal);
        var own = prices < 0 ? offer : offer[..prices];
        return own.Contains("Наименование>", StringComparison.Ordinal) ? Offers : prices >= 0 ? Prices : Rests;
    }
}
