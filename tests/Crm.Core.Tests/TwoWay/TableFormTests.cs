using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Sync;

namespace Crm.Core.Tests.TwoWay;

/// <summary>A text inside of a table that is read over there in another form takes that form, as the fields of the row do.</summary>
public sealed class TableFormTests : TwoWayTest
{
    private const string Firms =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        fields:
          Name: { from: Наименование, required: true }
          Accounts:
            from: Счета
            each: { Number: Номер, Bic: { from: БИК, convert: [digits] }, BankName: { from: Банк, convert: [collapse] } }
          Contacts:
            from: Контакты
            each: { Type: { direction: in, value: Phone }, Value: { from: Значение, convert: [phone] }, Comment: Примечание }
        """;

    private static readonly ExternalKind Kind = new(
        "Контрагент",
        ["Наименование", "Счета", "Счета/Номер", "Счета/БИК", "Счета/Банк", "Контакты", "Контакты/Значение", "Контакты/Примечание"], [])
    {
        Accepted = true,
    };

    [Fact]
    public async Task A_column_takes_the_form_in_which_it_is_read_and_columns_that_nobody_sends_stay()
    {
        Open();
        var row = New(("Accounts", new Many([Account("40702810900000000001", "044 525 225", "Банк  Север", "30101810400000000225"), Account("2", "044525226", "Юг", null)])));

        await NightAsync(There);
        There.Edit("Контрагент", "service-1", ("Наименование", "Переименованная"));
        var last = await NightAsync(There);

        Assert.Equal(("044525225", "Банк Север", "30101810400000000225"), (Account("Bic", 0), Account("BankName", 0), Account("CorrespondentAccount", 0)));
        Assert.Equal(("044525226", "Юг"), (Account("Bic", 1), Account("BankName", 1)));
        Assert.Equal((0L, 0L, 2L), (Count("Questions"), Count("Outbox"), Count("CounterpartyAccount")));
        Assert.False(last.Numbers.Kinds["Counterparty"].Sent > 0);
        Assert.Equal(row, FirmRow());
    }

    [Fact]
    public async Task A_key_that_takes_another_form_makes_no_second_row()
    {
        Open();
        New(("Contacts", new Many([Contact("8 (495) 123-45-67", "раз"), Contact("8-495-123-45-67", "два")])));

        await NightAsync(There);
        There.Edit("Контрагент", "service-1", ("Наименование", "Переименованная"));
        await NightAsync(There);

        Assert.Equal("+74951234567", Hub.Ask("SELECT group_concat(Value) FROM CounterpartyContact WHERE Value IS NOT NULL"));
        Assert.Equal((0L, 0L), (Count("Questions"), Count("Outbox")));
    }

    private void Open()
    {
        Book = Hub.Book(Direction.Both, [Kind], ("counterparties.yaml", Firms));
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = Book });
    }

    private Guid New((string Name, object? Value) table) => Crm(editor => editor.Create(
        EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Новая"), table), new Author("Анна")));

    private static Fields Account(string number, string bic, string bank, string? correspondent) =>
        Fields.Of(("Number", number), ("Bic", bic), ("BankName", bank), ("CorrespondentAccount", correspondent));

    private static Fields Contact(string value, string comment) => Fields.Of(("Type", "Phone"), ("Value", value), ("Comment", comment));

    private object? Account(string column, int no) => Hub.Ask($"SELECT {column} FROM CounterpartyAccount ORDER BY Number DESC LIMIT 1 OFFSET {no}");
}
