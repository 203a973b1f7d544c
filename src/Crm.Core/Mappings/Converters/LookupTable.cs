using System.Collections.Frozen;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>What a table says to a word that stands in none of its rows.</summary>
internal enum WhenUnknown
{
    Reject,
    Keep,
    Instead,
}

/// <summary>Words over there and what they are called here; compared trimmed, whatever the case.</summary>
/// <param name="instead">The word given for an unknown one, when the table names it.</param>
internal sealed class LookupTable(string name, string file, IEnumerable<KeyValuePair<string, string?>> rows, WhenUnknown unknown, string? instead)
{
    private readonly FrozenDictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> _rows =
        rows.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Of the words that mean the same, the first in the file is written.
    private readonly FrozenDictionary<string, string> _back =
        rows.Where(row => row.Value is not null).DistinctBy(row => row.Value, StringComparer.Ordinal)
            .ToFrozenDictionary(row => row.Value!, row => row.Key, StringComparer.Ordinal);

    public string Name { get; } = name;

    public Outcome Convert(string text, in Scope scope)
    {
        var word = text.AsSpan().Trim();
        if (_rows.TryGetValue(word, out var known))
        {
            return Outcome.Of(known);
        }

        return unknown switch
        {
            WhenUnknown.Keep => Outcome.Of(word.ToString()),
            WhenUnknown.Instead => Outcome.Of(instead),
            _ => Outcome.No(
                text,
                $"нет в таблице {Name}; допишите строку в {file}",
                $"not in the look-up table {Name}; add a row to {file}"),
        };
    }

    public Outcome ConvertBack(string text)
    {
        if (_back.TryGetValue(text, out var word))
        {
            return Outcome.Of(word);
        }

        return unknown == WhenUnknown.Keep && !_rows.ContainsKey(text.AsSpan().Trim())
            ? Outcome.Of(text)
            : Outcome.No(
                text,
                $"таблица {Name} ни одно слово так не переводит; допишите строку в {file}",
                $"no word of the look-up table {Name} becomes this; add a row to {file}");
    }

    /// <summary>Whether it takes that word: it has a row, or says what becomes of any other.</summary>
    public bool Knows(string word) => unknown != WhenUnknown.Reject || _rows.ContainsKey(word.AsSpan().Trim());

    /// <summary>All words the table can give; used to check them against the field.</summary>
    public IEnumerable<string> Gives => _rows.Dictionary.Values.Append(instead).OfType<string>().Distinct(StringComparer.Ordinal);
}
