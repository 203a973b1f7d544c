using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML.Sending;

public sealed class OrderTests
{
    [Fact]
    public void An_order_stands_with_its_whole_client_in_the_order_of_the_schema() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <КоммерческаяИнформация ВерсияСхемы="2.08" ДатаФормирования="2026-03-02T12:00:00" xmlns="urn:1C.ru:commerceml_2">
            	<Документ>
            		<Ид>o-1</Ид>
            		<Номер>CRM-17</Номер>
            		<Дата>2026-03-02</Дата>
            		<ХозОперация>Заказ товара</ХозОперация>
            		<Роль>Продавец</Роль>
            		<Валюта>RUB</Валюта>
            		<Курс>1</Курс>
            		<Сумма>19.00</Сумма>
            		<Контрагенты>
            			<Контрагент>
            				<Ид>5f0c3a9e-11ab-4c6e-9d0b-0a1b2c3d4e5f</Ид>
            				<Наименование>Ромашка</Наименование>
            				<ОфициальноеНаименование>ООО "Ромашка"</ОфициальноеНаименование>
            				<ЮридическийАдрес>
            					<Представление>101000, Москва, ул. Мясницкая, 1</Представление>
            				</ЮридическийАдрес>
            				<ИНН>7707083893</ИНН>
            				<КПП>770701001</КПП>
            				<РасчетныеСчета>
            					<РасчетныйСчет>
            						<НомерСчета>40702810900000000001</НомерСчета>
            						<Банк>
            							<СчетКорреспондентский>30101810400000000225</СчетКорреспондентский>
            							<Наименование>Банк</Наименование>
            							<БИК>044525225</БИК>
            						</Банк>
            					</РасчетныйСчет>
            				</РасчетныеСчета>
            				<Адрес>
            					<Представление>Тула, ул. Ленина, 5</Представление>
            				</Адрес>
            				<Контакты>
            					<Контакт>
            						<Тип>Телефон рабочий</Тип>
            						<Значение>+7 495 000-00-01</Значение>
            					</Контакт>
            				</Контакты>
            				<Роль>Покупатель</Роль>
            			</Контрагент>
            		</Контрагенты>
            		<Время>15:39:10</Время>
            		<СрокПлатежа>2026-03-10</СрокПлатежа>
            		<Комментарий>до обеда</Комментарий>
            		<Налоги>
            			<Налог>
            				<Наименование>НДС</Наименование>
            				<УчтеноВСумме>true</УчтеноВСумме>
            				<Сумма>3.17</Сумма>
            			</Налог>
            		</Налоги>
            		<Товары>
            			<Товар>
            				<Ид>cbcf493f-55bc-11d9-848a-00112f43529a#a1</Ид>
            				<Артикул>Б-6</Артикул>
            				<Наименование>Болт М6</Наименование>
            				<БазоваяЕдиница Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE">шт</БазоваяЕдиница>
            				<СтавкиНалогов>
            					<СтавкаНалога>
            						<Наименование>НДС</Наименование>
            						<Ставка>20</Ставка>
            					</СтавкаНалога>
            				</СтавкиНалогов>
            				<ЦенаЗаЕдиницу>10.50</ЦенаЗаЕдиницу>
            				<Количество>2</Количество>
            				<Сумма>19.00</Сумма>
            				<Налоги>
            					<Налог>
            						<Наименование>НДС</Наименование>
            						<УчтеноВСумме>true</УчтеноВСумме>
            						<Сумма>3.17</Сумма>
            					</Налог>
            				</Налоги>
            				<Скидки>
            					<Скидка>
            						<Наименование>Скидка</Наименование>
            						<Сумма>2.00</Сумма>
            						<УчтеноВСумме>true</УчтеноВСумме>
            					</Скидка>
            				</Скидки>
            			</Товар>
            		</Товары>
            	</Документ>
            </КоммерческаяИнформация>
            """.ReplaceLineEndings("\n"),
            Sent.Files(Sent.One(Sent.Document)).File("orders").Text().TrimStart('\uFEFF'));

    [Fact]
    public void The_same_parcel_gives_the_same_bytes() =>
        Assert.Equal(
            Sent.Files(Sent.One(Sent.Document)).Files.Select(file => (file.Name, Convert.ToHexString(file.Content))),
            Sent.Files(Sent.One(Sent.Document)).Files.Select(file => (file.Name, Convert.ToHexString(file.Content))));

    [Fact]
    public void Orders_invoices_and_clients_lie_in_files_of_their_own()
    {
        var files = Sent.Files(Sent.Parcel(
            Sent.Of(Sent.Client, Sent.ClientId, Sent.Firm), Sent.Of(Sent.Order, "o-1", Sent.Document), Sent.Of(Sent.Invoice, "i-1", Sent.Document), Sent.Of(Sent.Order, "o-2", Sent.Document)));

        Assert.Equal(["contragents-ut-7.xml", "invoices-ut-7.xml", "orders-ut-7.xml"], files.Files.Select(file => file.Name));
        Assert.Equal([Sent.Client, Sent.Order, Sent.Client, Sent.Order], Told.By(files.File("orders").Content).Kinds());
        Assert.Equal([Sent.Client, Sent.Invoice], Told.By(files.File("invoices").Content).Kinds());
        Assert.Equal([Sent.ClientId], Told.By(files.File("contragents").Content).Ids(Sent.Client));
        Assert.All(files.Receipts, receipt => Assert.Equal(Reception.Handed, receipt.Reception));
    }

    [Fact]
    public void A_site_writes_without_a_namespace_and_a_container_holds_one_document_of_version_3_1()
    {
        var site = Sent.Files(Sent.One(Sent.Document), OutForm.Site).File("orders").Text();
        var container = Sent.Files(Sent.Parcel(Sent.Of(Sent.Client, Sent.ClientId, Sent.Firm), Sent.Of(Sent.Order, "o-1", Sent.Document), Sent.Of(Sent.Order, "o-2", Sent.Document)), OutForm.Container).File("orders");

        Assert.DoesNotContain("xmlns", site, StringComparison.Ordinal);
        Assert.DoesNotContain("<Контейнер>", site, StringComparison.Ordinal);
        Assert.Contains("ВерсияСхемы=\"3.1\"", container.Text(), StringComparison.Ordinal);
        Assert.Equal(["Контейнер", "Контейнер"], Told.Pieces(container.Content, piece => piece.Kind));
        Assert.Equal(["o-1", "o-2"], Told.By(container.Content).Ids(Sent.Order));
    }

    [Fact]
    public void The_client_may_stand_in_the_document_itself()
    {
        var order = Sent.Document.With("Контрагент", Sent.Person.With("Ид", "p-1"));

        var told = Told.By(Sent.Files(Sent.Parcel(Sent.Of(Sent.Order, "o-1", order))).File("orders").Content);

        Assert.Equal("p-1", told.FieldsOf(Sent.Order).Text("Контрагент"));
        Assert.Equal("Петров Пётр Ильич", told.FieldsOf(Sent.Client, "p-1").Text("ПолноеНаименование"));
    }

    [Fact]
    public void Our_own_firm_is_a_party_of_an_invoice_and_only_named_in_an_order()
    {
        var document = Sent.Document.With("Организация", Fields.Of(("Ид", "мы"), ("Наименование", "Наша фирма"), ("ИНН", "7707083893")));
        var files = Sent.Files(Sent.Parcel(Sent.Of(Sent.Client, Sent.ClientId, Sent.Firm), Sent.Of(Sent.Order, "o-1", document), Sent.Of(Sent.Invoice, "i-1", document)));

        var invoice = Told.By(files.File("invoices").Content);
        var order = Told.By(files.File("orders").Content);

        Assert.Equal((Sent.ClientId, "мы"), (invoice.FieldsOf(Sent.Invoice).Text("Контрагент"), invoice.FieldsOf(Sent.Invoice).Text("Организация")));
        Assert.Equal("Наша фирма", invoice.FieldsOf("Организация").Text("Наименование"));
        Assert.DoesNotContain("Организация", order.Kinds());
        Assert.Equal(Fields.Of(("Организация", "Наша фирма")), order.FieldsOf(Sent.Order)["Реквизиты"]);
    }

    [Theory]
    [InlineData("Номер", null, "не указано «Номер»")]
    [InlineData("Дата", null, "не указано «Дата»")]
    [InlineData("Дата", "2.3.2026", "дата вида")]
    [InlineData("Дата", "2026-02-30", "дата вида")]
    [InlineData("Время", "25:00:00", "время вида")]
    [InlineData("Валюта", null, "не указано «Валюта»")]
    [InlineData("Валюта", "\u0001 ", "не указано «Валюта»")]
    [InlineData("Валюта", "рубли", "код из трёх знаков")]
    [InlineData("Сумма", null, "не указано «Сумма»")]
    [InlineData("Сумма", "1 000,50", "нужно число")]
    [InlineData("Сумма", "99999999999999999999", "нужно число")]
    [InlineData("Сумма", "10.005", "не больше 2 знаков")]
    [InlineData("Контрагент", null, "не указан контрагент")]
    [InlineData("Контрагент", "кто-то", "1С ищет клиента по имени")]
    [InlineData("СрокПлатежа", "завтра", "дата вида")]
    public void An_order_that_1C_would_not_take_is_refused_with_the_reason(string field, string? value, string reason) =>
        Assert.Contains(reason, Sent.Refusal(Sent.Document.With(field, value)), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var reason = Sent.Refusal(Sent.Document.With("Номер", null).With("Строки", new Many([Sent.Goods, Sent.Goods.With("Цена", "даром"), Fields.Of(("Количество", "1"))])));

        Assert.Contains("«Номер»", reason, StringComparison.Ordinal);
        Assert.Contains("строка 2: «Цена» — «даром»", reason, StringComparison.Ordinal);
        Assert.Contains("строка 3: нет ни товара, ни артикула, ни наименования", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Roubles_need_no_rate_and_other_money_does()
    {
        var unrated = Sent.Document.Without(name => name == "Курс");

        Assert.Equal("1", Sent.ReadBack(Sent.One(unrated)).Text("Курс"));
        Assert.Contains("«Курс»", Sent.Refusal(unrated.With("Валюта", "USD")), StringComparison.Ordinal);
        Assert.Equal("92.3301", Sent.ReadBack(Sent.One(unrated.With("Валюта", "USD").With("Курс", "92.3301"))).Text("Курс"));
    }

    [Fact]
    public void A_refused_order_leaves_the_others_and_does_not_stand_in_the_file()
    {
        var files = Sent.Files(Sent.Parcel(
            Sent.Of(Sent.Client, Sent.ClientId, Sent.Firm), Sent.Of(Sent.Order, "o-1", Sent.Document), Sent.Of(Sent.Order, "o-2", Sent.Document.With("Валюта", null)), Sent.Of(Sent.Order, "o-3", Sent.Document)));

        Assert.Equal([Reception.Handed, Reception.Handed, Reception.Refused, Reception.Handed], files.Receipts.Select(receipt => receipt.Reception));
        Assert.Equal([Sent.ClientId, "o-1", "o-2", "o-3"], files.Receipts.Select(receipt => receipt.Ref.Id));
        Assert.Equal(["o-1", "o-3"], Told.By(files.File("orders").Content).Ids(Sent.Order));
    }

    [Fact]
    public void A_kind_that_1C_does_not_take_is_refused() =>
        Assert.Equal(Reception.Refused, Assert.Single(Sent.Files(Sent.Parcel(Sent.Of("Документ.ОтпускТовара", "d", Sent.Document))).Receipts).Reception);

    [Fact]
    public void A_price_finer_than_the_standard_is_sent_exactly_as_a_site_sends_it()
    {
        var order = Sent.Document.With("Строки", new Many([Sent.Goods.With("Цена", "0.0325"), Sent.Goods.With("Цена", "231.7400")]));

        Assert.Contains("строка 1: «Цена» — 0.0325", Sent.Refusal(order), StringComparison.Ordinal);
        Assert.Equal(["0.0325", "231.7400"], Sent.ReadBack(Sent.One(order), OutForm.Site).Column("Строки", "Цена"));
        Assert.Equal("231.74", Assert.Single(Sent.ReadBack(Sent.One(Sent.Document.With("Строки", new Many([Sent.Goods.With("Цена", "231.7400")])))).Rows("Строки")).Text("Цена"));
    }

    [Fact]
    public void A_long_comment_is_cut_where_1C_cuts_it_and_never_through_a_letter()
    {
        var comment = new string('я', 2999) + "😀 и ещё";

        Assert.Equal(new string('я', 2999), Sent.ReadBack(Sent.One(Sent.Document.With("Комментарий", comment))).Text("Комментарий"));
    }

    [Theory]
    [InlineData("19.00", "2.00", true)]
    [InlineData("21.00", "2.00", false)]
    public void Of_a_discount_it_is_said_whether_the_sum_is_without_it(string sum, string discount, bool takenOff)
    {
        var order = Sent.Document.With("Строки", new Many([Sent.Goods.With("Сумма", sum).With("Скидка", discount)]));

        Assert.Contains($"<Сумма>{discount}</Сумма>\n\t\t\t\t\t\t<УчтеноВСумме>{(takenOff ? "true" : "false")}</УчтеноВСумме>", Sent.Files(Sent.One(order)).File("orders").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_1C_reported_is_not_told_back_to_it()
    {
        var order = Sent.Document.With("Номер1С", "0001").With("ОплатаДата", "2026-03-02").With("Проведен", "true")
            .With("Реквизиты", Fields.Of(("НомерПо1С", "0001"), ("ДатаОплатыПо1С", "2026-03-02"), ("СтатусЗаказа", "Новый")));

        var told = Sent.ReadBack(Sent.One(order));

        Assert.Equal(Fields.Of(("СтатусЗаказа", "Новый")), told["Реквизиты"]);
        Assert.False(told.Says("Номер1С") || told.Says("ОплатаДата") || told.Says("Проведен"));
    }

    [Fact]
    public void A_document_marked_as_deleted_is_told_with_its_number_and_cancelled()
    {
        var file = Sent.Files(Sent.One(Sent.Document.With("ПометкаУдаления", "true"))).File("orders");

        Assert.Equal(Sent.Order, Assert.Single(Told.By(file.Content)).Ref.Kind);
        Assert.IsType<Change.Deleted>(Assert.Single(Told.By(file.Content)));
        Assert.Contains("<Номер>CRM-17</Номер>", file.Text(), StringComparison.Ordinal);
        Assert.Contains("<Наименование>Отменен</Наименование>\n\t\t\t\t<Значение>true</Значение>", file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_of_which_only_the_id_is_known_is_refused_for_a_document_and_told_for_a_client()
    {
        var files = Sent.Files(Sent.Parcel(Sent.Of(Sent.Client, "k", null), Sent.Of(Sent.Order, "o", null)));

        Assert.Equal([Reception.Handed, Reception.Refused], files.Receipts.Select(receipt => receipt.Reception));
        Assert.Equal(new ExternalRef("ut", Sent.Client, "k"), Assert.IsType<Change.Deleted>(Assert.Single(Told.By(files.File("contragents").Content))).Ref);
    }

    [Fact]
    public void A_parcel_whose_name_leads_elsewhere_is_no_parcel() =>
        Assert.Throws<ArgumentException>(() => Sent.Files(Sent.One(Sent.Document) with { Name = "../x" }));
}
