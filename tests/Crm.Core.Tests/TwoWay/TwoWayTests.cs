using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Tests.TwoWay;

public sealed class TwoWayTests : TwoWayTest
{
    [Fact]
    public async Task A_change_typed_in_the_CRM_reaches_the_base_and_is_not_sent_again()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Phone", "+74951234567"));

        var night = await NightAsync(There);
        var next = await NightAsync(There);

        Assert.Equal("+74951234567", There.Find("Контрагент", "1")!.Fields["Телефон"]);
        Assert.Equal((1L, 1L, 0L), (night.Numbers.Kinds["Counterparty"].Sent, night.Numbers.Kinds["Counterparty"].Taken, Count("Outbox")));
        Assert.False(next.Numbers.Kinds.TryGetValue("Counterparty", out var kinds) && kinds.Sent > 0);
    }

    [Fact]
    public async Task What_a_base_said_is_not_said_back_to_it()
    {
        SaveFirm(There, "1", ("Телефон", "1"));

        var night = await NightAsync(There);

        Assert.Equal((0L, 0L, 0L), (night.Numbers.Kinds["Counterparty"].Sent, Count("Outbox"), Count("Parcels")));
    }

    [Fact]
    public async Task What_one_base_said_the_other_hears()
    {
        TellBoth();
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);

        await NightAsync(Folder);
        Folder.Load();
        await NightAsync(Folder);

        var there = Assert.Single(Folder.Objects);
        Assert.Equal(("Фирма 1", "1", "7707083893"), (there.Fields["Наименование"], there.Fields["Телефон"], there.Fields["ИНН"]));
        Assert.Equal((0L, 1L, 2L), (Count("Outbox"), Count("Counterparty"), Count("Links")));
    }

    [Fact]
    public async Task An_object_that_bears_the_id_of_a_row_was_made_of_it_also_when_nobody_remembers_that()
    {
        TellBoth();
        var row = Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая"), ("Phone", "1")), new Author("Анна")));
        Folder.Edit("Контрагент", $"{row}", ("Наименование", "Новая"), ("Почта", "a@firm.example"));

        await NightAsync(Folder);
        Folder.Load();
        await NightAsync(Folder);

        Assert.Equal((1L, 1L, 0L), (Count("Counterparty"), Count("Links"), (long)Hub.Ask($"SELECT COUNT(*) FROM Outbox WHERE Connection = '{Files}'")!));
        Assert.Equal(("1", "a@firm.example"), (Assert.Single(Folder.Objects).Fields["Телефон"], Value("Email")));
    }

    [Fact]
    public async Task A_row_whose_id_another_row_goes_by_over_there_is_told_under_an_id_of_its_own()
    {
        TellBoth();
        var row = Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));
        Crm(editor => editor.Archive(EntityKind.Of(nameof(Counterparty)), row, archived: true, new Author("Анна")));
        Folder.Edit("Контрагент", $"{row}", ("Наименование", "Чужая"));
        await NightAsync(Folder);
        Crm(editor => editor.Archive(EntityKind.Of(nameof(Counterparty)), row, archived: false, new Author("Анна")));

        await NightAsync(Folder);
        Folder.Load();
        await NightAsync(Folder);

        Assert.Equal(["Новая", "Чужая"], Folder.Objects.Select(one => one.Fields["Наименование"]).Order());
        Assert.Equal((2L, 2L), (Count("Counterparty"), Count("Links")));
    }

    [Fact]
    public async Task A_row_made_in_the_CRM_becomes_one_object_with_an_id_of_the_base()
    {
        var row = Crm(editor => editor.Create(
            EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая"), ("Inn", "7707083893"), ("Kpp", "770701001")), new Author("Анна")));

        await NightAsync(There);
        await NightAsync(There);

        var made = Assert.Single(There.Objects);
        Assert.Equal(("service-1", row.ToString(), "Новая", "7707083893"), (made.Id, made.Key, made.Fields["Наименование"], made.Fields["ИНН"]));
        Assert.Equal(("service-1", 1L, 1L), (Hub.Ask("SELECT ExternalId FROM Links"), Count("Links"), Count("Counterparty")));
    }

    [Fact]
    public async Task Changes_to_different_fields_of_one_client_both_survive()
    {
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Наименование", "Переименованная"));
        Type(FirmRow(), ("Phone", "2"));

        await NightAsync(There);

        Assert.Equal(("Переименованная", "2"), (Value("Name"), Value("Phone")));
        var there = There.Find("Контрагент", "1")!.Fields;
        Assert.Equal(("Переименованная", "2"), (there["Наименование"], there["Телефон"]));
    }

    [Fact]
    public async Task Changes_to_one_field_become_one_question_and_the_rest_goes_on()
    {
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "3"), ("Наименование", "Переименованная"));
        Type(FirmRow(), ("Phone", "2"), ("Kpp", "770801001"));

        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal((1L, "Clash"), (Count("Questions"), Hub.Ask("SELECT Kind FROM Questions")));
        var there = There.Find("Контрагент", "1")!.Fields;
        Assert.Equal(("2", "3"), (Value("Phone"), there["Телефон"]));
        Assert.Equal(("Переименованная", "770801001"), (Value("Name"), there["КПП"]));
    }

    [Fact]
    public async Task Where_we_win_the_base_hears_our_value_and_theirs_is_kept_in_the_history()
    {
        SaveFirm(There, "1", ("Почта", "a@firm.example"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Почта", "theirs@firm.example"));
        Type(FirmRow(), ("Email", "ours@firm.example"));

        await NightAsync(There);

        Assert.Equal(("ours@firm.example", "ours@firm.example"), (Value("Email"), There.Find("Контрагент", "1")!.Fields["Почта"]));
        Assert.Contains("theirs@firm.example", (string)Hub.Ask("SELECT Changes FROM Journal WHERE Decision = 'Lost'")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_that_was_lost_can_be_taken_back()
    {
        SaveFirm(There, "1", ("Почта", "a@firm.example"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Почта", "theirs@firm.example"));
        Type(FirmRow(), ("Email", "ours@firm.example"));
        await NightAsync(There);

        using (var db = Hub.Database.Connect())
        {
            var line = RowUndo.Find(db, (long)Hub.Ask("SELECT Id FROM Journal WHERE Decision = 'Lost'")!)!;
            Crm(editor => editor.Change(line.Kind, line.Row, line.Values, new Author("Анна", "Undo")));
        }

        await NightAsync(There);

        Assert.Equal(("theirs@firm.example", "theirs@firm.example"), (Value("Email"), There.Find("Контрагент", "1")!.Fields["Почта"]));
    }

    [Fact]
    public async Task What_is_theirs_is_never_written_there_and_what_is_ours_is_put_right()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Inn", "7728168971"), ("Comment", "наш"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Комментарий", "их"));

        await NightAsync(There);

        var there = There.Find("Контрагент", "1")!.Fields;
        Assert.Equal(("7707083893", "наш", "наш"), (there["ИНН"], there["Комментарий"], Value("Comment")));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_by_the_key_and_nothing_is_made_twice()
    {
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));
        There.Io = point => _ = point == "sent there" ? throw new ConnectorException(Trouble.Unavailable, new Words("обрыв", "line cut")) : 0;
        var cut = await NightAsync(There);
        There.Io = null;

        var night = await NightAsync(There);

        Assert.Equal((RunOutcome.Unavailable, RunOutcome.Done), (cut.Outcome, night.Outcome));
        Assert.Single(There.Objects);
        Assert.Equal((1L, 1L, "service-1", 0L), (Count("Counterparty"), Count("Links"), Hub.Ask("SELECT ExternalId FROM Links"), Count("Outbox")));
    }

    [Fact]
    public async Task A_file_is_confirmed_by_the_object_that_comes_back()
    {
        TellBoth();
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));
        await NightAsync(Folder);
        var handed = (Hub.Ask("SELECT State FROM Outbox WHERE Connection = 'files'"), Folder.WaitingParcels);
        await NightAsync(Folder);
        var again = Count("Parcels");

        Folder.Load();
        await NightAsync(Folder);

        Assert.Equal(("Sent", 1), handed);
        Assert.Equal(1, again);
        Assert.Equal((null, 1L, 1), (Hub.Ask("SELECT State FROM Outbox WHERE Connection = 'files'"), Count("Counterparty"), Folder.Objects.Count));
    }

    [Fact]
    public async Task What_is_never_confirmed_is_sent_again_and_at_last_becomes_a_question()
    {
        TellBoth();
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));

        for (var night = 0; night < 6; night++)
        {
            await NightAsync(Folder);
            Hub.Clock.Advance(TimeSpan.FromDays(4));
        }

        Assert.Equal((3L, "Refused", 1L), (Count("Parcels"), Hub.Ask("SELECT Kind FROM Questions"), Count("Questions")));
    }

    [Fact]
    public async Task An_archived_row_is_marked_as_deleted_there_and_never_removed()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Crm(editor => editor.Archive(EntityKind.Of(nameof(Counterparty)), FirmRow(), archived: true, new Author("Анна")));

        await NightAsync(There);
        await NightAsync(There);

        Assert.True(There.Find("Контрагент", "1")!.IsDeleted);
        Assert.Equal((0L, 1L), (Count("Outbox"), Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL")));
    }

    [Fact]
    public async Task A_document_goes_after_what_it_refers_to()
    {
        var firm = Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));
        Hub.Execute("DELETE FROM Outbox");
        Crm(editor => editor.Create(
            EntityKind.Of(nameof(Invoice)),
            Fields.Of(("Number", "7"), ("Date", new DateOnly(2026, 3, 1)), ("Counterparty", firm), ("Currency", "RUB"), ("Total", 12.50m), ("Lines", new Many(
                [Fields.Of(("Name", "Болт"), ("Quantity", 2m), ("Total", 12.50m))]))),
            new Author("Анна")));

        await NightAsync(There);
        await NightAsync(There);

        var invoice = Assert.Single(There.Objects, one => one.Kind == "Счет");
        Assert.Equal(("service-1", "12.5", "2026-03-01"), (invoice.Fields["Контрагент"], invoice.Fields["Сумма"], invoice.Fields["Дата"]));
        Assert.Equal(0L, Count("Outbox"));
    }

    [Fact]
    public async Task What_a_base_refuses_becomes_a_question_and_is_said_again_when_the_row_changes()
    {
        There.Refuses = sent => sent.Fields?.Text("Телефон") is null ? new Words("нет телефона", "no telephone") : null;
        var row = Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая")), new Author("Анна")));
        await NightAsync(There);
        var refused = (Hub.Ask("SELECT State FROM Outbox"), Hub.Ask("SELECT IsOpen FROM Questions WHERE Kind = 'Refused'"));
        Type(row, ("Phone", "5"));

        await NightAsync(There);

        Assert.Equal(("Refused", 1L), refused);
        Assert.Single(There.Objects);
        Assert.Equal((0L, 0L), (Count("Outbox"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen")));
    }

    [Fact]
    public async Task A_contact_taken_away_on_one_side_goes_on_the_other_and_one_added_comes()
    {
        SaveFirm(There, "1", ("Контакты", new Many([Contact("1"), Contact("2")])));
        await NightAsync(There);
        Type(FirmRow(), ("Contacts", new Many([Fields.Of(("Type", "Телефон"), ("Value", "2"))])));
        There.Edit("Контрагент", "1", ("Контакты", new Many([Contact("1"), Contact("2"), Contact("3")])));

        await NightAsync(There);
        await NightAsync(There);

        string[] left = ["2", "3"];
        Assert.Equal(left, ((Many)There.Find("Контрагент", "1")!.Fields["Контакты"]!).OfType<Fields>().Select(row => row.Text("Значение")));
        Assert.Equal(2L, Count("CounterpartyContact"));
    }

    [Fact]
    public async Task A_text_that_is_read_there_in_another_form_takes_that_form_and_is_no_quarrel()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Kpp", "7708 01001"));

        await NightAsync(There);
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "5"));
        var last = await NightAsync(There);

        Assert.Equal(("770801001", "770801001"), (Value("Kpp"), There.Find("Контрагент", "1")!.Fields["КПП"]));
        Assert.Equal((0L, 0L, false), (Count("Questions"), Count("Outbox"), last.Numbers.Kinds["Counterparty"].Sent > 0));
    }

    private static Fields Contact(string value) => Fields.Of(("Тип", "Телефон"), ("Значение", value));
}
