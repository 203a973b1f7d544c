using System.Globalization;

namespace Crm.Simulator.Metadata;

/// <summary>
/// How long strings may be, which $metadata never says. Lines "Set.Property N" or "*.Property N"; "fixed" behind the number is for
/// strings that 1C gives out padded with spaces.
/// </summary>
internal sealed class Lengths
{
    private const string Usual = """
        *.Code 9 fixed
        *.Number 11 fixed
        Catalog_Валюты.Code 3 fixed
        Catalog_КлассификаторЕдиницИзмерения.Code 4 fixed
        *.Description 100
        *.ИНН 12
        *.КПП 9
        *.НомерСчета 20
        *.Артикул 25
        *.НаименованиеПолное 1024
        *.НомерВходящегоДокумента 30
        *.НазначениеПлатежа 1024
        *.Содержание 1024
        *.АдресЭП 100
        *.НомерТелефона 20
        """;

    private readonly Dictionary<string, (int Length, bool IsFixed)> _lengths = new(StringComparer.Ordinal);

    public Lengths(string? more)
    {
        Read(Usual);
        Read(more ?? "");
    }

    private Lengths()
    {
    }

    /// <summary>Nothing is too long and nothing padded.</summary>
    public static Lengths None { get; } = new();

    public int? Of(string type, string property) => Find(type, property)?.Length;

    /// <summary>The length a string is padded to, or null.</summary>
    public int? PaddingOf(string type, string property) => Find(type, property) is (var length, true) ? length : null;

    private (int Length, bool IsFixed)? Find(string type, string property) =>
        _lengths.TryGetValue($"{type}.{property}", out var own) || _lengths.TryGetValue($"*.{property}", out own) ? own : null;

    private void Read(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var number, .. var rest]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0)
            {
                _lengths[name] = (length, rest is ["fixed"]);
            }
            else if (!line.StartsWith('#'))
            {
                throw new SimulatorException(
                    $"Длины строк: не разобрано «{line}». Пишите: Catalog_Контрагенты.ИНН 12.",
                    $"Lengths of strings: cannot read '{line}'. Write: Catalog_Контрагенты.ИНН 12.");
            }
        }
    }
}
