using Crm.Connect;

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
        Assert.Equal((0L, 0L), (Count("Outbox"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen")));
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

        Assert.Equal((1L, 1L), (Count("Questions"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen")));
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

    [Theory]
    [InlineData("ours", "1:наш 2:и наш 3")]
    [InlineData("theirs", "1:их 2:и наш 3")]
    public async Task A_clash_of_one_row_of_a_set_leaves_the_other_rows_alone(string answer, string expected)
    {
        SaveFirm(There, "1", ("Контакты", new Many([Told("1"), Told("2")])));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Контакты", new Many([Told("1", "их"), Told("2"), Told("3")])));
        Type(FirmRow(), ("Contacts", new Many([Typed("1", "наш"), Typed("2", "и наш")])));
        await NightAsync(There);
        var open = Contacts();

        Answer(answer);
        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal("1:наш 2:и наш 3", open);
        Assert.Equal((expected, expected), (Contacts(), ContactsThere()));
        Assert.Equal((1L, 0L, 0L), (Count("Questions"), Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen"), Count("Outbox")));
    }

    [Fact]
    public async Task Two_rows_of_a_set_in_question_are_two_questions_and_the_set_is_agreed_on_with_the_last()
    {
        SaveFirm(There, "1", ("Контакты", new Many([Told("1"), Told("2")])));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Контакты", new Many([Told("1", "их"), Told("2", "их")])));
        Type(FirmRow(), ("Contacts", new Many([Typed("1", "наш"), Typed("2", "наш")])));
        await NightAsync(There);
        var (asked, there) = (Count("Questions"), ContactsThere());

        Answer("ours", no: 0);
        await NightAsync(There);
        var between = ContactsThere();
        Answer("theirs");
        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal((2L, "1:их 2:их", "1:их 2:их"), (asked, there, between));
        Assert.Equal(("1:наш 2:их", "1:наш 2:их", 0L), (Contacts(), ContactsThere(), Count("Outbox")));
    }

    private static Fields Told(string value, string? comment = null) =>
        Fields.Of(("Тип", "Телефон"), ("Значение", value), ("Комментарий", comment));

    private static Fields Typed(string value, string? comment) => Fields.Of(("Type", "Телефон"), ("Value", value), ("Comment", comment));

    private async Task ClashAsync()
    {
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "3"));
        Type(FirmRow(), ("Phone", "2"));
        await NightAsync(There);
    }
}
