using Crm.Core.Duplicates.Joining;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Duplicates;

public sealed class UnmergingTests : JoiningTest
{
    private async Task TwoFirmsAsync()
    {
        There.Save("Клиент", "п", ("Наименование", "Холдинг"));
        There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка"), ("ИНН", "7899005014"), ("Контакты", Table("Почта|a@romashka.example")));
        There.Save("Контрагент", "Г", ("Наименование", "Ромашка"), ("Телефон", "1"), ("Клиент", "п"), ("Контакты", Table("Почта|b@romashka.example")));
        There.Save("Лицо", "Л", ("Наименование", "Анна"), ("Контрагент", "К"));
        There.Save("Счет", "С", ("Номер", "С"), ("Контрагент", "Г"), ("Сумма", "100.00"));
        There.Save("Счет", "С3", ("Номер", "С3"), ("Контрагент", "К"), ("Сумма", "7.00"));
        await RunAsync();
    }

    private Guid FirmOf(string invoice)
    {
        using var db = Hub.Database.Connect();
        return db.Query("SELECT CounterpartyId FROM Invoice WHERE Number = $0", row => row.GetGuid(0), invoice).Single();
    }

    [Fact]
    public async Task Everything_is_as_it_was()
    {
        await TwoFirmsAsync();
        var (raw, state) = (Raw(), Hub.State());

        var done = MergeFirms("К", "Г");
        Assert.NotEqual(state, Hub.State());
        var undone = Assert.IsType<MergeResult.Done>(Unmerge(done.Number));

        Assert.Equal(raw, Raw());
        Assert.Equal(state, Hub.State());
        Assert.Empty(undone.Notes);
    }

    [Fact]
    public async Task Documents_that_came_since_go_to_the_row_that_their_base_names()
    {
        await TwoFirmsAsync();
        var gone = Row("Г");
        var done = MergeFirms("К", "Г");
        There.Save("Счет", "С4", ("Номер", "С4"), ("Контрагент", "Г"), ("Сумма", "1.00"));
        There.Save("Счет", "С5", ("Номер", "С5"), ("Контрагент", "К"), ("Сумма", "2.00"));
        There.Save("Счет", "С", ("Номер", "С"), ("Контрагент", "К"), ("Сумма", "100.00"));
        await RunAsync();

        Unmerge(done.Number);

        Assert.Equal((gone, Row("К"), Row("К")), (FirmOf("С4"), FirmOf("С5"), FirmOf("С")));
    }

    [Fact]
    public async Task What_the_object_of_the_row_that_went_said_since_goes_with_it()
    {
        await TwoFirmsAsync();
        var done = MergeFirms("К", "Г");
        There.Save("Контрагент", "Г", ("Наименование", "Ромашка"), ("Телефон", "2"), ("Контакты", Table("Почта|b@romashka.example", "Почта|c@romashka.example")));
        await RunAsync();
        Assert.Equal("2", Of("Phone", Row("К")));

        var undone = Assert.IsType<MergeResult.Done>(Unmerge(done.Number));

        Assert.Empty(undone.Notes);
        Assert.Equal((null, "2"), (Of("Phone", Row("К")), Of("Phone", Row("Г"))));
        Assert.Equal((1L, 2L), (Contacts("К"), Contacts("Г")));
    }

    [Fact]
    public async Task What_a_person_changed_since_stays_and_is_told()
    {
        await TwoFirmsAsync();
        var done = MergeFirms("К", "Г");
        Hub.Execute("UPDATE Counterparty SET Phone = '9' WHERE ArchivedAt IS NULL");
        Hub.Execute($"INSERT INTO Journal (RunId, At, Kind, EntityId, Decision, Line, Person, Changes) VALUES (0, '2026-03-05', 'Counterparty', uuid('{Row("К"):N}'), 'Edit', 0, 'Анна', '{{\"Phone\":[\"1\",\"9\"]}}')");

        var undone = Assert.IsType<MergeResult.Done>(Unmerge(done.Number));

        Assert.Equal(("9", "1"), (Of("Phone", Row("К")), Of("Phone", Row("Г"))));
        Assert.Contains("Phone", Assert.Single(undone.Notes).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_own_object_of_the_row_that_stayed_changed_stays_and_is_told()
    {
        await TwoFirmsAsync();
        var done = MergeFirms("К", "Г");
        There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка"), ("Телефон", "3"), ("Контакты", Table("Почта|a@romashka.example", "Почта|d@romashka.example")));
        await RunAsync();

        var undone = Assert.IsType<MergeResult.Done>(Unmerge(done.Number));

        Assert.Equal(("3", "1"), (Of("Phone", Row("К")), Of("Phone", Row("Г"))));
        Assert.Equal((2L, 1L), (Contacts("К"), Contacts("Г")));
        Assert.Contains("Phone", Assert.Single(undone.Notes).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_whose_firm_a_person_chose_goes_back_to_what_was_chosen()
    {
        await TwoFirmsAsync();
        Hub.Execute($"UPDATE Invoice SET CounterpartyId = uuid('{Row("Г"):N}') WHERE Number = 'С3'");
        Hub.Execute($"UPDATE Invoice SET CounterpartyId = uuid('{Row("К"):N}') WHERE Number = 'С'");
        var raw = Raw();

        Unmerge(MergeFirms("К", "Г").Number);

        Assert.Equal(raw, Raw());
    }

    [Fact]
    public async Task A_row_that_no_base_knows_comes_back_with_all_that_was_entered_here()
    {
        await TwoFirmsAsync();
        var gone = Row("Г");
        Hub.Execute("DELETE FROM Links WHERE ExternalId IN ('Г', 'С')");
        var raw = Raw();
        var merging = new Merging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Subscriptions.None);

        var done = Assert.IsType<MergeResult.Done>(merging.Merge(Firms, Row("К"), gone, Person));
        Assert.Equal(0, done.Links);
        Unmerge(done.Number);

        Assert.Equal(raw, Raw());
    }

    [Fact]
    public async Task A_partner_that_came_for_the_row_that_went_comes_back_with_it()
    {
        There.Save("Контрагент", "К", ("Наименование", "А"));
        There.Save("Контрагент", "Г", ("Наименование", "Б"), ("Клиент", "п"));
        await RunAsync();
        var done = MergeFirms("К", "Г");
        There.Save("Клиент", "п", ("Наименование", "Холдинг"));
        await RunAsync();

        Unmerge(done.Number);
        await RunAsync();

        Assert.Null(Of("PartnerId", Row("К")));
        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM Counterparty WHERE Id = $0 AND PartnerId = $1", Row("Г"), Row("п")));
    }

    [Fact]
    public async Task A_row_whose_object_was_deleted_meanwhile_stays_in_the_archive()
    {
        await TwoFirmsAsync();
        var gone = Row("Г");
        var done = MergeFirms("К", "Г");
        There.Delete("Контрагент", "Г");
        await RunAsync();

        Unmerge(done.Number);

        Assert.Equal(gone, Row("Г"));
        Assert.NotNull(Of("ArchivedAt", gone));
        Assert.Null(Of("ArchivedAt", Row("К")));
    }

    [Fact]
    public async Task Merges_of_merged_rows_are_undone_newest_first_and_otherwise_it_is_said_which_comes_first()
    {
        There.Save("Контрагент", "Е", ("Наименование", "Третья"), ("Почта", "e@romashka.example"));
        await TwoFirmsAsync();
        var raw = Raw();

        var first = MergeFirms("К", "Г");
        var second = MergeFirms("Е", "К");
        Assert.Equal(Row("Е"), FirmOf("С"));

        var refused = Assert.IsType<MergeResult.Refused>(Unmerge(first.Number));
        Assert.Contains($"hub unmerge {second.Number}", refused.Why.En, StringComparison.Ordinal);
        Assert.IsType<MergeResult.Done>(Unmerge(second.Number));
        Assert.IsType<MergeResult.Done>(Unmerge(first.Number));

        Assert.Equal(raw, Raw());
        Assert.Contains("undone", Assert.IsType<MergeResult.Refused>(Unmerge(first.Number)).Why.En, StringComparison.Ordinal);
        Assert.Contains("no merge with the number", Assert.IsType<MergeResult.Refused>(Unmerge(77)).Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_merge_of_a_row_is_found_by_either_row()
    {
        await TwoFirmsAsync();
        var gone = Row("Г");
        var unmerging = new Unmerging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Subscriptions.None);
        Assert.Contains("never merged", Assert.IsType<MergeResult.Refused>(unmerging.Undo(Firms, gone, Person)).Why.En, StringComparison.Ordinal);

        var done = MergeFirms("К", "Г");
        Assert.Equal(done.Number, Assert.IsType<MergeResult.Done>(unmerging.Undo(Firms, gone, Person)).Number);
        var again = MergeFirms("К", "Г");
        Assert.Equal(again.Number, Assert.IsType<MergeResult.Done>(unmerging.Undo(Firms, Row("К"), Person)).Number);
    }

    [Fact]
    public async Task Both_rows_go_on_by_themselves_afterwards()
    {
        await TwoFirmsAsync();
        Unmerge(MergeFirms("К", "Г").Number);

        There.Save("Контрагент", "Г", ("Наименование", "Ромашка-2"), ("Телефон", "5"));
        There.Save("Контрагент", "К", ("Наименование", "ООО Ромашка-1"));
        var report = await RunAsync();

        Assert.Equal(RunOutcome.Done, report.Outcome);
        Assert.Equal(("Ромашка-2", "5", "ООО Ромашка-1"), (Of("Name", Row("Г")), Of("Phone", Row("Г")), Of("Name", Row("К"))));
    }

    [Fact]
    public async Task A_question_that_the_object_of_the_row_that_went_brought_up_goes_with_it()
    {
        await TwoFirmsAsync();
        var done = MergeFirms("К", "Г");
        There.Save("Контрагент", "Г", ("Наименование", "Ромашка-Трейд"));
        await RunAsync();
        Assert.StartsWith($"Clash:{Row("К")}:", (string)Ask("SELECT Key FROM Questions")!, StringComparison.Ordinal);

        Unmerge(done.Number);

        Assert.StartsWith($"Clash:{Row("Г")}:", (string)Ask("SELECT Key FROM Questions")!, StringComparison.Ordinal);
    }

    private long Contacts(string firm) =>
        (long)Ask("SELECT COUNT(*) FROM CounterpartyContact WHERE OwnerId = $0", Row(firm))!;
}
