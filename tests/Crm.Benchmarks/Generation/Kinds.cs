namespace Crm.Benchmarks.Generation;

/// <summary>What the dice is thrown for; ids of one kind are found again by its number.</summary>
internal static class Kinds
{
    public const ulong Group = 1;
    public const ulong Property = 2;
    public const ulong Option = 3;
    public const ulong Good = 4;
    public const ulong Characteristic = 5;
    public const ulong Offer = 6;
    public const ulong PriceType = 7;
    public const ulong Warehouse = 8;
    public const ulong Document = 9;
    public const ulong Party = 10;
    public const ulong Catalogue = 11;
    public const ulong Owner = 12;
    public const ulong Representative = 13;
    public const ulong Change = 14;
    public const ulong Order = 15;

    public static Guid Id(this ExportOptions options, ulong kind, int number) =>
        new Dice(options.Seed, kind, (ulong)number).Guid();
}
