using Crm.Core.Storage;

namespace Crm.Core.Tests.Sync;

public sealed class HeldTests : CorridorTest
{
    [Fact]
    public async Task An_object_that_does_not_say_its_name_waits_until_it_does()
    {
        There.Save("Контрагент", "1", ("Телефон", "5"));
        Assert.Equal(1L, (await RunAsync()).Numbers.Kinds["Counterparty"].Parked);

        There.Save("Контрагент", "1", ("Наименование", "А"));
        await RunAsync();

        Assert.Equal(("А", "5", 0L), (Hub.Ask("SELECT Name FROM Counterparty"), Hub.Ask("SELECT Phone FROM Counterparty"), Count("Held")));
    }

    [Fact]
    public async Task A_wrong_number_is_rejected_with_its_place_and_the_rest_goes_on()
    {
        SaveFirm("1", "А", "7707083890", "770701001");
        SaveFirm("2", "Б", "7736050003", "773601001");

        var report = await RunAsync();

        Assert.Equal((1L, 1L), (report.Numbers.Kinds["Counterparty"].Created, report.Numbers.Kinds["Counterparty"].Rejected));
        Assert.Equal(("Rejected", "Inn", "7707083890", 1L), (
            Hub.Ask("SELECT State FROM Held"), Hub.Ask("SELECT Field FROM Held"), Hub.Ask("SELECT Value FROM Held"), Hub.Ask("SELECT Line FROM Held")));
    }

    [Fact]
    public async Task A_rejected_object_goes_on_when_it_is_said_rightly()
    {
        SaveFirm("1", "А", "7707083890", "770701001");
        await RunAsync();
        SaveFirm("1", "А", "7707083893", "770701001");
        var report = await RunAsync();

        Assert.Equal((RunOutcome.Done, 1L, 0L), (report.Outcome, Count("Counterparty"), Count("Held")));
    }

    [Fact]
    public async Task A_rejected_object_goes_on_by_itself_when_the_mapping_takes_it()
    {
        SaveFirm("1", "А", "7707083890", "770701001");
        await RunAsync();
        Book = Hub.Book(Kinds, ("counterparties.yaml", Counterparties.Replace("[digits, inn]", "[digits]", StringComparison.Ordinal)));
        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.Done, 1L), (report.Outcome, Count("Counterparty")));
    }

    [Fact]
    public async Task A_wrong_kpp_is_left_out_and_said_and_the_firm_is_taken()
    {
        SaveFirm("1", "А", "7707083893", "7707010011");

        var report = await RunAsync();

        Assert.Equal((1L, 1L, "FieldLeftOut"), (
            report.Numbers.Kinds["Counterparty"].Created, report.Numbers.Kinds["Counterparty"].FieldsLeftOut, Hub.Ask("SELECT State FROM Held")));
    }

    [Fact]
    public async Task A_document_waits_for_its_counterparty_and_goes_on_by_itself()
    {
        SaveInvoice("10", "1", "100.00");
        var first = await RunAsync();
        Assert.Equal((0L, 1L), (Count("Invoice"), first.Numbers.Kinds["Invoice"].Parked));

        SaveFirm("1", "А", "7707083893", "770701001");
        var second = await RunAsync();

        Assert.Equal((RunOutcome.Done, 1L, 0L), (second.Outcome, Count("Invoice"), Count("Held")));
    }

    [Fact]
    public async Task A_line_gets_its_item_when_the_item_comes()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00", ("Болт", "b", "100.00"));
        await RunAsync();
        Assert.Equal((1L, 1L), (Count("Invoice"), Count("Waits")));

        There.Save("Товар", "b", ("Наименование", "Болт"), ("Артикул", "Б-1"));
        await RunAsync();

        Assert.Equal((0L, 1L), (Count("Waits"), Hub.Ask("SELECT COUNT(*) FROM InvoiceLine l JOIN Item i ON i.Id = l.ItemId")));
    }
}
