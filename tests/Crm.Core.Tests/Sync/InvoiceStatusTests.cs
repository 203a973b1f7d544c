namespace Crm.Core.Tests.Sync;

public sealed class InvoiceStatusTests : CorridorTest
{
    [Fact]
    public async Task An_invoice_follows_its_payments_and_keeps_the_reason()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00");
        SavePayment("p1", "40.00", "10");
        await RunAsync();
        Assert.Equal("PartlyPaid", Hub.Ask("SELECT Status FROM Invoice"));

        SavePayment("p2", "60.00", "10");
        await RunAsync();
        Assert.Equal("Paid", Hub.Ask("SELECT Status FROM Invoice"));
        Assert.Contains("p2", (string)Hub.Ask("SELECT StatusReason FROM Invoice")!, StringComparison.Ordinal);

        There.Delete("Платеж", "p1");
        await RunAsync();
        Assert.Equal("PartlyPaid", Hub.Ask("SELECT Status FROM Invoice"));
    }

    [Fact]
    public async Task A_payment_that_moves_to_another_invoice_leaves_the_first_unpaid()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00");
        SaveInvoice("11", "1", "100.00");
        SavePayment("p1", "100.00", "10");
        await RunAsync();
        SavePayment("p1", "100.00", "11");
        await RunAsync();

        Assert.Equal("10 Unpaid, 11 Paid", Hub.Ask("SELECT group_concat(Number || ' ' || Status, ', ') FROM (SELECT * FROM Invoice ORDER BY Number) AS t"));
    }

    [Fact]
    public async Task A_payment_before_its_invoice_pays_it_when_it_comes()
    {
        SavePayment("p1", "100.00", "10");
        await RunAsync();
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00");
        await RunAsync();

        Assert.Equal("Paid", Hub.Ask("SELECT Status FROM Invoice"));
    }
}
