using Crm.Core.Storage;

namespace Crm.Core.Tests.Sync;

public sealed class ChangeTests : CorridorTest
{
    [Fact]
    public async Task A_new_object_becomes_a_row_a_link_and_a_line_of_history_and_is_acknowledged()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");

        var report = await RunAsync();

        Assert.Equal((RunOutcome.Done, 1L), (report.Outcome, report.Numbers.Kinds["Counterparty"].Created));
        Assert.Equal((1L, 1L, 1L), (Count("Counterparty"), Count("Links"), Count("Journal")));
        Assert.Equal(0, There.Waiting);
    }

    [Fact]
    public async Task A_change_is_journaled_with_the_old_and_the_new_value()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await RunAsync();
        SaveFirm("1", "ООО «Лютик»", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal("""{"Name":["ООО «Ромашка»","ООО «Лютик»"]}""", Hub.Ask("SELECT Changes FROM Journal WHERE Decision = 'Update'"));
    }

    [Fact]
    public async Task An_object_that_goes_back_to_an_earlier_state_is_taken_back_there()
    {
        foreach (var name in new[] { "А", "Б", "А" })
        {
            SaveFirm("1", name, "7707083893", "770701001");
            await RunAsync();
        }

        Assert.Equal("А", Hub.Ask("SELECT Name FROM Counterparty"));
    }

    [Fact]
    public async Task A_field_that_is_absent_stays_and_a_field_that_is_empty_goes()
    {
        There.Save("Контрагент", "1", ("Наименование", "А"), ("Телефон", "1"));
        await RunAsync();
        There.Save("Контрагент", "1", ("Наименование", "Б"));
        await RunAsync();
        Assert.Equal("1", Hub.Ask("SELECT Phone FROM Counterparty"));

        There.Save("Контрагент", "1", ("Наименование", "Б"), ("Телефон", null));
        await RunAsync();
        Assert.Null(Hub.Ask("SELECT Phone FROM Counterparty"));
    }

    [Fact]
    public async Task A_deleted_object_is_archived_and_lives_again_when_the_mark_is_taken_off()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        There.Delete("Контрагент", "1");
        await RunAsync();
        Assert.Equal(1L, Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"));

        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        Assert.Equal(0L, Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"));
    }

    [Fact]
    public async Task Lines_that_changed_over_there_are_taken_whole_and_asked_about_when_ours_changed_too()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveInvoice("10", "1", "100.00", ("Болт", "b", "60.00"), ("Гайка", "g", "40.00"));
        await RunAsync();
        SaveInvoice("10", "1", "70.00", ("Болт", "b", "70.00"));
        var report = await RunAsync();
        Assert.Equal((0L, "Болт", 1L), (report.Numbers.QuestionsAsked, Hub.Ask("SELECT Name FROM InvoiceLine"), Count("InvoiceLine")));

        Hub.Execute("UPDATE InvoiceLine SET Name = 'Шуруп'");
        SaveInvoice("10", "1", "80.00", ("Винт", "v", "80.00"));
        report = await RunAsync();
        Assert.Equal((1L, "Шуруп"), (report.Numbers.QuestionsAsked, Hub.Ask("SELECT Name FROM InvoiceLine")));
    }

    [Fact]
    public async Task A_long_text_is_compared_without_being_kept_twice()
    {
        var text = new string('я', 5000);
        There.Save("Контрагент", "1", ("Наименование", "А"), ("Телефон", text));
        await RunAsync();
        There.Save("Контрагент", "1", ("Наименование", "Б"), ("Телефон", text + "!"));
        var report = await RunAsync();

        Assert.Equal((0L, text + "!"), (report.Numbers.QuestionsAsked, Hub.Ask("SELECT Phone FROM Counterparty")));
        Assert.True((long)Hub.Ask("SELECT length(Agreed) FROM Links")! < 200);
    }
}
