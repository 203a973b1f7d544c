using System.Globalization;
using System.Xml.Linq;
using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>
/// What is said of one object, and everything that stands against saying it. Fields become elements: absent is no element, null an
/// empty one where the format has a place for it.
/// </summary>
/// <param name="isStrict">
/// Only what the official schema lets an element hold: 1C checks such a file as a whole, and one value too long would cost
/// it all the others.
/// </param>
internal sealed class Saying(bool isStrict)
{
    public const int LongestName = 255, LongestId = 40, LongestComment = 3000, SumDigits = 2;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // СуммаТип of the schema.
    private const decimal Most = 9_999_999_999_999_999;

    private readonly List<Words> _objections = [];
    private Words? _where;

    public bool IsStrict => isStrict;

    /// <summary>All objections as one sentence; null when there is none.</summary>
    public Words? Refusal => _objections.Count == 0 ? null
        : new Words(string.Join("; ", _objections.Select(one => one.Ru)), string.Join("; ", _objections.Select(one => one.En)));

    /// <summary>The part of the object that the following objections are about; null for the whole.</summary>
    public void Within(Words? where) => _where = where;

    public void Object(string ru, string en) =>
        _objections.Add(_where is null ? new Words(ru, en) : new Words($"{_where.Ru}: {ru}", $"{_where.En}: {en}"));

    /// <summary>A field that must have a value.</summary>
    public XElement? Required(string name, Fields from, int longest = LongestName)
    {
        if (Spoken.Of(from[name]) is null)
        {
            Object($"не указано «{name}»; заполните", $"«{name}» is not set; fill it in");
            return null;
        }

        return Text(name, from, longest);
    }

    public XElement? Text(string name, Fields from, int longest = LongestName)
    {
        var text = Spoken.Of(from[name]);
        if (text?.Length > longest && IsStrict)
        {
            Object($"«{name}» длиннее {longest} знаков; сократите или поставьте OutForm: Site", $"«{name}» is longer than {longest} letters; shorten it or set OutForm: Site");
        }

        return from.Says(name) ? new XElement(name, text) : null;
    }

    /// <summary>A value of which the strict form says nothing when it does not fit; for what is only mentioned.</summary>
    public XElement? Value(string name, object? value, Predicate<string> fits) =>
        Spoken.Of(value) is { } text && (!IsStrict || fits(text)) ? new XElement(name, text) : null;

    /// <summary>A field of the same name as its element, by <see cref="Value"/>; said to be empty, an empty element where the form allows it.</summary>
    public XElement? Fitting(string name, Fields from, Predicate<string> fits) =>
        Value(name, from[name], fits) ?? (from.Says(name) && !IsStrict ? new XElement(name) : null);

    /// <summary>Комментарий, cut where 1C itself cuts it.</summary>
    public static XElement? Comment(Fields from) =>
        from.Says("Комментарий") ? new XElement("Комментарий", Spoken.Of(from["Комментарий"]) is { } text ? Spoken.Cut(text, LongestComment) : null) : null;

    public XElement? Day(string name, Fields from) => Exact(name, from, IsDay, "дата вида 2026-12-31", "a date like 2026-12-31");

    public XElement? Time(string name, Fields from) =>
        Exact(name, from, static text => TimeOnly.TryParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "время вида 15:39:10", "a time like 15:39:10");

    /// <summary>An exact number.</summary>
    /// <param name="name">Of the element.</param>
    /// <param name="field">Of the field.</param>
    /// <param name="digits">Behind the point, as many as the schema allows; null for any number.</param>
    public XElement? Number(string name, Fields from, string field, int? digits = SumDigits)
    {
        if (Spoken.Of(from[field]) is not { } text)
        {
            return from.Says(field) && !IsStrict ? new XElement(name) : null;
        }

        if (Read(text) is not { } number)
        {
            Object($"«{field}» — «{text}», а нужно число вида 1234.56", $"«{field}» is '{text}', and a number like 1234.56 is needed");
            return null;
        }

        if (IsStrict && digits is { } allowed && decimal.Round(number, allowed) != number)
        {
            Object($"«{field}» — {text}, а стандарт знает не больше {allowed} знаков после точки; поставьте OutForm: Site", $"«{field}» is {text}, and the standard knows no more than {allowed} digits behind the point; set OutForm: Site");
        }

        return new XElement(name, IsStrict && number.Scale > digits ? number.ToString("0.##", CultureInfo.InvariantCulture) : text);
    }

    /// <summary>The number of a field, or null when it has none.</summary>
    public static decimal? NumberIn(Fields from, string field) => Spoken.Of(from[field]) is { } text ? Read(text) : null;

    public static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private XElement? Exact(string name, Fields from, Predicate<string> fits, string ru, string en)
    {
        if (Spoken.Of(from[name]) is { } text && !fits(text))
        {
            Object($"«{name}» — «{text}», а нужна {ru}", $"«{name}» is '{text}', and {en} is needed");
            return null;
        }

        return Fitting(name, from, fits);
    }

    private static decimal? Read(string text) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Most ? number : null;
}
