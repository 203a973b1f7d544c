using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.Sync;

public sealed class CorridorTests : IAsyncLifetime
{
    private const string Counterparties =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match:
          - [Inn, Kpp]
          - { key: [Inn], when: { Kind: [Entrepreneur, Person] } }
        fields:
          Name: { from: Наименование, required: true }
          Kind: { cases: [{ when: { length: { ИНН: 12 } }, value: Entrepreneur }, { value: LegalEntity }] }
          Inn: { from: ИНН, convert: [digits, inn] }
          Kpp: { from: КПП, convert: [kpp], if-invalid: skip-field }
          Phone: Телефон
        """;

    private const string Invoices =
        """
        mapping: invoices
        from: Счет
        to: Invoice
        match: [{ key: [Number, Date], taken: new }]
        fields:
          Number: Номер
          Date: Дата
          Counterparty: { from: Контрагент, link: Counterparty, missing: park }
          Currency: { value: RUB }
          Total: Сумма
          PaidThere: Оплачен
          Lines: { from: Строки, each: { Name: Наименование, Item: { from: Товар, link: Item, missing: wait }, Total: Сумма } }
        """;

    private const string Items =
        """
        mapping: items
        from: Товар
        to: Item
        match: [{ key: [Article], taken: new }]
        fields:
          Name: { from: Наименование, required: true }
          Article: Артикул
        """;

    private const string Payments =
        """
        mapping: payments
        from: Платеж
        to: Payment
        fields:
          Number: Номер
          Date: Дата
          Direction: { value: In }
          Currency: { value: RUB }
          Total: Сумма
          Allocations: { from: Оплачено, each: { Invoice: { from: Счет, link: Invoice, missing: wait }, Amount: Сумма } }
        """;

    private static readonly ExternalKind[] Kinds =
    [
        new("Контрагент", ["Наименование", "ИНН", "КПП", "Телефон"], []),
        new("Счет", ["Номер", "Дата", "Контрагент", "Сумма", "Оплачен", "Строки", "Строки/Наименование", "Строки/Товар", "Строки/Сумма"], []),
        new("Товар", ["Наименование", "Артикул"], []),
        new("Платеж", ["Номер", "Дата", "Сумма", "Оплачено", "Оплачено/Счет", "Оплачено/Сумма"], []),
    ];

    private readonly MemorySystem _there = new();
    private TestHub _hub = null!;
    private MappingBook _book = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.OpenAsync();
        _book = _hub.Book(Kinds, ("counterparties.yaml", Counterparties), ("invoices.yaml", Invoices), ("items.yaml", Items), ("payments.yaml", Payments));
    }

    public ValueTask DisposeAsync()
    {
        _hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_object_becomes_a_row_a_link_and_a_line_of_history_and_is_acknowledged()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");

        var report = await RunAsync();

        Assert.Equal((RunOutcome.Done, 1L), (report.Outcome, report.Numbers.Kinds["Counterparty"].Created));
        Assert.Equal((1L, 1L, 1L), (Count("Counterparty"), Count("Links"), Count("Journal")));
        Assert.Equal(0, _there.Waiting);
    }

    [Fact]
    public async Task A_second_delivery_with_the_same_words_is_not_even_decoded()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await RunAsync();
        _there.Decoded = 0;

        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        var report = await RunAsync();

        Assert.Equal((0, 1L, false), (_there.Decoded, report.Numbers.Unchanged, report.Numbers.ChangedAnything));
    }

    [Fact]
    public async Task A_change_is_journaled_with_the_old_and_the_new_value()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await RunAsync();
        SaveFirm("1", "ООО «Лютик»", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal("""{"Name":["ООО «Ромашка»","ООО «Лютик»"]}""", _hub.Ask("SELECT Changes FROM Journal WHERE Decision = 'Update'"));
    }

    [Fact]
    public async Task An_object_that_goes_back_to_an_earlier_state_is_taken_back_there()
    {
        foreach (var name in new[] { "А", "Б", "А" })
        {
            SaveFirm("1", name, "7707083893", "770701001");
            await RunAsync();
        }

        Assert.Equal("А", _hub.Ask("SELECT Name FROM Counterparty"));
    }

    [Fact]
    public async Task A_field_that_is_absent_stays_and_a_field_that_is_empty_goes()
    {
        _there.Save("Контрагент", "1", ("Наименование", "А"), ("Телефон", "1"));
        await RunAsync();
        _there.Save("Контрагент", "1", ("Наименование", "Б"));
        await RunAsync();
        Assert.Equal("1", _hub.Ask("SELECT Phone FROM Counterparty"));

        _there.Save("Контрагент", "1", ("Наименование", "Б"), ("Телефон", null));
        await RunAsync();
        Assert.Null(_hub.Ask("SELECT Phone FROM Counterparty"));
    }

    [Fact]
    public async Task A_deleted_object_is_archived_and_lives_again_when_the_mark_is_taken_off()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        _there.Delete("Контрагент", "1");
        await RunAsync();
        Assert.Equal(1L, _hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"));

        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        Assert.Equal(0L, _hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"));
    }

    [Fact]
    public async Task An_object_that_does_not_say_its_name_waits_until_it_does()
    {
        _there.Save("Контрагент", "1", ("Телефон", "5"));
        Assert.Equal(1L, (await RunAsync()).Numbers.Kinds["Counterparty"].Parked);

        _there.Save("Контрагент", "1", ("Наименование", "А"));
        await RunAsync();

        Assert.Equal(("А", "5", 0L), (_hub.Ask("SELECT Name FROM Counterparty"), _hub.Ask("SELECT Phone FROM Counterparty"), Count("Held")));
    }

    [Fact]
    public async Task A_row_entered_before_is_found_by_its_key_and_not_doubled()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        _hub.Execute("DELETE FROM Links");
        _hub.Execute("DELETE FROM Fingerprints");

        SaveFirm("new-id", "А", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal((1L, "new-id"), (Count("Counterparty"), _hub.Ask("SELECT ExternalId FROM Links")));
    }

    [Fact]
    public async Task Branches_with_one_inn_and_different_kpp_stay_apart()
    {
        SaveFirm("1", "Голова", "7707083893", "770701001");
        SaveFirm("2", "Филиал", "7707083893", "780502001");

        await RunAsync();

        Assert.Equal((2L, 0L), (Count("Counterparty"), Count("Held")));
    }

    [Fact]
    public async Task Two_new_objects_with_one_key_make_one_row_and_one_question()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveFirm("2", "Б", "7707083893", "770701001");

        var report = await RunAsync();

        Assert.Equal((RunOutcome.DoneWithHeld, 1L, 1L), (report.Outcome, report.Numbers.Kinds["Counterparty"].Asked, report.Numbers.QuestionsAsked));
        Assert.Equal((1L, 1L), (Count("Counterparty"), Count("Questions")));
    }

    [Fact]
    public async Task Between_two_rows_with_the_same_key_nothing_is_guessed()
    {
        var first = new MemorySystem("first");
        first.Save("Контрагент", "1", ("Наименование", "А"), ("ИНН", "7707083893"));
        first.Save("Контрагент", "2", ("Наименование", "Б"), ("ИНН", "7707083893"));
        first.Deliver();
        await _hub.RunAsync(_book, "first", first.Open());
        _hub.Execute("UPDATE Counterparty SET Kpp = '770701001', KppKey = '770701001'");

        SaveFirm("9", "В", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal((2L, "Asked"), (Count("Counterparty"), _hub.Ask("SELECT State FROM Held")));
        Assert.Contains("candidates", (string)_hub.Ask("SELECT Detail FROM Questions")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_both_sides_changed_is_asked_once_and_the_rest_of_the_object_goes_on()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        _hub.Execute("UPDATE Counterparty SET Name = 'Наше имя'");

        for (var night = 0; night < 2; night++)
        {
            _there.Save("Контрагент", "1", ("Наименование", "Их имя"), ("Телефон", "5"));
            await RunAsync();
        }

        Assert.Equal(("Наше имя", "5", 1L), (_hub.Ask("SELECT Name FROM Counterparty"), _hub.Ask("SELECT Phone FROM Counterparty"), Count("Questions")));
    }

    [Fact]
    public async Task A_wrong_number_is_rejected_with_its_place_and_the_rest_goes_on()
    {
        SaveFirm("1", "А", "7707083890", "770701001");
        SaveFirm("2", "Б", "7736050003", "773601001");

        var report = await RunAsync();

        Assert.Equal((1L, 1L), (report.Numbers.Kinds["Counterparty"].Created, report.Numbers.Kinds["Counterparty"].Rejected));
        Assert.Equal(("Rejected", "Inn", "7707083890", 1L), (
            _hub.Ask("SELECT State FROM Held"), _hub.Ask("SELECT Field FROM Held"), _hub.Ask("SELECT Value FROM Held"), _hub.Ask("SELECT Line FROM Held")));
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
        _book = _hub.Book(Kinds, ("counterparties.yaml", Counterparties.Replace("[digits, inn]", "[digits]", StringComparison.Ordinal)));
        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.Done, 1L), (report.Outcome, Count("Counterparty")));
    }

    [Fact]
    public async Task A_wrong_kpp_is_left_out_and_said_and_the_firm_is_taken()
    {
        SaveFirm("1", "А", "7707083893", "7707010011");

        var report = await RunAsync();

        Assert.Equal((1L, 1L, "FieldLeftOut"), (
            report.Numbers.Kinds["Counterparty"].Created, report.Numbers.Kinds["Counterparty"].FieldsLeftOut, _hub.Ask("SELECT State FROM Held")));
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

        _there.Save("Товар", "b", ("Наименование", "Болт"), ("Артикул", "Б-1"));
        await RunAsync();

        Assert.Equal((0L, 1L), (Count("Waits"), _hub.Ask("SELECT COUNT(*) FROM InvoiceLine l JOIN Item i ON i.Id = l.ItemId")));
    }

    [Fact]
    public async Task Lines_that_changed_over_there_are_taken_whole_and_asked_about_when_ours_changed_too()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00", ("Болт", "b", "60.00"), ("Гайка", "g", "40.00"));
        await RunAsync();
        SaveInvoice("10", "1", "70.00", ("Болт", "b", "70.00"));
        var report = await RunAsync();
        Assert.Equal((0L, "Болт", 1L), (report.Numbers.QuestionsAsked, _hub.Ask("SELECT Name FROM InvoiceLine"), Count("InvoiceLine")));

        _hub.Execute("UPDATE InvoiceLine SET Name = 'Шуруп'");
        SaveInvoice("10", "1", "80.00", ("Винт", "v", "80.00"));
        report = await RunAsync();
        Assert.Equal((1L, "Шуруп"), (report.Numbers.QuestionsAsked, _hub.Ask("SELECT Name FROM InvoiceLine")));
    }

    [Fact]
    public async Task A_long_text_is_compared_without_being_kept_twice()
    {
        var text = new string('я', 5000);
        _there.Save("Контрагент", "1", ("Наименование", "А"), ("Телефон", text));
        await RunAsync();
        _there.Save("Контрагент", "1", ("Наименование", "Б"), ("Телефон", text + "!"));
        var report = await RunAsync();

        Assert.Equal((0L, text + "!"), (report.Numbers.QuestionsAsked, _hub.Ask("SELECT Phone FROM Counterparty")));
        Assert.True((long)_hub.Ask("SELECT length(Agreed) FROM Links")! < 200);
    }

    [Fact]
    public async Task An_invoice_follows_its_payments_and_keeps_the_reason()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00");
        SavePayment("p1", "40.00", "10");
        await RunAsync();
        Assert.Equal("PartlyPaid", _hub.Ask("SELECT Status FROM Invoice"));

        SavePayment("p2", "60.00", "10");
        await RunAsync();
        Assert.Equal("Paid", _hub.Ask("SELECT Status FROM Invoice"));
        Assert.Contains("p2", (string)_hub.Ask("SELECT StatusReason FROM Invoice")!, StringComparison.Ordinal);

        _there.Delete("Платеж", "p1");
        await RunAsync();
        Assert.Equal("PartlyPaid", _hub.Ask("SELECT Status FROM Invoice"));
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

        Assert.Equal("10 Unpaid, 11 Paid", _hub.Ask("SELECT group_concat(Number || ' ' || Status, ', ') FROM (SELECT * FROM Invoice ORDER BY Number)"));
    }

    [Fact]
    public async Task A_payment_before_its_invoice_pays_it_when_it_comes()
    {
        SavePayment("p1", "100.00", "10");
        await RunAsync();
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00");
        await RunAsync();

        Assert.Equal("Paid", _hub.Ask("SELECT Status FROM Invoice"));
    }

    [Fact]
    public async Task A_broken_delivery_is_put_aside_whole()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveFirm("2", "Б", "7736050003", "773601001");
        _there.DeliverBroken();

        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.DoneWithHeld, 0L, 1), (report.Outcome, Count("Counterparty"), report.Numbers.DeliveriesPutAside));
        Assert.Equal(("PutAside", 0), (_hub.Ask("SELECT State FROM Deliveries"), _there.Waiting));
    }

    [Fact]
    public async Task A_delivery_that_deletes_nearly_everything_stops_before_the_first_row()
    {
        foreach (var n in Enumerable.Range(10, 20))
        {
            _there.Save("Контрагент", $"{n}", ("Наименование", $"Фирма {n}"));
        }

        await RunAsync();
        foreach (var n in Enumerable.Range(10, 15))
        {
            _there.Delete("Контрагент", $"{n}");
        }

        var report = await RunAsync();

        Assert.Equal((RunOutcome.Stopped, 0L, 1), (
            report.Outcome, _hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"), _there.Waiting));
    }

    [Fact]
    public async Task A_delayed_delivery_does_not_overrule_a_newer_one()
    {
        SaveFirm("1", "Старое", "7707083893", "770701001");
        _there.Deliver(10);
        await RunAsync(deliver: false);
        SaveFirm("1", "Новое", "7707083893", "770701001");
        _there.Deliver(30);
        await RunAsync(deliver: false);

        SaveFirm("1", "Опоздавшее", "7707083893", "770701001");
        _there.Deliver(20);
        await RunAsync(deliver: false);

        Assert.Equal("Новое", _hub.Ask("SELECT Name FROM Counterparty"));
    }

    [Fact]
    public async Task A_newer_delivery_that_said_nothing_new_still_overrules_a_delayed_one()
    {
        SaveFirm("1", "Имя", "7707083893", "770701001");
        _there.Deliver(10);
        await RunAsync(deliver: false);
        SaveFirm("1", "Имя", "7707083893", "770701001");
        SaveFirm("2", "Другая", "7736050003", "773601001");
        _there.Deliver(30);
        await RunAsync(deliver: false);

        SaveFirm("1", "Опоздавшее", "7707083893", "770701001");
        _there.Deliver(20);
        await RunAsync(deliver: false);

        Assert.Equal("Имя", _hub.Ask("SELECT Name FROM Counterparty WHERE Kpp = '770701001'"));
    }

    [Fact]
    public async Task A_known_piece_that_a_changed_one_before_it_makes_news_is_read_after_all()
    {
        SaveFirm("1", "Первое", "7707083893", "770701001");
        await RunAsync();

        SaveFirm("1", "Второе", "7707083893", "770701001");
        SaveFirm("1", "Первое", "7707083893", "770701001");
        var report = await RunAsync();

        Assert.Equal(("Первое", 2L), (_hub.Ask("SELECT Name FROM Counterparty"), report.Numbers.Kinds["Counterparty"].Updated));
    }

    [Fact]
    public async Task Only_one_run_at_a_time_works_on_a_connection()
    {
        _hub.Execute("INSERT INTO Leases (Connection, Holder, ExpiresAt, Fence) VALUES ('memory', 'another', '2026-03-03 01:40:00', 7)");
        SaveFirm("1", "А", "7707083893", "770701001");

        Assert.Equal(RunOutcome.Unavailable, (await RunAsync()).Outcome);
        Assert.Equal(RunOutcome.Done, (await RunAsync(deliver: false)).Outcome);
    }

    [Fact]
    public async Task A_base_that_is_away_ends_the_run_and_loses_nothing()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        _there.IsAway = true;
        Assert.Equal(RunOutcome.Unavailable, (await RunAsync()).Outcome);

        _there.IsAway = false;
        Assert.Equal(1L, (await RunAsync(deliver: false)).Numbers.Kinds["Counterparty"].Created);
    }

    [Fact]
    public async Task Wherever_the_power_goes_the_next_run_ends_in_the_same_state()
    {
        var expected = await CleanStateAsync();

        for (var cut = 1; ; cut++)
        {
            using var hub = await TestHub.OpenAsync();
            var there = Story();
            var reached = 0;
            hub.Boundary = name => _ = ++reached == cut ? throw new IOException($"the power went at {name}") : 0;

            var wasCut = await EndsEarlyAsync(hub, there);
            hub.Boundary = null;
            await hub.RunAsync(_book, "memory", there.Open());

            Assert.Equal(expected, hub.State());
            Assert.Equal(hub.Ask("SELECT COUNT(DISTINCT SourceId || '/' || ExternalId) FROM Links"), hub.Ask("SELECT COUNT(*) FROM Links"));
            if (!wasCut)
            {
                Assert.True(cut > 10, "the story has more boundaries than that");
                return;
            }
        }
    }

    private async Task<IReadOnlyList<string>> CleanStateAsync()
    {
        using var hub = await TestHub.OpenAsync();
        await hub.RunAsync(_book, "memory", Story().Open());
        return hub.State();
    }

    private async Task<bool> EndsEarlyAsync(TestHub hub, MemorySystem there)
    {
        try
        {
            await hub.RunAsync(_book, "memory", there.Open());
            return false;
        }
        catch (IOException)
        {
            // The dead run's lease is still there; the next comes when it has run out.
            hub.Clock.Advance(TimeSpan.FromMinutes(11));
            return true;
        }
    }

    private static MemorySystem Story()
    {
        var there = new MemorySystem();
        there.Save("Платеж", "p1", ("Номер", "p1"), ("Дата", "2026-02-01"), ("Сумма", "100.00"), ("Оплачено", Fields.Of(("Счет", "10"), ("Сумма", "100.00"))));
        there.Save("Счет", "10", ("Номер", "10"), ("Дата", "2026-02-01"), ("Контрагент", "1"), ("Сумма", "100.00"),
            ("Строки", Fields.Of(("Наименование", "Болт"), ("Товар", "b"), ("Сумма", "100.00"))));
        there.Deliver();
        there.Save("Контрагент", "1", ("Наименование", "А"), ("ИНН", "7707083893"), ("КПП", "770701001"));
        there.Save("Контрагент", "2", ("Наименование", "Б"), ("ИНН", "77"));
        there.Deliver();
        there.Save("Товар", "b", ("Наименование", "Болт"), ("Артикул", "Б-1"));
        there.Save("Контрагент", "1", ("Наименование", "А-2"), ("ИНН", "7707083893"), ("КПП", "770701001"));
        there.Deliver();
        there.Delete("Платеж", "p1");
        there.Deliver();
        return there;
    }

    private Task<RunReport> RunAsync(bool deliver = true)
    {
        if (deliver)
        {
            _there.Deliver();
        }

        _hub.Clock.Advance(TimeSpan.FromDays(1));
        return _hub.RunAsync(_book, "memory", _there.Open());
    }

    private void SaveFirm(string id, string name, string inn, string kpp) =>
        _there.Save("Контрагент", id, ("Наименование", name), ("ИНН", inn), ("КПП", kpp));

    private void SaveInvoice(string id, string firm, string total, params (string Name, string Item, string Total)[] lines) =>
        _there.Save("Счет", id, ("Номер", id), ("Дата", "2026-02-01"), ("Контрагент", firm), ("Сумма", total), ("Строки", new Many(
            lines.Select(line => (object?)Fields.Of(("Наименование", line.Name), ("Товар", line.Item), ("Сумма", line.Total))))));

    private void SavePayment(string id, string sum, string invoice) =>
        _there.Save("Платеж", id, ("Номер", id), ("Дата", "2026-02-02"), ("Сумма", sum), ("Оплачено", Fields.Of(("Счет", invoice), ("Сумма", sum))));

    private long Count(string table) => (long)_hub.Ask($"SELECT COUNT(*) FROM \"{table}\"")!;
}
