namespace Crm.Hub.Tests.Whole;

/// <summary>The split set of 3.1, each part a file of its own that refers to the others by id only.</summary>
public sealed class DialectSetTests
{
    private static readonly (string Name, string Text)[] Parts =
    [
        ("groups/groups_1_1_a.xml", Part("<Классификатор><Ид>cat</Ид><Группы><Группа><Ид>g1</Ид><НомерВерсии>AAAAAQAAAAk=</НомерВерсии><ПометкаУдаления>false</ПометкаУдаления><Наименование>Посуда</Наименование></Группа></Группы></Классификатор>")),
        ("units/units_1_1_a.xml", Part("<Классификатор><Ид>cat</Ид><ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>u1</Ид><Код>796</Код><НаименованиеКраткое>шт</НаименованиеКраткое></ЕдиницаИзмерения></ЕдиницыИзмерения></Классификатор>")),
        ("priceLists/priceLists_1_1_a.xml", Part("<Классификатор><Ид>cat</Ид><ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен></Классификатор>")),
        ("storages/storages_1_1_a.xml", Part("<Классификатор><Ид>cat</Ид><Склады><Склад><Ид>w1</Ид><Наименование>Главный</Наименование><Адрес><Представление>Омск, Небывалая, 1</Представление></Адрес><Контакты><Контакт><Тип>Телефон рабочий</Тип><Значение>8 (3812) 55-01-01</Значение></Контакт></Контакты></Склад></Склады></Классификатор>")),
        ("goods/goods_1_1_a.xml", Part("<Каталог СодержитТолькоИзменения=\"true\"><Ид>cat</Ид><Товары><Товар><Ид>i1</Ид><ПометкаУдаления>false</ПометкаУдаления><Артикул>CUP</Артикул><Наименование>Чашка</Наименование><БазоваяЕдиница>u1</БазоваяЕдиница><Группы><Ид>g1</Ид></Группы></Товар></Товары></Каталог>")),
        ("offers/offers_1_1_a.xml", Package("<Предложение><Ид>i1#blue</Ид><Наименование>Чашка (синяя)</Наименование><ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Цвет</Наименование><Значение>синий</Значение></ХарактеристикаТовара></ХарактеристикиТовара></Предложение>")),
        ("prices/prices_1_1_a.xml", Package("<Предложение><Ид>i1#blue</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>350</ЦенаЗаЕдиницу><Валюта>RUB</Валюта><Единица><Ид>u1</Ид><НаименованиеКраткое>шт</НаименованиеКраткое></Единица></Цена></Цены></Предложение>")),
        ("rests/rests_1_1_a.xml", Package("<Предложение><Ид>i1#blue</Ид><Остатки><Остаток><Склад><Ид>w1</Ид><Количество>12</Количество></Склад></Остаток></Остатки></Предложение>")),
        ("contragents/contragents_1_1_a.xml", Part(
            "<Контрагенты><Контрагент><Ид>c-1</Ид><НомерВерсии>AAAAAQAAAAo=</НомерВерсии><ПометкаУдаления>false</ПометкаУдаления><Наименование>Ладья</Наименование><ОфициальноеНаименование>ООО \"Ладья\"</ОфициальноеНаименование><ИНН>7701000019</ИНН><КПП>770101001</КПП><КодПоОКПО>12345678</КодПоОКПО>"
            + "<РасчетныеСчета><РасчетныйСчет><НомерСчета>40702 810 9 00000000001</НомерСчета><Банк><БИК>044525225</БИК><Наименование>Банк Выдумка</Наименование></Банк></РасчетныйСчет></РасчетныеСчета>"
            + "<Контакты><Контакт><Тип>Телефон рабочий</Тип><Значение>+7 495 555-01-01</Значение></Контакт></Контакты>"
            + "<Представители><Представитель><Контрагент><Отношение>Директор</Отношение><Наименование>Ладов Иван</Наименование></Контрагент></Представитель></Представители></Контрагент></Контрагенты>")),
        ("documents/documents_1_1_a.xml", Part(
            "<Контейнер>" + Written.Order("501", "5000", "<Номер1С>УТ-000501   </Номер1С><Дата1С>2026-02-28</Дата1С><Товары><Товар><Ид>i1#blue</Ид><Наименование>Чашка (синяя)</Наименование><Единица><Ид>u1</Ид><НаименованиеКраткое>шт</НаименованиеКраткое></Единица><Цена>350</Цена><Количество>2</Количество><Сумма>700</Сумма></Товар></Товары>")
            + Written.Document("Выплата безналичных денег", "501-p", "1500.50", "<Основание>501</Основание>" + Written.Requisites(("Проведен", "true")))
            + Written.Document("Эквайринговая операция", "501-c", "499.50", "<Основание>501</Основание>" + Written.Requisites(("Проведен", "false")))
            + Written.Document("Отпуск товара", "501-s", "5000", "<Основание>501</Основание>" + Written.Requisites(("Проведен", "true"))) + "</Контейнер>")),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_split_set_of_3_1_comes_together_in_either_order(bool oneANightBackwards)
    {
        using var hub = await ExchangeHub.OpenAsync();
        foreach (var (name, text) in oneANightBackwards ? Parts.Reverse() : Parts)
        {
            hub.Write(name, text);
            if (oneANightBackwards)
            {
                await hub.RunAsync();
            }
        }

        await hub.RunAsync();

        Assert.Equal(
            "CUP Посуда шт | Цвет: синий | Розница 350 RUB шт | Главный 12 | +73812550101",
            hub.Ask("SELECT i.Article || ' ' || g.Name || ' ' || u.Name || ' | ' || v.Characteristic || ' | ' || t.Name || ' ' || (p.Value / 100000000) || ' ' || p.Currency || ' ' || p.Unit || ' | ' || w.Name || ' ' || (s.Quantity / 100000000) || ' | ' || w.Phone "
                + "FROM Variant v JOIN Item i ON i.Id = v.ItemId JOIN ItemGroup g ON g.Id = i.GroupId JOIN Unit u ON u.Id = i.UnitId JOIN Price p ON p.OwnerId = v.Id JOIN PriceType t ON t.Id = p.PriceTypeId JOIN Stock s ON s.OwnerId = v.Id JOIN Warehouse w ON w.Id = s.WarehouseId"));
        Assert.Equal(
            "Ладья LegalEntity 12345678 +74955550101 | 40702810900000000001 044525225 | Ладов Иван Директор",
            hub.Ask("SELECT c.Name || ' ' || c.Kind || ' ' || c.Okpo || ' ' || c.Phone || ' | ' || a.Number || ' ' || a.Bic || ' | ' || p.Name || ' ' || p.Position FROM Counterparty c JOIN CounterpartyAccount a ON a.OwnerId = c.Id JOIN ContactPerson p ON p.CounterpartyId = c.Id"));
        Assert.Equal(
            "501 УТ-000501 PartlyPaid 15005000 Shipped",
            hub.Ask("SELECT Number || ' ' || TheirNumber || ' ' || Status || ' ' || Paid || ' ' || Shipped FROM Invoice"));
        Assert.Equal(
            ["501-c In Card 0", "501-p In BankTransfer 1"],
            hub.List("SELECT Number || ' ' || Direction || ' ' || Method || ' ' || CASE WHEN Posted THEN 1 ELSE 0 END FROM Payment ORDER BY 1"));
        Assert.Equal("CUP blue", hub.Ask("SELECT i.Article || ' ' || substr(k.ExternalId, 4) FROM InvoiceLine l JOIN Item i ON i.Id = l.ItemId JOIN Links k ON k.EntityId = l.VariantId"));
        Assert.Equal(0L, hub.Ask("SELECT (SELECT COUNT(*) FROM Waits) + (SELECT COUNT(*) FROM Questions) + (SELECT COUNT(*) FROM Held WHERE Field NOT LIKE '%ccount%')"));
    }

    private static string Part(string block) => Written.Exchange(block, version: "3.1")
        .Replace("<КоммерческаяИнформация ", "<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_3\" ", StringComparison.Ordinal);

    private static string Package(string offer) => Part($"<ПакетПредложений СодержитТолькоИзменения=\"true\"><Ид>#cat</Ид><Предложения>{offer}</Предложения></ПакетПредложений>");
}
