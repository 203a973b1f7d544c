using System.Text;

namespace Crm.Hub.Tests.Whole;

/// <summary>Every dialect of the format, one small file each, down to the rows in the CRM.</summary>
public sealed class DialectTests
{
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    [Fact]
    public async Task An_order_of_2_03_in_windows_1251()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("order.xml", Windows1251.GetBytes(
            """
            <?xml version="1.0" encoding="windows-1251"?>
            <КоммерческаяИнформация ВерсияСхемы="2.03" ДатаФормирования="2026-03-01">
              <Документ>
                <Ид>1042</Ид><Номер>1042</Номер><Дата>2026-02-28</Дата><Время>9:05:00</Время>
                <ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>руб</Валюта><Курс>1</Курс><Сумма>2880.00</Сумма>
                <Контрагенты><Контрагент><Ид>17#vera#Вера Ёлкина</Ид><Наименование>Вера Ёлкина</Наименование><ПолноеНаименование>Ёлкина Вера Павловна</ПолноеНаименование>
                  <АдресРегистрации><Представление>г. Ижевск, ул. Ничья, 5</Представление></АдресРегистрации>
                  <Контакты><Контакт><Тип>Почта</Тип><Значение>Vera@Example.com</Значение></Контакт></Контакты><Роль>Покупатель</Роль></Контрагент></Контрагенты>
                <Товары>
                  <Товар><Ид>9a3c#b7</Ид><Наименование>Чай «Весна» (200 г)</Наименование><БазоваяЕдиница Код="796 " НаименованиеПолное="Штука  ">шт </БазоваяЕдиница>
                    <ЦенаЗаЕдиницу>1290.00</ЦенаЗаЕдиницу><Количество>2</Количество><Сумма>2580.00</Сумма></Товар>
                  <Товар><Ид>ORDER_DELIVERY</Ид><Наименование>Доставка</Наименование><ЦенаЗаЕдиницу>300</ЦенаЗаЕдиницу><Количество>1</Количество><Сумма>300</Сумма></Товар>
                </Товары>
              </Документ>
            </КоммерческаяИнформация>
            """));

        await hub.RunAsync();

        Assert.Equal(
            "Order 1042 2026-02-28 09:05:00 RUB 2880 Unpaid",
            hub.Ask("SELECT Kind || ' ' || Number || ' ' || date(Date) || ' ' || Time || ' ' || Currency || ' ' || (Total / 10000) || ' ' || Status FROM Invoice"));
        Assert.Equal(
            "Вера Ёлкина, Ёлкина Вера Павловна, Person, г. Ижевск, ул. Ничья, 5, Vera@example.com",
            hub.Ask("SELECT Name || ', ' || FullName || ', ' || Kind || ', ' || LegalAddress || ', ' || Email FROM Counterparty"));
        Assert.Equal(
            ["Чай «Весна» (200 г) шт 2 × 1290 = 2580", "Доставка - 1 × 300 = 300"],
            hub.List("SELECT Name || ' ' || COALESCE(Unit, '-') || ' ' || (Quantity / 100000000) || ' × ' || (Price / 100000000) || ' = ' || (Total / 10000) FROM InvoiceLine ORDER BY No"));
    }

    [Fact]
    public async Task Flat_goods_of_2_03_become_one_item_with_its_variants()
    {
        using var hub = await ExchangeHub.OpenAsync();
        const string Boot = "5B8B1F00-0000-4000-8000-00000000A001", Size41 = "5b8b1f00-0000-4000-8000-00000000c041", Size42 = "5b8b1f00-0000-4000-8000-00000000c042";
        hub.Write("import.xml", Written.Catalogue(string.Concat(new[] { (Size41, "41"), (Size42, "42") }.Select(size =>
            $"<Товар><Ид>{Boot}#{size.Item1}</Ид><Штрихкод>46000000{size.Item2}</Штрихкод><Артикул>BOOT</Артикул><Наименование>Ботинки</Наименование>"
            + $"<БазоваяЕдиница>715</БазоваяЕдиница><ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Размер</Наименование><Значение>{size.Item2}</Значение></ХарактеристикаТовара></ХарактеристикиТовара></Товар>"))
            + $"<Товар><Ид>{Boot[..^1]}2#</Ид><Артикул>LACE</Артикул><Наименование>Шнурки</Наименование></Товар>"));

        await hub.RunAsync();

        Assert.Equal(["BOOT Ботинки", "LACE Шнурки"], hub.List("SELECT Article || ' ' || Name FROM Item ORDER BY 1"));
        Assert.Equal(
            ["Ботинки Размер: 41 4600000041", "Ботинки Размер: 42 4600000042"],
            hub.List("SELECT i.Name || ' ' || v.Characteristic || ' ' || v.Barcode FROM Variant v JOIN Item i ON i.Id = v.ItemId ORDER BY 1"));
    }

    [Fact]
    public async Task A_catalogue_and_its_offers_of_2_08()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("import0_1.xml", "\uFEFF" + Written.Exchange(
            """
            <Классификатор>
              <Ид>cat</Ид><Наименование>Классификатор</Наименование>
              <Владелец><Ид>own</Ид><Наименование>Сказка</Наименование><ОфициальноеНаименование>ООО "Сказка"</ОфициальноеНаименование><ИНН>7715000026</ИНН><КПП>771501001</КПП></Владелец>
              <Группы><Группа><Ид>g1</Ид><Наименование>Мебель</Наименование><Группы><Группа><Ид>g2</Ид><Наименование>Стулья</Наименование></Группа></Группы></Группа></Группы>
              <Свойства><Свойство><Ид>p1</Ид><Наименование>Цвет</Наименование><ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений><Справочник><ИдЗначения>v1</ИдЗначения><Значение>Красный</Значение></Справочник></ВариантыЗначений></Свойство></Свойства>
            </Классификатор>
            <Каталог СодержитТолькоИзменения="false"><Ид>cat</Ид><ИдКлассификатора>cat</ИдКлассификатора><Наименование>Основной каталог</Наименование>
              <Товары><Товар><Ид>i1</Ид><Артикул>ST-1</Артикул><Наименование>Стул  Тот самый</Наименование><БазоваяЕдиница Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE">шт</БазоваяЕдиница>
                <Группы><Ид>g2</Ид><Ид>g1</Ид></Группы><Описание>&lt;b&gt;Крепкий&lt;/b&gt; стул</Описание><Картинка>import_files/1.jpg</Картинка><Картинка>import_files/2.jpg</Картинка>
                <ЗначенияСвойств><ЗначенияСвойства><Ид>p1</Ид><Значение>v1</Значение></ЗначенияСвойства></ЗначенияСвойств>
                <СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20%</Ставка></СтавкаНалога></СтавкиНалогов>
                <ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Тип номенклатуры</Наименование><Значение>Товар</Значение></ЗначениеРеквизита><ЗначениеРеквизита><Наименование>Полное наименование</Наименование><Значение>Стул деревянный</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>
              </Товар></Товары></Каталог>
            """));
        hub.Write("offers0_1.xml", Written.Offers(
            "<Предложение><Ид>i1</Ид><Наименование>Стул</Наименование><Цены><Цена><Представление>6 990 руб</Представление><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>6990.50</ЦенаЗаЕдиницу><Валюта>руб.</Валюта><Единица>шт</Единица></Цена></Цены><Количество>7</Количество></Предложение>",
            head: "<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>руб.</Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>"));

        await hub.RunAsync();

        Assert.Equal(
            "Стул Тот самый | Стул деревянный | Goods | Стулья in Мебель | шт | 20 | Крепкий стул",
            hub.Ask("SELECT i.Name || ' | ' || i.FullName || ' | ' || i.Kind || ' | ' || g.Name || ' in ' || p.Name || ' | ' || u.Name || ' | ' || i.VatRate || ' | ' || i.Description "
                + "FROM Item i JOIN ItemGroup g ON g.Id = i.GroupId JOIN ItemGroup p ON p.Id = g.ParentId JOIN Unit u ON u.Id = i.UnitId"));
        Assert.Equal("Мебель", hub.Ask("SELECT g.Name FROM ItemGroupMembership m JOIN ItemGroup g ON g.Id = m.GroupId"));
        Assert.Equal("Цвет = v1", hub.Ask("SELECT p.Name || ' = ' || v.Value FROM ItemPropertyValue v JOIN ItemProperty p ON p.Id = v.PropertyId"));
        Assert.Equal("import_files/1.jpg,import_files/2.jpg", hub.Ask("SELECT group_concat(Path) FROM (SELECT Path FROM ItemImage ORDER BY No) AS t"));
        Assert.Equal("Сказка 7715000026", hub.Ask("SELECT Name || ' ' || Inn FROM Organization"));
        Assert.Equal(
            "Розница 699050 RUB шт, VAT 1, stock 7",
            hub.Ask("SELECT t.Name || ' ' || (p.Value / 1000000) || ' ' || p.Currency || ' ' || p.Unit || ', VAT ' || CASE WHEN t.VatIncluded THEN 1 ELSE 0 END || ', stock ' || (s.Quantity / 100000000) "
                + "FROM Price p JOIN PriceType t ON t.Id = p.PriceTypeId JOIN Stock s ON s.OwnerId = p.OwnerId WHERE s.WarehouseId IS NULL"));
    }

    [Fact]
    public async Task Units_in_three_forms_are_one_unit()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange("<Классификатор><Ид>cat</Ид><ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>0a7c1d00-0000-4000-8000-000000000796</Ид><Код>796 </Код><НаименованиеКраткое>шт</НаименованиеКраткое><НаименованиеПолное>Штука                </НаименованиеПолное></ЕдиницаИзмерения></ЕдиницыИзмерения></Классификатор>", version: "3.1"));
        hub.Write("2.xml", Written.Catalogue(
            Written.Item("1", "По ссылке", "<БазоваяЕдиница>0a7c1d00-0000-4000-8000-000000000796</БазоваяЕдиница>")
            + Written.Item("2", "По коду", "<БазоваяЕдиница>796 </БазоваяЕдиница>")
            + Written.Item("3", "Описана", "<БазоваяЕдиница Код=\"796 \" НаименованиеПолное=\"Штука  \">шт</БазоваяЕдиница>")));

        await hub.RunAsync();

        Assert.Equal(["796 шт Штука"], hub.List("SELECT Code || ' ' || Name || ' ' || FullName FROM Unit"));
        Assert.Equal(3L, hub.Ask("SELECT COUNT(*) FROM Item i JOIN Unit u ON u.Id = i.UnitId"));
    }

    [Fact]
    public async Task Rests_in_three_forms()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(4)));
        hub.Write("2.xml", Written.Offers(
            "<Предложение><Ид>i-1</Ид><Количество>-2.5</Количество></Предложение>"
            + "<Предложение><Ид>i-2</Ид><Склад ИдСклада=\"w1\" КоличествоНаСкладе=\"3\"/><Склад ИдСклада=\"w2\"/></Предложение>"
            + "<Предложение><Ид>i-3</Ид><Остатки><Остаток><Склад><Ид>w1</Ид><Количество>4</Количество></Склад></Остаток></Остатки></Предложение>"
            + "<Предложение><Ид>i-4</Ид><Остатки><Остаток><Количество>5</Количество></Остаток></Остатки></Предложение>",
            head: "<Склады><Склад><Ид>w1</Ид><Наименование>Главный</Наименование></Склад><Склад><Ид>w2</Ид><Наименование>Дальний</Наименование></Склад></Склады>"));

        await hub.RunAsync();

        Assert.Equal(
            ["A-i-1 все -25", "A-i-2 Главный 30", "A-i-2 Дальний 0", "A-i-3 Главный 40", "A-i-4 все 50"],
            hub.List("SELECT i.Article || ' ' || COALESCE(w.Name, 'все') || ' ' || (s.Quantity / 10000000) FROM Stock s JOIN Variant v ON v.Id = s.OwnerId JOIN Item i ON i.Id = v.ItemId LEFT JOIN Warehouse w ON w.Id = s.WarehouseId ORDER BY 1"));
    }

    [Fact]
    public async Task A_fast_delta_finds_its_offers_by_item_and_characteristic_and_makes_none_of_a_barcode_alone()
    {
        const string Head = "<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен>";
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(1)));
        hub.Write("2.xml", Written.Offers("<Предложение><Ид>i-1#red</Ид><Наименование>Красный</Наименование><Количество>1</Количество></Предложение>", head: Head));
        await hub.RunAsync();
        hub.Write("3.xml", Written.Exchange(
            "<ИзмененияПакетаПредложений><Ид>cat#</Ид><ИдКаталога>cat</ИдКаталога><Предложения>"
            + "<Предложение><Ид>i-1</Ид><ИдХарактеристики>red</ИдХарактеристики><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>15</ЦенаЗаЕдиницу></Цена></Цены><Количество>8</Количество></Предложение>"
            + "<Предложение><Штрихкод>4600000000024</Штрихкод><Количество>3</Количество></Предложение>"
            + "</Предложения></ИзмененияПакетаПредложений>", "2026-03-01T11:00:00"));

        await hub.RunAsync();

        Assert.Equal(
            ["A-i-1 Красный 8 15"],
            hub.List("SELECT i.Article || ' ' || v.Name || ' ' || (s.Quantity / 100000000) || ' ' || (p.Value / 100000000) FROM Variant v JOIN Item i ON i.Id = v.ItemId JOIN Stock s ON s.OwnerId = v.Id JOIN Price p ON p.OwnerId = v.Id"));
        Assert.Equal(["Variant barcode:4600000000024 Parked Item -"], hub.Held());
    }
}
