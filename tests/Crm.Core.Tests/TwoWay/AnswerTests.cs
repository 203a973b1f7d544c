namespace Crm.Core.Tests.TwoWay;

public sealed class AnswerTests : TwoWayTest
{
    [Theory]
    [InlineData("ours", "2")]
    [InlineData("theirs", "3")]
    [InlineData("4", "4")]
    public async Task An_answer_reaches_both_sides_and_no_later_run_undoes_it(string answer, string expected)
    {
        await ClashAsync();

        Answer(answer);
        await NightAsync(There);
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Наименование", "Ещё раз"));
        await NightAsync(There);

        Assert.Equal((expected, expected), (Value("Phone"), There.Find("Контрагент", "1")!.Fields["Телефон"]));
        Assert.Equal((0L, 0L), (Count("Outbox"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen = 1")));
        Assert.Equal("Пётр", Hub.Ask("SELECT AnsweredBy FROM Questions"));
    }

    [Fact]
    public async Task The_same_quarrel_that_comes_back_later_is_asked_anew()
    {
        await ClashAsync();
        Answer("ours");
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "1"));
        await NightAsync(There);
        Type(FirmRow(), ("Phone", "2"));
        There.Edit("Контрагент", "1", ("Телефон", "3"));

        await NightAsync(There);

        Assert.Equal((1L, 1L), (Count("Questions"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen = 1")));
    }

    [Fact]
    public async Task A_question_that_answers_itself_is_withdrawn()
    {
        await ClashAsync();
        There.Edit("Контрагент", "1", ("Телефон", "2"));

        await NightAsync(There);

        Assert.Equal((0L, "2"), (Count("Questions"), Value("Phone")));
    }

    [Fact]
    public async Task While_a_question_is_open_nobody_is_told_either_value()
    {
        TellBoth();
        await ClashAsync();
        Hub.Execute("DELETE FROM Outbox WHERE Connection = 'files'");
        Type(FirmRow(), ("Kpp", "770801001"));

        await NightAsync(There);
        await NightAsync(Folder);

        Assert.Equal(("3", "770801001"), (There.Find("Контрагент", "1")!.Fields["Телефон"], There.Find("Контрагент", "1")!.Fields["КПП"]));
    }

    private async Task ClashAsync()
    {
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "3"));
        Type(FirmRow(), ("Phone", "2"));
        await NightAsync(There);
    }
}
