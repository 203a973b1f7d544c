using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class PostingTests
{
    private const string Paid = "AccumulationRegister_ОплатаСчетов";
    private const string Statuses = "InformationRegister_СтатусыДокументов";

    [Fact]
    public async Task A_posted_payment_pays_its_invoice_in_the_register_and_in_its_status()
    {
        await using var client = await Client.OfAsync();
        var invoice = await client.InvoiceAsync(1000);

        await PostAsync(client, await client.PaymentAsync(invoice, 400));
        Assert.Equal("ОплаченЧастично", (string?)(await client.ListAsync(Statuses))[0]["Статус"]);
        await PostAsync(client, await client.PaymentAsync(invoice, 600));

        Assert.Equal("Оплачен", (string?)(await client.ListAsync(Statuses)).Single()["Статус"]);
        Assert.Equal("StandardODATA.СтатусОплатыСчета", (string?)(await client.ListAsync(Statuses))[0]["Статус_Type"]);
        Assert.Equal(1000m, (decimal)(await client.ListAsync($"{Paid}/Turnovers(Dimensions='СчетНаОплату')")).Single()["СуммаTurnover"]!);
    }

    [Fact]
    public async Task Unposting_takes_the_records_away_and_leaves_the_status()
    {
        await using var client = await Client.OfAsync();
        var payment = await client.PaymentAsync(await client.InvoiceAsync(1000), 1000);
        await PostAsync(client, payment);

        await PostAsync(client, payment, "Unpost");

        Assert.False((bool)(await client.GetAsync(One(Payments, payment))).Json["Posted"]!);
        Assert.Empty(await client.ListAsync(Paid + "_RecordType"));
        Assert.Equal("Оплачен", (string?)(await client.ListAsync(Statuses))[0]["Статус"]);
    }

    [Fact]
    public async Task A_posted_document_cannot_be_marked_nor_a_marked_one_posted()
    {
        await using var client = await Client.OfAsync();
        var posted = await client.InvoiceAsync(1);
        await PostAsync(client, posted, set: Invoices);
        var marked = await client.InvoiceAsync(1);
        await client.SendAsync("PATCH", One(Invoices, marked), new JsonObject { ["DeletionMark"] = true });

        var mark = await client.SendAsync("PATCH", One(Invoices, posted), new JsonObject { ["DeletionMark"] = true });
        var post = await client.SendAsync("POST", One(Invoices, marked) + "/Post");

        Assert.Equal((HttpStatusCode.InternalServerError, "-1"), (mark.Status, mark.Code));
        Assert.Equal((HttpStatusCode.InternalServerError, "-1"), (post.Status, post.Code));
        Assert.False((bool)client.Base.State.Find(Invoices, posted)!["DeletionMark"]!);
        Assert.False((bool)client.Base.State.Find(Invoices, marked)!["Posted"]!);
    }

    [Fact]
    public async Task A_document_that_is_deleted_takes_its_records_with_it()
    {
        await using var client = await Client.OfAsync();
        var payment = await client.PaymentAsync(await client.InvoiceAsync(10), 10);
        await PostAsync(client, payment);

        await client.SendAsync("DELETE", One(Payments, payment));

        Assert.Empty(await client.ListAsync(Paid + "_RecordType"));
    }

    [Fact]
    public async Task Posting_fails_by_habit_and_leaves_the_document_as_it_was()
    {
        await using var client = await Client.OfAsync(habits: "posting-fails");
        var invoice = await client.InvoiceAsync(1);

        var answer = await client.SendAsync("POST", One(Invoices, invoice) + "/Post?PostingModeOperational=false");

        Assert.Equal((HttpStatusCode.InternalServerError, "-1"), (answer.Status, answer.Code));
        Assert.False((bool)client.Base.State.Find(Invoices, invoice)!["Posted"]!);
    }

    [Fact]
    public async Task A_catalogue_cannot_be_posted()
    {
        await using var client = await Client.OfAsync();

        Assert.Equal("6", (await client.SendAsync("POST", One(Parties, await client.PartyAsync()) + "/Post")).Code);
    }

    private static async Task PostAsync(Client client, string key, string action = "Post", string set = Payments) => Assert.Equal(
        HttpStatusCode.OK, (await client.SendAsync("POST", $"{One(set, key)}/{action}()?PostingModeOperational=false")).Status);
}
