using System.Globalization;

namespace Crm.Benchmarks.Raw;

/// <summary>Texts of CommerceML as the database keeps them.</summary>
internal static class Scalars
{
    private const decimal MoneyScale = 10_000m;
    private const decimal NumberScale = 100_000_000m;

    public static object Money(string text) => (long)(Parse(text) * MoneyScale);

    public static object Number(string text) => (long)(Parse(text) * NumberScale);

    public static object Boolean(string text) => text == "true" ? 1L : 0L;

    /// <summary>The day of a date that may carry a time.</summary>
    public static object Day(string text) => text.Length > 10 ? text[..10] : text;

    /// <summary>The id of another object, which these exports always give as a GUID.</summary>
    public static object Id(ReadOnlySpan<char> text) => Guid.Parse(text).ToByteArray();

    /// <summary>The id of the good in the id of an offer.</summary>
    public static object GoodId(string offer) =>
        Id(offer.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? offer.AsSpan(0, at) : offer);

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
