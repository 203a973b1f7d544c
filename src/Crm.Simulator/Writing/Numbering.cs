using System.Globalization;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Writing;

/// <summary>Codes of catalogues and numbers of documents that were not given: one more than the greatest so far.</summary>
internal sealed class Numbering(Books books)
{
    private const int CodeDigits = 9;

    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>Fills Code or Number when it is empty. Call it under the gate.</summary>
    public void Fill(SetShape set, object?[] values)
    {
        var property = set.Type.Find(set.Kind == SetKind.Document ? "Number" : "Code");
        if (property is not { Kind: EdmKind.Text })
        {
            return;
        }

        if (property.Of(values) is string { Length: > 0 } given)
        {
            _last[set.Name] = Math.Max(Last(set, property), Tail(given));
            return;
        }

        var next = _last[set.Name] = Last(set, property) + 1;
        values[property.Index] = set.Kind == SetKind.Document
            ? string.Create(CultureInfo.InvariantCulture, $"0000-{next:D6}")
            : next.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Min(CodeDigits, books.Lengths.Of(set.Type.Name, "Code") ?? CodeDigits), '0');
    }

    private long Last(SetShape set, EdmProperty property) => _last.TryGetValue(set.Name, out var last)
        ? last
        : books.Of(set).All().Select(item => Tail((string)property.Of(item.Values))).DefaultIfEmpty().Max();

    private static long Tail(string text)
    {
        var digits = text.TrimEnd(' ');
        var from = digits.Length;
        while (from > 0 && char.IsAsciiDigit(digits[from - 1]))
        {
            from--;
        }

        return long.TryParse(digits.AsSpan(from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
