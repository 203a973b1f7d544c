using Crm.Core.Entities;
using Crm.Core.Money;

namespace Crm.Core.Tests.Money;

public sealed class VerdictTests
{
    private static readonly InvoiceFacts Invoice = new(
        Guid.CreateVersion7(), 1000m, "RUB", false, false, null, null, null, null, null, [], []);

    [Theory]
    [InlineData("0", InvoiceStatus.Unpaid)]
    [InlineData("0.01", InvoiceStatus.PartlyPaid)]
    [InlineData("999.9999", InvoiceStatus.PartlyPaid)]
    [InlineData("1000", InvoiceStatus.Paid)]
    [InlineData("1000.0001", InvoiceStatus.Overpaid)]
    public void Payments_decide_to_the_last_fraction(string paid, InvoiceStatus expected)
    {
        var amount = decimal.Parse(paid, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, Verdict.Of(Invoice with { Payments = [Payment(amount)] }).Status);
    }

    [Fact]
    public void The_word_of_1C_makes_it_paid_and_its_silence_unpaid_again()
    {
        Assert.Equal(InvoiceStatus.Paid, Verdict.Of(Invoice with { PaidThere = true }).Status);
        Assert.Equal(InvoiceStatus.Unpaid, Verdict.Of(Invoice with { PaidThere = false }).Status);
    }

    [Fact]
    public void Shipment_is_never_taken_for_payment()
    {
        var verdict = Verdict.Of(Invoice with { ShippedThere = true });

        Assert.Equal((InvoiceStatus.Unpaid, ShipmentStatus.Shipped), (verdict.Status, verdict.Shipped));
    }

    [Fact]
    public void A_payment_that_is_cancelled_or_in_another_currency_pays_nothing()
    {
        var cancelled = Payment(1000m) with { Counts = false };
        var dollars = Payment(1000m) with { Currency = "USD" };

        Assert.Equal(InvoiceStatus.Unpaid, Verdict.Of(Invoice with { Payments = [cancelled, dollars] }).Status);
    }

    [Fact]
    public void Money_given_back_counts_against_money_received() =>
        Assert.Equal(InvoiceStatus.PartlyPaid, Verdict.Of(Invoice with { Payments = [Payment(1000m), Payment(-400m)] }).Status);

    [Fact]
    public void The_reason_names_the_document_and_its_day()
    {
        var reason = Verdict.Of(Invoice with { Payments = [Payment(400m)] }).Reason;

        Assert.Equal("оплачено 400.00 из 1000.00; последний платёж 17 от 2026-02-03", reason.Ru);
    }

    private static PaymentFact Payment(decimal amount) =>
        new(Guid.CreateVersion7(), "17", new DateOnly(2026, 2, 3), amount, "RUB", Counts: true);
}
