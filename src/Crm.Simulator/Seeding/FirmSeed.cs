using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Seeding;

/// <summary>Our own firm and what every document refers to. What the configuration has not is null.</summary>
internal sealed record FirmSet(
    Link? Organization, Link? Currency, Link? Account, Link? Unit, Link? Rate, Link? Warehouse, Link? PriceType, Link? Bank, Link? Group, Link? Goods);

/// <summary>Writes our own firm: organization, bank and account, currency, unit, rate of VAT, warehouse, type of prices, a node of exchange.</summary>
/// <param name="goods">The account on which it keeps what it sells.</param>
internal sealed class FirmSeed(Author author, Dice dice, Link? goods)
{
    public const string Bic = "044525999";
    private const string Plan = "ExchangePlan_СинхронизацияДанныхЧерезУниверсальныйФормат";

    public FirmSet Write()
    {
        var currency = Put("Catalog_Валюты", ("Code", "643"), ("Description", "руб."), ("НаименованиеПолное", "Российский рубль"));
        var organization = Put("Catalog_Организации", ("Description", "Торговый дом «Пример» ООО"), ("НаименованиеПолное", "ООО «Торговый дом \"Пример\"»"),
            ("НаименованиеСокращенное", "ООО «ТД Пример»"), ("ИНН", CheckDigits.OfFirm("770899001")), ("КПП", "770801001"), ("Префикс", "ТД"),
            ("ЮридическоеФизическоеЛицо", "ЮридическоеЛицо"), ("ЮрФизЛицо", "ЮрЛицо"));
        var bank = Bank("Catalog_Банки") ?? Bank("Catalog_КлассификаторБанков");
        WriteNodes();
        return new FirmSet(organization, currency, Account(organization, currency, bank), Unit(), Rate(), Warehouse(), PriceType(currency), bank,
            Put("Catalog_НоменклатурныеГруппы", ("Description", "Основная номенклатурная группа")), goods);
    }

    private Link? Bank(string set) => Put(
        set, ("Code", Bic), ("Description", "Пример Банк АО"), ("КоррСчет", CheckDigits.Account("0" + Bic[4..6], "30101", 999)), ("Город", "Москва"));

    private Link? Account(Link? owner, Link? currency, Link? bank)
    {
        var set = author.Has("Catalog_БанковскиеСчетаОрганизаций") ? "Catalog_БанковскиеСчетаОрганизаций" : "Catalog_БанковскиеСчета";
        return Put(
            set, ("Owner", owner), ("НомерСчета", CheckDigits.Account(Bic, "40702", 1)), ("Description", "Основной счёт"),
            ("Банк", bank), ("БИКБанка", Bic), ("ВалютаДенежныхСредств", currency), ("ВидСчета", "Расчетный"));
    }

    private Link? Unit() =>
        Put("Catalog_КлассификаторЕдиницИзмерения", ("Code", "796"), ("Description", "шт"), ("НаименованиеПолное", "Штука"))
        ?? Put("Catalog_УпаковкиЕдиницыИзмерения", ("Code", "796"), ("Description", "шт"), ("НаименованиеПолное", "Штука"));

    private Link? Warehouse() => Put("Catalog_Склады", ("Description", "Основной склад"))
        ?? Put("Catalog_СтруктурныеЕдиницы", ("Description", "Основной склад"), ("ТипСтруктурнойЕдиницы", "Склад"));

    private Link? PriceType(Link? currency) => Put("Catalog_ТипыЦенНоменклатуры", ("Description", "Розничная"), ("ВалютаЦены", currency))
        ?? Put("Catalog_ВидыЦен", ("Description", "Розничная"), ("ВалютаЦены", currency), ("ТипВидаЦен", "Статический"));

    private Link? Rate() => Put("Catalog_СтавкиНДС", ("Description", "20%"), ("Ставка", 20m), ("ПеречислениеСтавкаНДС", "НДС20"), ("ВидСтавкиНДС", "Общая"));

    private void WriteNodes()
    {
        Put(Plan, ("Code", "ЦБ"), ("Description", "Эта база"), ("ThisNode", true));
        Put(Plan, ("Code", "CRM"), ("Description", "Хаб CRM"));
    }

    private Link? Put(string set, params IReadOnlyList<(string Name, object? Value)> fields) =>
        author.Has(set) ? author.Put(set, [("Ref_Key", dice.Key()), .. fields]).Link : null;
}
