using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>What the shipped mappings make of objects as the connector gives them.</summary>
public sealed class TranslationTests
{
    [Fact]
    public void A_legal_entity_becomes_a_partner_and_a_counterparty_that_points_to_it()
    {
        var theirs = Fields.Of(
            ("Ид", "c-1"), ("Наименование", " Ромашка  плюс "), ("ОфициальноеНаименование", "ООО \"Ромашка плюс\""),
            ("ИНН", "7707083893"), ("КПП", "770701001"),
            ("Контакты", new Many([
                Fields.Of(("Тип", "Почта"), ("Значение", "Office@ROMASHKA.example")),
                Fields.Of(("Тип", "ТелефонРабочий"), ("Значение", "8 (495) 123-45-67"))])));

        var partner = Translate("Контрагент", "Partner", theirs);
        var counterparty = Translate("Контрагент", "Counterparty", theirs);

        Assert.Equal(Fields.Of(("Name", "Ромашка плюс"), ("Inn", "7707083893")), partner);
        Assert.Equal("LegalEntity", counterparty["Kind"]);
        Assert.Equal("770701001", counterparty["Kpp"]);
        Assert.Equal("+74951234567", counterparty["Phone"]);
        Assert.Equal("Office@romashka.example", counterparty["Email"]);
        Assert.Equal(new LinkRef("Partner", "c-1"), counterparty["Partner"]);
        Assert.Equal(2, counterparty.Rows("Contacts").Count);
        Assert.False(counterparty.Says("Accounts"));
    }

    [Theory]
    [InlineData("ООО Ромашка", "ООО Ромашка", null, "7707083893", "LegalEntity")]
    [InlineData("ИП Иванов", null, "ИП Иванов Иван", "500100732259", "Entrepreneur")]
    [InlineData("ИП Иванов", "ИП Иванов", null, "500100732259", "Entrepreneur")]
    [InlineData("ИП Плюс", "ООО ИП Плюс", null, "7707083893", "LegalEntity")]
    [InlineData("Петров Пётр", null, "Петров Пётр", null, "Person")]
    [InlineData("Иванов", null, "Иванов Иван", "500100732259", "Person")]
    [InlineData("ТОО Алтын", "ТОО Алтын", null, "990140001234", "LegalEntity")]
    [InlineData("Ипатов Иван", null, "Ипатов Иван", null, "Person")]
    public void The_kind_of_a_counterparty_follows_its_names_and_numbers(string name, string? official, string? full, string? inn, string kind)
    {
        var theirs = new Fields.Builder().Add("Ид", "c").Add("Наименование", name);
        foreach (var (field, value) in new[] { ("ОфициальноеНаименование", official), ("ПолноеНаименование", full), ("ИНН", inn) })
        {
            if (value is not null)
            {
                theirs.Add(field, value);
            }
        }

        Assert.Equal(kind, Translate("Контрагент", "Counterparty", theirs.ToFields())["Kind"]);
    }

    [Fact]
    public void A_foreign_tax_number_is_left_out_with_a_notice_and_the_rest_is_taken()
    {
        var mapping = Mapping("Контрагент", "Counterparty");

        var translation = mapping.Translate(Fields.Of(("Ид", "k"), ("Наименование", "ТОО Алтын"), ("ИНН", "990140001234"), ("КПП", "1234567890")));

        Assert.Empty(translation.Rejections);
        Assert.Equal(["Inn", "Kpp"], translation.Notices.Select(notice => notice.Field));
        Assert.Equal("990140001234", translation.Notices[0].Value);
        Assert.False(translation.Fields.Says("Inn"));
        Assert.Equal("ТОО Алтын", translation.Fields["Name"]);
    }

    [Fact]
    public void An_account_abroad_is_kept_as_it_came_and_one_without_a_number_is_left_out()
    {
        var translation = Mapping("Контрагент", "Counterparty").Translate(Fields.Of(
            ("Ид", "k"), ("Наименование", "ТОО Алтын"),
            ("РасчетныеСчета", new Many([
                Fields.Of(("НомерСчета", "KZ86125KZT5004100100"), ("БИК", "KKMFKZ2A")),
                Fields.Of(("НомерСчета", null), ("БИК", "044525225"))]))));

        var account = Assert.Single(translation.Fields.Rows("Accounts"));
        Assert.Equal("KZ86125KZT5004100100", account["Number"]);
        Assert.Equal(["Accounts[1].Number", "Accounts[1].Bic", "Accounts[2].Number"], translation.Notices.Select(notice => notice.Field));
        Assert.Empty(translation.Rejections);
    }

    [Fact]
    public void A_name_said_to_be_empty_is_rejected_and_a_name_not_said_is_only_told()
    {
        var mapping = Mapping("Товар", "Item");

        var empty = mapping.Translate(Fields.Of(("Ид", "i"), ("Наименование", null)));
        var absent = mapping.Translate(Fields.Of(("Ид", "i"), ("Картинки", "a.jpg")));

        Assert.Equal("Name", Assert.Single(empty.Rejections).Field);
        Assert.Empty(absent.Rejections);
        Assert.Equal("Name", Assert.Single(absent.Unsaid).Field);
        Assert.Equal(new Many([Fields.Of(("Path", "a.jpg"))]), absent.Fields["Images"]);
        Assert.Single(absent.Fields);
    }

    [Fact]
    public void The_first_group_of_an_item_is_its_group_and_the_others_stand_beside()
    {
        var item = Translate("Товар", "Item", Fields.Of(
            ("Ид", "i"), ("Наименование", "Чашка"), ("ГруппыИд", new Many(["g1", "g2", "g3"])),
            ("Реквизиты", Fields.Of(("ТипНоменклатуры", "Товар"), ("Код", "00-01"))), ("СтавкаНДС", "20%")));

        Assert.Equal(new LinkRef("ItemGroup", "g1"), item["Group"]);
        Assert.Equal(["g2", "g3"], item.Rows("MoreGroups").Select(row => ((LinkRef)row["Group"]!).Id));
        Assert.Equal("Goods", item["Kind"]);
        Assert.Equal("20", item["VatRate"]);
        Assert.Equal("00-01", item["Code"]);
    }

    [Fact]
    public void A_service_is_told_by_either_requisite()
    {
        var item = Translate("Товар", "Item", Fields.Of(
            ("Ид", "i"), ("Наименование", "Доставка"), ("Реквизиты", Fields.Of(("ВидНоменклатуры", "услуга")))));

        Assert.Equal("Service", item["Kind"]);
    }

    [Fact]
    public void An_offer_says_prices_and_stocks_only_when_it_has_them()
    {
        var prices = Translate("Предложение", "Variant", Fields.Of(
            ("Ид", "i#c"), ("ИдТовара", "i"), ("Характеристика", "Размер: 42"),
            ("Цены", new Many([Fields.Of(("ИдТипаЦены", "p"), ("ЦенаЗаЕдиницу", "1 990,50"), ("Валюта", "руб."))]))));

        var row = Assert.Single(prices.Rows("Prices"));
        Assert.Equal(1990.5m, row["Value"]);
        Assert.Equal("RUB", row["Currency"]);
        Assert.Equal(new LinkRef("PriceType", "p"), row["PriceType"]);
        Assert.False(prices.Says("Stocks"));
        Assert.Equal(new LinkRef("Item", "i"), prices["Item"]);
    }

    [Theory]
    [InlineData("2024-05-31T10:00:00", "17", null, true)]
    [InlineData(null, null, "true", true)]
    [InlineData(null, null, null, false)]
    [InlineData(null, null, "false", false)]
    public void An_order_is_paid_there_while_1C_says_so(string? date, string? number, string? paid, bool expected)
    {
        var invoice = Translate("Документ.ЗаказТовара", "Invoice", Fields.Of(
            ("Ид", "o"), ("Номер", "L1"), ("Дата", "2024-05-30"), ("Контрагент", "c"), ("Сумма", "100.00"),
            ("ОплатаДата", date), ("ОплатаНомер", number), ("Оплачен", paid)));

        Assert.Equal(expected, invoice["PaidThere"]);
        Assert.True(invoice.Says("PaymentDateThere"));
    }

    [Fact]
    public void A_document_that_does_not_report_says_nothing_of_payment()
    {
        var invoice = Translate("Документ.СчетНаОплату", "Invoice", Fields.Of(
            ("Ид", "o"), ("Номер", "1"), ("Дата", "2024-05-30"), ("ХозОперация", "Счет на оплату"), ("Контрагент", "c"), ("Валюта", "643")));

        Assert.False(invoice.Says("PaidThere"));
        Assert.False(invoice.Says("CancelledThere"));
        Assert.Equal("Invoice", invoice["Kind"]);
        Assert.Equal("RUB", invoice["Currency"]);
    }

    [Fact]
    public void A_payment_is_allocated_to_the_order_it_names()
    {
        var payment = Translate("Документ.ВыплатаБезналичныхДенег", "Payment", Fields.Of(
            ("Ид", "p"), ("Номер", "7"), ("Дата", "2024-06-01"), ("ХозОперация", "Выплата безналичных денег"), ("Направление", "Входящий"),
            ("Контрагент", "c"), ("Основание", "o"), ("Сумма", "100.50"), ("Валюта", "RUR")));

        Assert.Equal("In", payment["Direction"]);
        Assert.Equal("BankTransfer", payment["Method"]);
        Assert.Equal(new Many([Fields.Of(("Invoice", new LinkRef("Invoice", "o")), ("Amount", 100.5m))]), payment["Allocations"]);
    }

    [Fact]
    public void An_unknown_currency_is_rejected_and_never_taken_for_roubles()
    {
        var translation = Mapping("Документ.ЗаказТовара", "Invoice").Translate(Fields.Of(("Ид", "o"), ("Валюта", "ракушки")));

        var rejection = Assert.Single(translation.Rejections);
        Assert.Equal("Currency", rejection.Field);
        Assert.Contains("mappings/tables/currencies.yaml", rejection.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_known_by_its_barcode_alone_joins_a_row_and_never_makes_one()
    {
        var mapping = Mapping("Предложение", "Variant");
        var translation = mapping.Translate(Fields.Of(
            ("Ид", "barcode:4600000000017"), ("Штрихкод", "4600000000017"), ("Остатки", Fields.Of(("Количество", "5")))));

        var key = Assert.Single(mapping.Match, key => key.Fits(translation.Fields));
        Assert.Equal(WhenTaken.Join, key.Taken);
        Assert.Equal("Item", Assert.Single(translation.Unsaid).Field);
        Assert.Equal(5m, Assert.Single(translation.Fields.Rows("Stocks"))["Quantity"]);
    }

    [Fact]
    public void A_barcode_does_not_join_offers_that_name_their_item()
    {
        var mapping = Mapping("Предложение", "Variant");

        var fields = mapping.Translate(Fields.Of(("Ид", "i"), ("ИдТовара", "i"), ("Штрихкод", "4600000000017"))).Fields;

        Assert.DoesNotContain(mapping.Match, key => key.Fits(fields));
    }

    [Fact]
    public void A_name_alone_does_not_say_what_a_counterparty_is() =>
        Assert.False(Translate("Контрагент", "Counterparty", Fields.Of(("Ид", "c"), ("Наименование", "Ромашка"))).Says("Kind"));

    private static Mapping Mapping(string from, string to) => Shipped.Book.Taking(from).First(mapping => mapping.To.Name == to);

    private static Fields Translate(string from, string to, Fields theirs)
    {
        var translation = Mapping(from, to).Translate(theirs);
        Assert.Empty(translation.Rejections);
        return translation.Fields;
    }
}
