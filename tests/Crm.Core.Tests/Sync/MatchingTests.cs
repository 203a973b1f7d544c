using Crm.Core.Storage;

namespace Crm.Core.Tests.Sync;

public sealed class MatchingTests : CorridorTest
{
    [Fact]
    public async Task A_row_entered_before_is_found_by_its_key_and_not_doubled()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        Hub.Execute("DELETE FROM Links");
        Hub.Execute("DELETE FROM Fingerprints");

        SaveFirm("new-id", "А", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal((1L, "new-id"), (Count("Counterparty"), Hub.Ask("SELECT ExternalId FROM Links")));
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
        await Hub.RunAsync(Book, "first", first.Open());
        Hub.Execute("UPDATE Counterparty SET Kpp = '770701001', KppKey = '770701001'");

        SaveFirm("9", "В", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal((2L, "Asked"), (Count("Counterparty"), Hub.Ask("SELECT State FROM Held")));
        Assert.Contains("candidates", (string)Hub.Ask("SELECT Detail FROM Questions")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_both_sides_changed_is_asked_once_and_the_rest_of_the_object_goes_on()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();
        Hub.Execute("UPDATE Counterparty SET Name = 'Наше имя'");

        for (var night = 0; night < 2; night++)
        {
            There.Save("Контрагент", "1", ("Наименование", "Их имя"), ("Телефон", "5"));
            await RunAsync();
        }

        Assert.Equal(("Наше имя", "5", 1L), (Hub.Ask("SELECT Name FROM Counterparty"), Hub.Ask("SELECT Phone FROM Counterparty"), Count("Questions")));
    }
}
