namespace Crm.Hub.Tests.Whole;

/// <summary>Small exchange files as 1C writes them. Firms and people are invented, check digits are right.</summary>
internal static class Written
{
    public const string Formed = "2026-03-01T10:00:00";

    public const string Buyer =
        "<Контрагенты><Контрагент><Ид>c-1</Ид><Наименование>ООО Ладья</Наименование><ОфициальноеНаименование>ООО \"Ладья\"</ОфициальноеНаименование>"
        + "<ИНН>7701000019</ИНН><КПП>770101001</КПП><Роль>Покупатель</Роль></Контрагент></Контрагенты>";

    /// <summary>A whole file around these blocks.</summary>
    public static string Exchange(string blocks, string formed = Formed, string version = "2.08") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <КоммерческаяИнформация ВерсияСхемы="{version}" ДатаФормирования="{formed}">
        {blocks}
        </КоммерческаяИнформация>
        """;

    public static string Catalogue(string goods, string formed = Formed) => Exchange(
        $"<Каталог СодержитТолькоИзменения=\"false\"><Ид>cat</Ид><Наименование>Каталог</Наименование><Товары>\n{goods}\n</Товары></Каталог>", formed);

    public static string Offers(string offers, string formed = Formed, string head = "") => Exchange(
        $"<ПакетПредложений><Ид>cat#</Ид><ИдКаталога>cat</ИдКаталога>{head}<Предложения>\n{offers}\n</Предложения></ПакетПредложений>", formed);

    public static string Item(string id, string name, string more = "", string attributes = "") =>
        $"<Товар{attributes}><Ид>{id}</Ид><Артикул>A-{id}</Артикул><Наименование>{name}</Наименование>{more}</Товар>";

    /// <summary>Many items, one a line.</summary>
    public static string Items(int count, string more = "") =>
        string.Join('\n', Enumerable.Range(1, count).Select(no => Item($"i-{no}", $"Товар {no}", more)));

    public static string Party(string id, string name, string more = "") =>
        $"<Контрагент><Ид>{id}</Ид><Наименование>{name}</Наименование>{more}</Контрагент>";

    public static string Parties(string parties, string formed = Formed) => Exchange($"<Контрагенты>{parties}</Контрагенты>", formed, "3.1");

    /// <summary>A document of a shop's own, to or from ООО Ладья.</summary>
    public static string Document(string operation, string id, string total, string more = "", string currency = "RUB") =>
        $"<Документ><Ид>{id}</Ид><Номер>{id}</Номер><Дата>2026-02-27</Дата><ХозОперация>{operation}</ХозОперация><Роль>Продавец</Роль>"
        + $"<Валюта>{currency}</Валюта><Курс>1</Курс><Сумма>{total}</Сумма>{Buyer}{more}</Документ>";

    public static string Order(string id, string total, string more = "", string currency = "RUB") =>
        Document("Заказ товара", id, total, more, currency);

    public static string Requisites(params (string Name, string Value)[] requisites) =>
        $"<ЗначенияРеквизитов>{string.Concat(requisites.Select(one => $"<ЗначениеРеквизита><Наименование>{one.Name}</Наименование><Значение>{one.Value}</Значение></ЗначениеРеквизита>"))}</ЗначенияРеквизитов>";
}
