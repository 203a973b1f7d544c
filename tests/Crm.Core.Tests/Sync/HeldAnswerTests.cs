using Crm.Core.Editing;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Sync;

/// <summary>What a person says about a record that is held back, and that no later night undoes it.</summary>
public sealed class HeldAnswerTests : CorridorTest
{
    private const string Wrong = "7707083890", Right = "7707083893", Kpp = "770701001";

    [Fact]
    public async Task A_value_given_for_a_rejected_one_is_applied_and_stays_while_they_say_the_same()
    {
        SaveFirm("1", "А", Wrong, Kpp);
        await RunAsync();
        Answer(QuestionKind.Rejected, (answers, question, about) => answers.Give(question, about, Right, "Анна"));

        for (var night = 0; night < 3; night++)
        {
            There.Save("Контрагент", "1", ("Наименование", $"Имя {night}"), ("ИНН", Wrong), ("КПП", Kpp));
            await RunAsync();
        }

        Assert.Equal((Right, "Имя 2", 0L, 0L), (Ask("SELECT Inn FROM Counterparty"), Ask("SELECT Name FROM Counterparty"), Count("Held"), Open()));
        Assert.Equal(("Анна", 1L), (Ask("SELECT Person FROM Journal WHERE Decision = 'Create'"), Ask("SELECT COUNT(*) FROM Journal WHERE Decision = 'Answer' AND Person = 'Анна'")));
    }

    [Fact]
    public async Task Another_wrong_value_is_asked_about_anew()
    {
        SaveFirm("1", "А", Wrong, Kpp);
        await RunAsync();
        Answer(QuestionKind.Rejected, (answers, question, about) => answers.Give(question, about, Right, "Анна"));
        await RunAsync();

        SaveFirm("1", "А", "7707083891", Kpp);
        var report = await RunAsync();

        Assert.Equal((1L, 1L, Right), (report.Numbers.QuestionsAsked, Open(), Ask("SELECT Inn FROM Counterparty")));
    }

    [Fact]
    public async Task Their_own_right_value_outlives_the_answer()
    {
        SaveFirm("1", "А", Wrong, Kpp);
        await RunAsync();
        Answer(QuestionKind.Rejected, (answers, question, about) => answers.Give(question, about, Right, "Анна"));
        await RunAsync();

        SaveFirm("1", "А", "5001007329", Kpp);
        await RunAsync();

        Assert.Equal(("5001007329", 0L), (Ask("SELECT Inn FROM Counterparty"), Open()));
    }

    [Fact]
    public async Task An_ambiguous_object_that_is_new_becomes_a_row_of_its_own_and_stays_one()
    {
        await TwinsAsync();
        Answer(QuestionKind.Ambiguous, (answers, question, about) => answers.MakeNew(question, about, "Анна"));

        await NightsOfTwinsAsync();

        Assert.Equal((2L, 2L, 0L, 0L), (Count("Counterparty"), Count("Links"), Count("Held"), Open()));
        Assert.Equal("Анна", Ask("SELECT Person FROM Journal WHERE Decision = 'Answer'"));
    }

    [Fact]
    public async Task An_ambiguous_object_that_is_linked_is_that_row_and_stays_it()
    {
        await TwinsAsync();
        var row = Rows().Single();
        Answer(QuestionKind.Ambiguous, (answers, question, about) => answers.Link(question, about, row, "link=…", "Анна"));

        await NightsOfTwinsAsync();

        Assert.Equal((1L, 2L, 0L), (Count("Counterparty"), Count("Links"), Count("Held")));
        Assert.Equal(("Анна", "2"), (Ask("SELECT Person FROM Journal WHERE Decision = 'Answer'"), Ask("SELECT ExternalId FROM Journal WHERE Decision = 'Answer'")));
    }

    [Fact]
    public async Task What_was_skipped_asks_nobody_until_it_says_something_else()
    {
        await TwinsAsync();
        Answer(QuestionKind.Ambiguous, (answers, question, about) => answers.Skip(question, about, "Анна"));

        await NightsOfTwinsAsync();
        var quiet = (Ask("SELECT State FROM Held"), Open());
        SaveFirm("2", "Другое имя", Right, Kpp);
        var report = await RunAsync();

        Assert.Equal(("Skipped", 0L), quiet);
        Assert.Equal(("Asked", 1L, 1L), (Ask("SELECT State FROM Held"), Open(), report.Numbers.QuestionsAsked));
    }

    [Fact]
    public async Task What_was_skipped_is_applied_when_it_says_something_that_can_be()
    {
        SaveFirm("1", "А", Wrong, Kpp);
        await RunAsync();
        Answer(QuestionKind.Rejected, (answers, question, about) => answers.Skip(question, about, "Анна"));
        SaveFirm("1", "А", Wrong, Kpp);
        var quiet = await RunAsync();

        SaveFirm("1", "А", Right, Kpp);
        await RunAsync();

        Assert.Equal((RunOutcome.Done, 0L, 0L), (quiet.Outcome, quiet.Numbers.QuestionsAsked, quiet.Numbers.Kinds.Values.Sum(kind => kind.Rejected)));
        Assert.Equal((1L, 0L), (Count("Counterparty"), Count("Held")));
    }

    [Fact]
    public async Task Who_is_missing_may_be_named_and_is_that_row_when_it_comes_after_all()
    {
        SaveFirm("1", "А", Right, Kpp);
        SaveInvoice("И1", "77", "10");
        SaveInvoice("И2", "77", "20");
        await RunAsync();
        var (asked, row) = (Open(), Rows().Single());
        Answer(QuestionKind.Missing, (answers, question, about) => answers.LinkMissing(question, about, row, [], "link=…", "Анна"));

        await RunAsync();
        SaveFirm("77", "А", "5001007329", Kpp);
        await RunAsync();
        await RunAsync();

        Assert.Equal((2L, 2L, 1L), (asked, Count("Invoice"), Count("Counterparty")));
        Assert.Equal(0L, Ask("SELECT COUNT(*) FROM Questions WHERE Kind = 'Missing' AND IsOpen"));
    }

    [Fact]
    public async Task A_question_about_what_is_missing_is_withdrawn_when_it_comes()
    {
        SaveInvoice("И1", "77", "10");
        var asked = await RunAsync();
        var again = await RunAsync();
        SaveFirm("77", "А", Right, Kpp);

        await RunAsync();

        Assert.Equal((1L, 0L, 0L), (asked.Numbers.QuestionsAsked, again.Numbers.QuestionsAsked, Count("Questions")));
    }

    [Fact]
    public async Task What_is_held_is_tried_without_a_delivery_and_without_the_base()
    {
        SaveFirm("1", "А", Wrong, Kpp);
        await RunAsync();
        Answer(QuestionKind.Rejected, (answers, question, about) => answers.Give(question, about, Right, "Анна"));
        SaveFirm("2", "Б", "5001007329", Kpp);
        There.Deliver();
        There.IsAway = true;

        var report = await Hub.RunAsync(new Flow("night", "memory", Book, new Brakes(), TimeZoneInfo.Utc) { OnlyHeld = true }, There.Open());

        Assert.Equal((RunOutcome.Done, 1L, "А"), (report.Outcome, Count("Counterparty"), Ask("SELECT Name FROM Counterparty")));
    }

    private async Task TwinsAsync()
    {
        SaveFirm("1", "А", Right, Kpp);
        SaveFirm("2", "А", Right, Kpp);
        await RunAsync();
    }

    private async Task NightsOfTwinsAsync()
    {
        await RunAsync();
        for (var night = 0; night < 2; night++)
        {
            SaveFirm("1", "А", Right, Kpp);
            SaveFirm("2", "А", Right, Kpp);
            await RunAsync();
        }
    }

    private void Answer(QuestionKind kind, Action<HeldAnswer, Question, HeldQuestion> answer)
    {
        using var db = Hub.Database.Connect();
        var question = new QuestionStore(db).Open($"{kind}:")[0];
        db.Begin();
        answer(new HeldAnswer(db, Hub.Clock), question, HeldQuestion.Read(question)!);
        db.Commit();
    }

    private List<Guid> Rows()
    {
        using var db = Hub.Database.Connect();
        return db.Query("SELECT Id FROM Counterparty ORDER BY Id", reader => reader.GetGuid(0));
    }

    private long Open() => (long)Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen")!;

    private object? Ask(string sql) => Hub.Ask(sql);
}
