using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Simulator.Habits;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class SendingTests
{
    private static readonly string Key = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_client_and_his_invoice_are_written_under_our_keys()
    {
        await using var room = await BaseRoom.OfAsync();
        var invoice = Guid.NewGuid().ToString();

        var receipts = await room.SendAsync(Client(), Invoice(invoice));

        Assert.All(receipts, receipt => Assert.Equal(Reception.Taken, receipt.Reception));
        var there = room.Base.State.Find(BaseRoom.Invoices, invoice)!;
        Assert.Equal((Key, "2026-02-01T10:00:00"), (there["Контрагент_Key"]!.ToString(), there["Date"]!.ToString()));
        Assert.Equal(["1", "2"], there["Товары"]!.AsArray().Select(row => row!["LineNumber"]!.ToString()));
        Assert.Equal(["10.5", "2"], there["Товары"]!.AsArray().Select(row => row!["Количество"]!.ToString()));
        Assert.Equal(there["DataVersion"]!.ToString(), receipts[1].Version);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.FailAfter)]
    public async Task An_answer_that_was_lost_is_found_by_the_key(FaultKind fault)
    {
        await using var room = await BaseRoom.OfAsync();
        room.Base.Faults.Plan(new Fault(fault, "POST", BaseRoom.Parties));

        var receipt = Assert.Single(await room.SendAsync(Client()));

        Assert.Equal(Reception.Taken, receipt.Reception);
        Assert.Equal(1, room.Asked("POST", BaseRoom.Parties));
        Assert.Equal(1, room.Base.State.Count(BaseRoom.Parties));
    }

    [Fact]
    public async Task An_object_that_may_still_be_written_is_not_called_refused()
    {
        await using var room = await BaseRoom.OfAsync();
        room.Base.Faults.Plan(new Fault(FaultKind.DropBefore, "POST", BaseRoom.Parties));

        var wrong = await Assert.ThrowsAsync<ConnectorException>(() => room.SendAsync(Client()));

        Assert.Equal(Trouble.Unavailable, wrong.Trouble);
        Assert.Equal(Reception.Taken, Assert.Single(await room.SendAsync(Client())).Reception);
        Assert.Equal(1, room.Base.State.Count(BaseRoom.Parties));
    }

    [Fact]
    public async Task With_every_third_answer_lost_each_object_is_there_once()
    {
        await using var room = await BaseRoom.OfAsync(habits: "lost-answers");
        var objects = Enumerable.Range(0, 12).Select(_ => Client(Guid.NewGuid().ToString())).ToArray();

        var receipts = await room.SendAsync(objects);

        Assert.All(receipts, receipt => Assert.Equal(Reception.Taken, receipt.Reception));
        Assert.Equal(12, room.Base.State.Count(BaseRoom.Parties));
    }

    [Fact]
    public async Task The_words_of_the_configuration_are_the_reason()
    {
        await using var room = await BaseRoom.OfAsync();
        room.Base.Faults.Plan(new Fault(FaultKind.FailBefore, "POST", BaseRoom.Parties) { Message = "Не заполнено поле ИНН" });

        var receipt = Assert.Single(await room.SendAsync(Client()));

        Assert.Equal(Reception.Refused, receipt.Reception);
        Assert.Contains("Не заполнено поле ИНН", receipt.Reason!.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_1C_cut_or_passed_over_is_told_by_the_names_of_the_fields()
    {
        await using var room = await BaseRoom.OfAsync(lengths: "Catalog_Контрагенты.Description 5");

        var receipt = Assert.Single(await room.SendAsync(Client()));

        Assert.Equal(Reception.Refused, receipt.Reception);
        Assert.Contains("Description", receipt.Reason!.Ru, StringComparison.Ordinal);
        Assert.DoesNotContain("Ромашка", receipt.Reason.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_with_an_object_is_said_at_once_and_nothing_is_sent()
    {
        await using var room = await BaseRoom.OfAsync();
        var fields = Fields.Of(("НетТакого", "1"), ("Организация_Key", "не ключ"), ("Date", "вчера"), ("СуммаДокумента", "много"), ("ДокументБезНДС", "возможно"));

        var receipt = Assert.Single(await room.SendAsync(New(BaseRoom.Invoices, Key, fields)));

        Assert.All(fields, field => Assert.Contains(field.Key, receipt.Reason!.Ru, StringComparison.Ordinal));
        Assert.Equal(0, room.Asked("POST", BaseRoom.Invoices));
    }

    [Fact]
    public async Task A_composite_field_is_sent_with_its_type_or_not_at_all()
    {
        await using var room = await BaseRoom.OfAsync();
        const string Payments = "Document_ПоступлениеНаРасчетныйСчет";
        var typed = Fields.Of(("Date", "2026-02-01"), ("Контрагент", Key), ("Контрагент_Type", "Catalog_Контрагенты"));

        var receipts = await room.SendAsync(New(Payments, Key, typed), New(Payments, Guid.NewGuid().ToString(), typed.Without(name => name == "Контрагент_Type")));

        Assert.Equal([Reception.Taken, Reception.Refused], receipts.Select(receipt => receipt.Reception));
        Assert.Equal("StandardODATA.Catalog_Контрагенты", room.Base.State.Find(Payments, Key)!["Контрагент_Type"]!.ToString());
    }

    [Fact]
    public async Task Only_what_is_news_is_written()
    {
        await using var room = await BaseRoom.OfAsync();
        await room.SendAsync(Client());
        room.Put(BaseRoom.Parties, ("Ref_Key", Key), ("КПП", "770801001"));

        var receipt = Assert.Single(await room.SendAsync(Change(Client(), room, "ИНН", "7708000018")));

        var there = room.Base.State.Find(BaseRoom.Parties, Key)!;
        Assert.Equal((Reception.Taken, "770801001", "7708000018"), (receipt.Reception, there["КПП"]!.ToString().Trim(), there["ИНН"]!.ToString().Trim()));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_not_written_over()
    {
        await using var room = await BaseRoom.OfAsync();
        await room.SendAsync(Client());
        var ours = Change(Client(), room, "Description", "Лютик");
        room.Put(BaseRoom.Parties, ("Ref_Key", Key), ("Description", "Василёк"));

        var receipt = Assert.Single(await room.SendAsync(ours));

        Assert.Equal((Reception.Outdated, Version(room)), (receipt.Reception, receipt.Version));
        Assert.Equal("Василёк", room.Base.State.Find(BaseRoom.Parties, Key)!["Description"]!.ToString());
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Html)]
    public async Task A_change_whose_answer_was_lost_is_written_once(FaultKind fault)
    {
        await using var room = await BaseRoom.OfAsync();
        await room.SendAsync(Client());
        var change = Change(Client(), room, "Description", "Лютик");
        room.Base.Faults.Plan(new Fault(fault, "PATCH", BaseRoom.Parties));

        var receipts = new[] { Assert.Single(await room.SendAsync(change)), Assert.Single(await room.SendAsync(change)) };

        Assert.All(receipts, receipt => Assert.Equal((Reception.Taken, Version(room)), (receipt.Reception, receipt.Version)));
        Assert.Equal(1, room.Asked("PATCH", BaseRoom.Parties));
    }

    [Fact]
    public async Task A_row_keeps_what_only_accounting_knows_of_it()
    {
        await using var room = await BaseRoom.OfAsync();
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var key = room.PutInvoice("2026-02-01T10:00:00", ("Товары", new JsonArray(Row(1, first, "НДС20"), Row(2, second, "БезНДС"))));
        var rows = new Many([Fields.Of(("Номенклатура", second), ("Номенклатура_Type", "Catalog_Номенклатура"), ("Количество", "7")), Goods(Guid.NewGuid().ToString(), "1")]);

        await room.SendAsync(new Outbound(new ExternalRef("bp", BaseRoom.Invoices, key), Fields.Of(("Товары", rows)), false, ["Товары"], null));

        var there = room.Base.State.Find(BaseRoom.Invoices, key)!["Товары"]!.AsArray();
        Assert.Equal([(second, "7", "БезНДС"), (there[1]!["Номенклатура"]!.ToString(), "1", "")], there.Select(row => (row!["Номенклатура"]!.ToString(), row["Количество"]!.ToString(), row["СтавкаНДС"]!.ToString())));
    }

    [Fact]
    public async Task A_document_is_posted_when_it_is_asked_for_and_only_once()
    {
        await using var room = await BaseRoom.OfAsync();
        var invoice = Invoice(Key) with { Fields = Invoice(Key).Fields!.With("Posted", "true") };

        var first = Assert.Single(await room.SendAsync(invoice));
        var again = Assert.Single(await room.SendAsync(invoice));

        Assert.Equal(first, again);
        Assert.True((bool)room.Base.State.Find(BaseRoom.Invoices, Key)!["Posted"]!);
        Assert.Single(room.Base.Log.Entries, entry => entry.Path.EndsWith("/Post", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Posting.Asked, "false", false)]
    [InlineData(Posting.Never, "true", false)]
    [InlineData(Posting.Always, null, true)]
    public async Task Posting_goes_by_the_settings(Posting posting, string? asked, bool isPosted)
    {
        await using var room = await BaseRoom.OfAsync();
        room.Settings.Post = posting;
        var invoice = Invoice(Key);

        await room.SendAsync(asked is null ? invoice : invoice with { Fields = invoice.Fields!.With("Posted", asked) });

        Assert.Equal(isPosted, (bool)room.Base.State.Find(BaseRoom.Invoices, Key)!["Posted"]!);
    }

    [Fact]
    public async Task A_document_that_is_not_posted_is_told_to_be_written()
    {
        await using var room = await BaseRoom.OfAsync(habits: "posting-fails");
        room.Settings.Post = Posting.Always;

        var receipt = Assert.Single(await room.SendAsync(Invoice(Key)));

        Assert.Equal(Reception.Refused, receipt.Reception);
        Assert.Contains("записан, но не проведён", receipt.Reason!.Ru, StringComparison.Ordinal);
        Assert.NotNull(room.Base.State.Find(BaseRoom.Invoices, Key));
    }

    [Fact]
    public async Task A_posted_document_that_changes_is_posted_anew()
    {
        await using var room = await BaseRoom.OfAsync();
        await room.SendAsync(Invoice(Key));
        room.Base.State.Post(BaseRoom.Invoices, Key);

        await room.SendAsync(Change(Invoice(Key), room, "Комментарий", "срочно"));

        Assert.Single(room.Base.Log.Entries, entry => entry.Path.EndsWith("/Post", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mark_is_set_and_nothing_is_deleted_for_good()
    {
        await using var room = await BaseRoom.OfAsync();
        await room.SendAsync(Invoice(Key));
        room.Base.State.Post(BaseRoom.Invoices, Key);
        var mark = new Outbound(new ExternalRef("bp", BaseRoom.Invoices, Key), null, false, [], null);

        var receipts = new[] { Assert.Single(await room.SendAsync(mark)), Assert.Single(await room.SendAsync(mark)) };

        Assert.All(receipts, receipt => Assert.Equal(Reception.Taken, receipt.Reception));
        var there = room.Base.State.Find(BaseRoom.Invoices, Key)!;
        Assert.Equal((true, false), ((bool)there["DeletionMark"]!, (bool)there["Posted"]!));
        Assert.DoesNotContain(room.Base.Log.Entries, entry => entry.Method == "DELETE");
    }

    [Fact]
    public async Task What_is_marked_is_seen_as_gone_and_what_never_was_too()
    {
        await using var room = await BaseRoom.OfAsync();
        var marked = room.Put(BaseRoom.Parties, ("Description", "Ромашка"), ("DeletionMark", true));
        var there = room.Put(BaseRoom.Parties, ("Description", "Лютик"));
        await using var channel = room.Open();

        var sights = await channel.ProbeAsync([.. new[] { marked, Key, there }.Select(id => new ExternalRef("bp", BaseRoom.Parties, id))], TestContext.Current.CancellationToken);

        Assert.Equal([true, true, false], sights.Select(sight => sight.Fields is null));
        Assert.Equal("Лютик", sights[2].Fields!.Text("Description"));
    }

    private static Outbound New(string kind, string key, Fields fields) => new(new ExternalRef("bp", kind, key), fields, IsNew: true, [], null);

    private static Outbound Client(string? key = null) => New(BaseRoom.Parties, key ?? Key, Fields.Of(("Description", "Ромашка ООО"), ("ИНН", "7708000018"), ("КПП", null)));

    private static Outbound Invoice(string key) => New(
        BaseRoom.Invoices,
        key,
        Fields.Of(("Date", "2026-02-01T10:00:00"), ("Контрагент_Key", Key), ("СуммаДокумента", "1200.00"), ("ДокументБезНДС", "false"), ("Товары", new Many([Goods(Key, "10.50"), Goods(Key, "2")]))));

    private static Fields Goods(string item, string quantity) => Fields.Of(("Номенклатура", item), ("Номенклатура_Type", "Catalog_Номенклатура"), ("Количество", quantity));

    private static JsonObject Row(int line, string item, string rate) => new()
    {
        ["LineNumber"] = line,
        ["Номенклатура"] = item,
        ["Номенклатура_Type"] = "StandardODATA.Catalog_Номенклатура",
        ["Количество"] = 1,
        ["СтавкаНДС"] = rate,
    };

    private static Outbound Change(Outbound sent, BaseRoom room, string field, string value) =>
        sent with { IsNew = false, Fields = sent.Fields!.With(field, value), Changed = [field], Version = Version(room, sent.Ref.Kind) };

    private static string Version(BaseRoom room, string kind = BaseRoom.Parties) => room.Base.State.Find(kind, Key)!["DataVersion"]!.ToString();
}
