using Crm.Core.Entities;

namespace Crm.Core.Storage;

/// <summary>Exact decimals as 64-bit integers, so that sums and order are the same in every database.</summary>
public static class Scaled
{
    public const int MoneyDecimals = 4;

    public const int NumberDecimals = 8;

    private const decimal MoneyFactor = 10_000m;

    private const decimal NumberFactor = 100_000_000m;

    /// <summary>The scale of a money or number field.</summary>
    public static decimal Factor(FieldType type) => type == FieldType.Money ? MoneyFactor : NumberFactor;

    /// <exception cref="OverflowException">The value does not fit; translation rejects such values before.</exception>
    public static long ToInteger(decimal value, FieldType type)
    {
        var scaled = value * Factor(type);
        return scaled == decimal.Truncate(scaled)
            ? decimal.ToInt64(scaled)
            : throw new OverflowException("the value has more decimals than the column holds");
    }

    public static decimal ToDecimal(long stored, FieldType type) => stored / Factor(type);
}
