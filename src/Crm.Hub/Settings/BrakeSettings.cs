using System.Globalization;
using Crm.Connect;
using Crm.Core.Sync;

namespace Crm.Hub.Settings;

/// <summary>
/// What a delivery may not do without a person. Max… is a share of what is known of a kind, Harmless… a number that is
/// everyday life whatever its share.
/// </summary>
internal sealed class BrakeSettings
{
    private static readonly Brakes Default = new();

    public double MaxMissing { get; set; } = Default.Missing.Share;

    public int HarmlessMissing { get; set; } = Default.Missing.Harmless;

    public double MaxDeletions { get; set; } = Default.Deletions.Share;

    public int HarmlessDeletions { get; set; } = Default.Deletions.Harmless;

    public double MaxGrowth { get; set; } = Default.Growth.Share;

    public int HarmlessGrowth { get; set; } = Default.Growth.Harmless;

    public double MaxChanges { get; set; } = Default.Changes.Share;

    public int HarmlessChanges { get; set; } = Default.Changes.Harmless;

    public double MaxKeyChanges { get; set; } = Default.KeyChanges.Share;

    public int HarmlessKeyChanges { get; set; } = Default.KeyChanges.Harmless;

    public double MaxPriceLeaps { get; set; } = Default.PriceLeaps.Share;

    public int HarmlessPriceLeaps { get; set; } = Default.PriceLeaps.Harmless;

    /// <summary>So many times greater or smaller is a leap.</summary>
    public decimal PriceLeap { get; set; } = Default.PriceLeap;

    /// <summary>In units of the currency of the invoices.</summary>
    public decimal MaxMoneyMoved { get; set; } = Default.MaxMoneyMoved;

    /// <summary>By ИНН or name of the organization, or "*", the last closed day.</summary>
    public Dictionary<string, string> ClosedPeriods { get; set; } = [];

    /// <summary>Asked only when there are no problems.</summary>
    public Brakes ToBrakes() => new(MaxDeletions, HarmlessDeletions)
    {
        Missing = new(MaxMissing, HarmlessMissing),
        Growth = new(MaxGrowth, HarmlessGrowth),
        Changes = new(MaxChanges, HarmlessChanges),
        KeyChanges = new(MaxKeyChanges, HarmlessKeyChanges),
        PriceLeaps = new(MaxPriceLeaps, HarmlessPriceLeaps),
        PriceLeap = PriceLeap,
        MaxMoneyMoved = MaxMoneyMoved,
        ClosedPeriods = new(ClosedPeriods.Where(pair => DayOf(pair.Value) is not null).ToDictionary(pair => pair.Key, pair => DayOf(pair.Value)!.Value)),
    };

    /// <summary>What is wrong with them, by key.</summary>
    public IEnumerable<(string Key, Words Words)> Problems() =>
    [
        .. Shares().Where(share => share.Value is not (>= 0 and <= 1)).Select(share => (share.Key, WrongShare(share.Key))),
        .. Numbers().Where(number => number.Value < 0).Select(number => (number.Key, WrongNumber)),
        .. Limits(),
        .. ClosedPeriods.Where(pair => DayOf(pair.Value) is null).Select(pair => ($"{nameof(ClosedPeriods)}:{pair.Key}", WrongDay(pair.Value))),
    ];

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private IEnumerable<(string Key, double Value)> Shares() =>
    [
        (nameof(MaxMissing), MaxMissing), (nameof(MaxDeletions), MaxDeletions), (nameof(MaxChanges), MaxChanges),
        (nameof(MaxKeyChanges), MaxKeyChanges), (nameof(MaxPriceLeaps), MaxPriceLeaps),
    ];

    private IEnumerable<(string Key, int Value)> Numbers() =>
    [
        (nameof(HarmlessMissing), HarmlessMissing), (nameof(HarmlessDeletions), HarmlessDeletions), (nameof(HarmlessGrowth), HarmlessGrowth),
        (nameof(HarmlessChanges), HarmlessChanges), (nameof(HarmlessKeyChanges), HarmlessKeyChanges), (nameof(HarmlessPriceLeaps), HarmlessPriceLeaps),
    ];

    private IEnumerable<(string Key, Words Words)> Limits()
    {
        if (MaxGrowth is not (>= 0 and < double.PositiveInfinity))
        {
            yield return (nameof(MaxGrowth), new(
                "Доля прироста — число не меньше нуля, например 0.8; 1 разрешает удвоение.", "The share of growth is a number not less than zero, such as 0.8; 1 allows doubling."));
        }

        if (PriceLeap <= 1)
        {
            yield return (nameof(PriceLeap), new(
                "Скачок цены — во сколько раз: число больше единицы, например 3.", "A leap of a price is so many times: a number greater than one, such as 3."));
        }

        if (MaxMoneyMoved < 0)
        {
            yield return (nameof(MaxMoneyMoved), new("Сумма не бывает меньше нуля.", "An amount is not less than zero."));
        }
    }

    private static Words WrongShare(string key) => key == nameof(MaxDeletions)
        ? new("Доля удалений — число от 0 до 1, например 0.2.", "The share of deletions is a number from 0 to 1, such as 0.2.")
        : new("Доля — число от 0 до 1, например 0.2.", "A share is a number from 0 to 1, such as 0.2.");

    private static Words WrongNumber => new("Число безобидных не бывает меньше нуля.", "The number of harmless ones is not less than zero.");

    private static Words WrongDay(string text) => new(
        $"«{text}» — не дата. Пишите последний закрытый день: 2026-03-31.", $"'{text}' is no date. Write the last closed day: 2026-03-31.");
}
