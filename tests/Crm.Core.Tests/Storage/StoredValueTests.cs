using Crm.Core.Entities;
using Crm.Core.Storage;
using CsCheck;

namespace Crm.Core.Tests.Storage;

public sealed class StoredValueTests
{
    [Fact]
    public void Money_comes_back_to_the_last_fraction() => Gen.Long[-9_000_000_000_000_000, 9_000_000_000_000_000].Sample(units =>
    {
        var value = units / 10_000m;
        Assert.Equal(value, Scaled.ToDecimal(Scaled.ToInteger(value, FieldType.Money), FieldType.Money));
    });

    [Fact]
    public void A_fraction_that_does_not_fit_is_refused_and_not_rounded() =>
        Assert.Throws<OverflowException>(() => Scaled.ToInteger(0.00001m, FieldType.Money));

    [Theory]
    [InlineData("  ооо  «Ёлка» ", "ООО «ЕЛКА»")]
    [InlineData("7701234567", "7701234567")]
    [InlineData(" \u00a0 ", null)]
    [InlineData(null, null)]
    public void Keys_are_compared_in_one_form(string? shown, string? key) => Assert.Equal(key, KeyText.Normalise(shown));
}
