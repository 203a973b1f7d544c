using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Sync;

namespace Crm.Core.Tests.TwoWay;

/// <summary>Lists that are always told whole (whole: true): a row that is missing was taken away over there.</summary>
public sealed class WholeSetTests : TwoWayTest
{
    private const string Firms =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match: [[Inn]]
        fields:
          Name: { from: Наименование, required: true }
          Inn: ИНН
          Contacts:
            from: Контакты
            whole: true
            if-invalid: skip-row
            each: { Type: Тип, Value: { from: Значение, required: true }, Comment: Комментарий }
        """;

    private static readonly ExternalKind Kind = new(
        "Контрагент", ["Наименование", "ИНН", "Контакты", "Контакты/Тип", "Контакты/Значение", "Контакты/Комментарий"], [])
    { Accepted = true };

    [Fact]
    public async Task A_row_that_they_take_out_goes_here_and_one_that_only_we_have_stays_and_reaches_them()
    {
        await BeginAsync("1", "2");
        Type(FirmRow(), ("Contacts", new Many([Ours("1"), Ours("2"), Ours("9")])));
        Say("2", "3");

        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal("2 3 9", Contacts());
        Assert.Equal("2 3 9", ContactsThere());
        Assert.Equal((0L, 0L), (Count("Questions"), Count("Outbox")));
    }

    [Fact]
    public async Task Silence_about_the_list_takes_nothing_out_and_an_empty_list_everything()
    {
        await BeginAsync("1", "2");
        There.Save("Контрагент", "1", ("Наименование", "Иначе"));
        await NightAsync(There);
        var silent = Contacts();
        There.Save("Контрагент", "1", ("Контакты", null));

        await NightAsync(There);

        Assert.Equal(("1 2", ""), (silent, Contacts()));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_or_is_only_mentioned_takes_nothing_out()
    {
        await BeginAsync("1", "2");
        There.Save("Контрагент", "1", ("Контакты", new Many([Fields.Of(("Тип", "Телефон"), ("Значение", null)), Theirs("1")])));
        await NightAsync(There);
        There.Mention("Контрагент", "1", Hub.Clock.GetUtcNow().UtcDateTime, ("Контакты", new Many([Theirs("2")])));

        await NightAsync(There);

        Assert.Equal("1 2", Contacts());
    }

    [Fact]
    public async Task Two_that_meet_by_a_key_keep_the_rows_of_both()
    {
        Open();
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(
            ("Name", "Фирма"), ("Inn", "7707083893"), ("Contacts", new Many([Ours("9")]))), new Author("Анна")));
        Hub.Execute("DELETE FROM Outbox");
        There.Edit("Контрагент", "1", ("Наименование", "Фирма"), ("ИНН", "7707083893"), ("Контакты", new Many([Theirs("1")])));

        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal(("1 9", "1 9"), (Contacts(), ContactsThere()));
    }

    [Theory]
    [InlineData("theirs", "2", "2")]
    [InlineData("ours", "1:наш 2", "1:наш 2")]
    public async Task A_row_that_we_changed_and_they_took_out_is_a_question_and_the_answer_reaches_both(string answer, string here, string there)
    {
        await BeginAsync("1", "2");
        Type(FirmRow(), ("Contacts", new Many([Ours("1", "наш"), Ours("2")])));
        Say("2");
        await NightAsync(There);
        await NightAsync(There);
        var open = (Contacts(), ContactsThere(), Count("Questions"));

        Answer(answer);
        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal(("1:наш 2", "2", 1L), open);
        Assert.Equal((here, there), (Contacts(), ContactsThere()));
        Assert.Equal((0L, 0L), (Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen"), Count("Outbox")));
    }

    [Theory]
    [InlineData("we-win", "1:наш 2:наш", "1:наш 2:наш")]
    [InlineData("they-win", "", "")]
    public async Task A_policy_decides_of_every_row_that_one_changed_and_the_other_took_out(string policy, string here, string there)
    {
        await BeginByAsync(Firms.Replace("whole: true", $"whole: true\n    on-conflict: {policy}", StringComparison.Ordinal), "1", "2");
        Type(FirmRow(), ("Contacts", new Many([Ours("1", "наш"), Ours("2", "наш")])));
        There.Edit("Контрагент", "1", ("Контакты", null));

        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal((here, there), (Contacts(), ContactsThere()));
        Assert.Equal((0L, 0L), (Count("Questions"), Count("Outbox")));
    }

    private Task BeginAsync(params string[] contacts) => BeginByAsync(Firms, contacts);

    private async Task BeginByAsync(string mapping, params string[] contacts)
    {
        Open(mapping);
        There.Edit("Контрагент", "1", ("Наименование", "Фирма"), ("Контакты", new Many(contacts.Select(value => (object?)Theirs(value)))));
        await NightAsync(There);
    }

    private void Open(string mapping = Firms)
    {
        Book = Hub.Book(Direction.Both, [Kind], ("counterparties.yaml", mapping));
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = Book });
    }

    private void Say(params string[] contacts) =>
        There.Edit("Контрагент", "1", ("Контакты", new Many(contacts.Select(value => (object?)Theirs(value)))));

    private static Fields Theirs(string value) => Fields.Of(("Тип", "Телефон"), ("Значение", value));

    private static Fields Ours(string value, string? comment = null) => Fields.Of(("Type", "Телефон"), ("Value", value), ("Comment", comment));
}
