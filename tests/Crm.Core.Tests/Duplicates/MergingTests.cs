using Crm.Connect;
using Crm.Core.Duplicates.Joining;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Duplicates;

public sealed class MergingTests : JoiningTest
{
    private async Task TwoFirmsAsync()
    {
        There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка"), ("ИНН", "7899005014"), ("Контакты", Table("Почта|a@romashka.example")));
        There.Save("Контрагент", "Г", ("Наименование", "Ромашка"), ("Телефон", "+74950000001"), ("Контакты", Table("Почта|a@romashka.example", "Почта|b@romashka.example")));
        There.Save("Договор", "Д", ("Наименование", "Договор 1"), ("Контрагент", "Г"));
        There.Save("Счет", "С", ("Номер", "С"), ("Контрагент", "Г"), ("Договор", "Д"), ("Сумма", "100.00"));
        There.Save("Платеж", "П", ("Номер", "П"), ("Контрагент", "Г"), ("Сумма", "40.00"), ("Оплачено", Fields.Of(("Счет", "С"), ("Сумма", "40.00"))));
        await RunAsync();
    }

    [Fact]
    public async Task Documents_links_and_empty_fields_go_to_the_row_that_stays_and_the_other_is_archived()
    {
        await TwoFirmsAsync();
        var (kept, gone) = (Row("К"), Row("Г"));

        var done = MergeFirms("К", "Г");

        Assert.Equal((kept, kept), (Row("К"), Row("Г")));
        Assert.Equal("Contract 1, Invoice 1, Payment 1", string.Join(", ", done.Rewired.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Equal(["Phone", "Contacts"], done.Fields);
        Assert.Equal(("ООО Ромашка", "+74950000001"), (Of("Name", kept), Of("Phone", kept)));
        Assert.Equal(2L, Ask("SELECT COUNT(*) FROM CounterpartyContact WHERE OwnerId = $0", kept));
        Assert.NotNull(Of("ArchivedAt", gone));
        foreach (var table in new[] { "Invoice", "Payment", "Contract" })
        {
            Assert.Equal(1L, Ask($"SELECT COUNT(*) FROM \"{table}\" WHERE CounterpartyId = $0", kept));
        }
    }

    [Fact]
    public async Task History_of_both_rows_and_of_every_document_names_the_person()
    {
        await TwoFirmsAsync();

        MergeFirms("К", "Г");

        Assert.Equal(
            "Contract, Counterparty, Counterparty, Invoice, Payment",
            Ask("SELECT group_concat(Kind, ', ') FROM (SELECT Kind FROM Journal WHERE Decision = 'Merge' AND Person = 'Бухгалтер' AND RunId = 0 ORDER BY Kind) AS t"));
    }

    [Fact]
    public async Task The_next_nights_neither_make_the_second_row_again_nor_write_anything()
    {
        await TwoFirmsAsync();
        MergeFirms("К", "Г");
        var state = Hub.State();

        for (var night = 0; night < 3; night++)
        {
            There.Save("Контрагент", "Г", ("Наименование", "Ромашка"), ("Телефон", "+74950000001"), ("Контакты", Table("Почта|a@romashka.example", "Почта|b@romashka.example")));
            There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка"), ("ИНН", "7899005014"), ("Контакты", Table("Почта|a@romashka.example")));
            There.Save("Счет", "С", ("Номер", "С"), ("Контрагент", "Г"), ("Договор", "Д"), ("Сумма", "100.00"));
            var report = await RunAsync();
            Assert.Equal((RunOutcome.Done, false), (report.Outcome, report.Numbers.ChangedAnything));
        }

        Assert.Equal(state, Hub.State());
    }

    [Fact]
    public async Task A_change_of_either_object_reaches_the_one_row_and_the_other_object_does_not_take_it_back()
    {
        await TwoFirmsAsync();
        MergeFirms("К", "Г");

        There.Save("Контрагент", "Г", ("Наименование", "Ромашка"), ("Телефон", "+74950000002"));
        await RunAsync();
        There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка Плюс"), ("ИНН", "7899005014"));
        await RunAsync();

        Assert.Equal(("ООО Ромашка Плюс", "+74950000002"), (Of("Name", Row("К")), Of("Phone", Row("К"))));
    }

    [Fact]
    public async Task Two_objects_that_change_one_field_otherwise_are_asked_about()
    {
        await TwoFirmsAsync();
        MergeFirms("К", "Г");

        There.Save("Контрагент", "Г", ("Наименование", "Ромашка-Трейд"));
        var report = await RunAsync();

        Assert.Equal((1L, "ООО Ромашка"), (report.Numbers.QuestionsAsked, Of("Name", Row("К"))));
    }

    [Fact]
    public async Task A_document_that_comes_through_the_other_object_belongs_to_the_one_row()
    {
        await TwoFirmsAsync();
        MergeFirms("К", "Г");

        There.Save("Счет", "С2", ("Номер", "С2"), ("Контрагент", "Г"), ("Сумма", "5.00"));
        await RunAsync();

        Assert.Equal(2L, Ask("SELECT COUNT(*) FROM Invoice WHERE CounterpartyId = $0", Row("К")));
    }

    [Fact]
    public async Task The_second_object_may_be_deleted_over_there_and_the_row_lives_on_until_the_last_is()
    {
        await TwoFirmsAsync();
        MergeFirms("К", "Г");

        There.Delete("Контрагент", "Г");
        await RunAsync();
        Assert.Null(Of("ArchivedAt", Row("К")));

        There.Delete("Контрагент", "К");
        await RunAsync();
        Assert.NotNull(Of("ArchivedAt", Row("К")));
    }

    [Fact]
    public async Task What_a_row_waits_for_comes_to_the_row_that_stays()
    {
        There.Save("Контрагент", "К", ("Наименование", "А"));
        There.Save("Контрагент", "Г", ("Наименование", "Б"), ("Клиент", "партнёр"));
        await RunAsync();
        MergeFirms("К", "Г");

        There.Save("Клиент", "партнёр", ("Наименование", "Холдинг"));
        await RunAsync();

        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM Counterparty WHERE Id = $0 AND PartnerId = $1", Row("К"), Row("партнёр")));
    }

    [Fact]
    public async Task A_row_keeps_one_membership_that_runs_whatever_is_merged_into_it()
    {
        There.Save("Клиент", "п1", ("Наименование", "Первый"));
        There.Save("Клиент", "п2", ("Наименование", "Второй"));
        There.Save("Контрагент", "К", ("Наименование", "А"), ("Клиент", "п1"));
        There.Save("Контрагент", "Г", ("Наименование", "Б"), ("Клиент", "п2"));
        There.Save("Контрагент", "Е", ("Наименование", "В"));
        await RunAsync();

        MergeFirms("К", "Г");
        MergeFirms("Е", "К");

        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM PartnerMemberships WHERE CounterpartyId = $0 AND Until IS NULL", Row("Е")));
        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM PartnerMemberships WHERE CounterpartyId = $0 AND PartnerId = $1", Row("Е"), Row("п1")));
    }

    [Fact]
    public async Task Bases_that_want_the_kind_hear_of_the_row_that_took_something_over_and_of_no_other()
    {
        Subscriptions = new Subscriptions(new Dictionary<string, MappingBook> { ["main"] = Book, ["other"] = Book });
        await TwoFirmsAsync();
        Hub.Execute($"INSERT INTO Outbox (Connection, Kind, EntityId, State, QueuedAt, Attempts) VALUES ('main', 'Counterparty', uuid('{Row("Г"):N}'), 'Waiting', '2026-01-01', 0)");

        MergeFirms("К", "Г");

        Assert.Equal("main Counterparty, other Counterparty", Ask("SELECT group_concat(Connection || ' ' || Kind, ', ') FROM (SELECT * FROM Outbox ORDER BY Connection) AS t"));
        Assert.Equal(2L, Ask("SELECT COUNT(*) FROM Outbox WHERE EntityId = $0", Row("К")));
    }

    [Fact]
    public async Task An_open_question_about_the_row_that_went_is_asked_on_about_the_row_that_stays()
    {
        await TwoFirmsAsync();
        Hub.Execute("UPDATE Counterparty SET Name = 'Наше имя' WHERE Name = 'Ромашка'");
        There.Save("Контрагент", "Г", ("Наименование", "Их имя"));
        await RunAsync();
        var gone = Row("Г");
        var before = Ask("SELECT Key || Text || Detail FROM Questions");

        var done = MergeFirms("К", "Г");
        var asked = (string)Ask("SELECT Key || Text || Detail FROM Questions")!;
        Assert.DoesNotContain(gone.ToString(), asked, StringComparison.Ordinal);
        Assert.Contains(Row("К").ToString(), asked, StringComparison.Ordinal);

        Unmerge(done.Number);
        Assert.Equal(before, Ask("SELECT Key || Text || Detail FROM Questions"));
    }

    [Fact]
    public async Task Lines_of_documents_hold_the_item_that_stays()
    {
        There.Save("Товар", "т1", ("Наименование", "Болт"));
        There.Save("Товар", "т2", ("Наименование", "Болт М8"), ("Артикул", "Б-8"));
        There.Save("Счет", "С", ("Номер", "С"), ("Сумма", "3"), ("Строки", new Many([
            Fields.Of(("Товар", "т1"), ("Сумма", "1")), Fields.Of(("Товар", "т2"), ("Сумма", "2"))])));
        await RunAsync();

        Merge(nameof(Item), "т1", "т2");

        Assert.Equal(2L, Ask("SELECT COUNT(*) FROM InvoiceLine WHERE ItemId = $0", Row("т1")));
        Assert.Contains("Lines/1/Item", (string)Ask("SELECT Changes FROM Journal WHERE Kind = 'Invoice' AND Decision = 'Merge'")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_merged_is_refused_in_words_and_nothing_is_changed()
    {
        await TwoFirmsAsync();
        var raw = Raw();
        var merging = new Merging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Subscriptions.None);
        var (firm, nobody) = (Row("К"), Guid.CreateVersion7(Hub.Clock.GetUtcNow()));

        string Refused(MergeResult result) => Assert.IsType<MergeResult.Refused>(result).Why.En;
        Assert.Contains("one and the same row", Refused(merging.Merge(Firms, firm, firm, Person)), StringComparison.Ordinal);
        Assert.Contains("There is no Counterparty", Refused(merging.Merge(Firms, firm, nobody, Person)), StringComparison.Ordinal);
        Assert.Contains("There is no Counterparty", Refused(merging.Merge(Firms, firm, Row("Д"), Person)), StringComparison.Ordinal);
        Assert.Contains("are not merged", Refused(merging.Merge(EntityKind.Find(nameof(Invoice))!, Row("С"), firm, Person)), StringComparison.Ordinal);
        Assert.Equal(raw, Raw());

        var gone = Row("Г");
        MergeFirms("К", "Г");
        Assert.Contains($"was merged into {firm}", Refused(merging.Merge(Firms, firm, gone, Person)), StringComparison.Ordinal);
        There.Delete("Контрагент", "К");
        There.Delete("Контрагент", "Г");
        There.Save("Контрагент", "Е", ("Наименование", "Е"));
        await RunAsync();
        Assert.Contains("is archived", Refused(merging.Merge(Firms, Row("Е"), firm, Person)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_run_works_nothing_is_merged()
    {
        await TwoFirmsAsync();
        using var other = Hub.Database.Connect();
        other.Live("another");
        Hub.Execute("UPDATE Leases SET Holder = 'another', ExpiresAt = '2027-01-01 00:00:00'");

        var refused = Assert.IsType<MergeResult.Refused>(Merge(nameof(Counterparty), "К", "Г"));

        Assert.True(refused.IsBusy);
        Assert.Contains("'main'", refused.Why.En, StringComparison.Ordinal);
    }
}
