using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML.Sending;

public sealed class PartyTests
{
    [Theory]
    [InlineData("ООО Ромашка", "7707083893", "770701001", true)]
    [InlineData("Ромашка", "7707083893", null, true)]
    [InlineData("Петров Пётр", "500100732259", null, false)]
    [InlineData("ИП Петров", null, null, false)]
    [InlineData("ООО Ромашка", null, null, true)]
    public void A_firm_is_told_from_a_person_as_1C_tells_them(string name, string? inn, string? kpp, bool isFirm)
    {
        var told = InOrder(Fields.Of(("Наименование", name), ("ОфициальноеНаименование", name), ("ИНН", inn), ("КПП", kpp)));

        Assert.Equal(isFirm, told.Says("ОфициальноеНаименование"));
        Assert.Equal(!isFirm, told.Says("ПолноеНаименование"));
        Assert.Equal(name, told.Text("ОфициальноеНаименование") ?? told.Text("ПолноеНаименование"));
    }

    [Fact]
    public void Of_a_person_the_document_tells_the_first_account_and_the_file_of_clients_all()
    {
        var accounts = new Many([Fields.Of(("НомерСчета", "1"), ("БИК", "044525225")), Sent.Firm.Rows("РасчетныеСчета")[0]]);
        var person = Sent.Person.With("РасчетныеСчета", accounts);

        Assert.Equal("40702810900000000001", ((Fields)InOrder(person)["РасчетныйСчет"]!).Text("НомерСчета"));
        Assert.Equal(["1", "40702810900000000001"], Alone(person).Column("РасчетныеСчета", "НомерСчета"));
    }

    [Theory]
    [InlineData("ЭлектроннаяПочта", "Почта")]
    [InlineData("E-mail", "Почта")]
    [InlineData("Телефон", "ТелефонРабочий")]
    [InlineData("ТелефонМобильный", "ТелефонМобильный")]
    [InlineData("Telegram", "Прочее")]
    [InlineData(null, "Прочее")]
    public void A_contact_of_a_type_that_the_standard_lacks_goes_by_the_nearest_and_in_the_file_of_clients_by_its_own(string? type, string nearest)
    {
        var party = Sent.Firm.With("Контакты", new Many([Fields.Of(("Тип", type), ("Значение", "x"))]));

        Assert.Equal([nearest], InOrder(party).Column("Контакты", "Тип"));
        Assert.Equal([type], Alone(party).Column("Контакты", "Тип"));
    }

    [Fact]
    public void What_the_standard_has_no_place_for_costs_the_order_nothing()
    {
        var party = Sent.Firm.With("ИНН", "123").With("КПП", "1").With("ДатаРегистрации", "давно").With("РасчетныеСчета", new Many([Fields.Of(("НомерСчета", "KZ1"))]));

        var told = InOrder(party);

        Assert.False(told.Says("ИНН") || told.Says("КПП") || told.Says("ДатаРегистрации") || told.Says("РасчетныеСчета"));
        Assert.Equal(("123", "1"), (Alone(party).Text("ИНН"), Alone(party).Text("КПП")));
    }

    [Fact]
    public void A_client_without_a_name_or_with_one_too_long_holds_his_order_back()
    {
        Assert.Contains("контрагент " + Sent.ClientId, Sent.Refusal(Sent.Document, client: Fields.Of(("ИНН", "7707083893"))), StringComparison.Ordinal);
        Assert.Contains("длиннее 255", Sent.Refusal(Sent.Document, client: Fields.Of(("Наименование", new string('я', 256)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_said_to_be_empty_is_told_so_in_the_file_of_clients()
    {
        var told = Alone(Sent.Firm.With("ИНН", null).With("Комментарий", null).With("Контакты", null));

        Assert.All(["ИНН", "Комментарий", "Контакты"], name => Assert.True(told.Says(name) && told[name] is null));
        Assert.False(told.Says("ОКПО"));
    }

    private static Fields InOrder(Fields party) =>
        Told.By(Sent.Files(Sent.One(Sent.Document, party)).File("orders").Content).FieldsOf(Sent.Client);

    private static Fields Alone(Fields party) =>
        Told.By(Sent.Files(Sent.One(Sent.Document, party)).File("contragents").Content).FieldsOf(Sent.Client);
}
