using Crm.Core.Storage;

namespace Crm.Hub.Printing;

/// <summary>Fields as people call them in Russian. Both names are understood on the command line.</summary>
internal static class FieldWords
{
    private static readonly (string Field, string Ru)[] Known =
    [
        ("Accounts", "Счета"), ("ActualAddress", "Фактический адрес"), ("Address", "Адрес"), ("Allocations", "Разнесение"),
        ("Article", "Артикул"), ("Barcode", "Штрихкод"), ("Brand", "Марка"), ("CancelledThere", "Отменён в 1С"),
        ("Characteristic", "Характеристика"), ("Characteristics", "Характеристики"), ("Code", "Код"), ("Comment", "Комментарий"),
        ("Connection", "Соединение"), ("Contacts", "Контакты"), ("Contract", "Договор"), ("Counterparty", "Контрагент"),
        ("Country", "Страна"), ("Currency", "Валюта"), ("Date", "Дата"), ("Delivery", "Файл"), ("Description", "Описание"),
        ("Direction", "Направление"), ("Discount", "Скидка"), ("DueDate", "Срок оплаты"), ("Email", "Почта"), ("ExternalId", "Ид там"),
        ("ExternalKind", "Вид там"), ("Field", "Поле"), ("FirstRun", "Первый запуск"), ("FullName", "Полное имя"), ("Group", "Группа"),
        ("Images", "Картинки"), ("Inn", "ИНН"), ("InternationalCode", "Межд. код"), ("Invoice", "Счёт"), ("Item", "Товар"), ("Kind", "Вид"),
        ("Kpp", "КПП"), ("LastRun", "Последний запуск"), ("LegalAddress", "Юридический адрес"), ("Lines", "Строки"), ("Method", "Способ"),
        ("MinQuantity", "От количества"), ("MoreGroups", "Ещё группы"), ("Name", "Имя"), ("Number", "Номер"),
        ("NumericCode", "Цифровой код"), ("Ogrn", "ОГРН"), ("Okpo", "ОКПО"), ("Options", "Варианты"), ("Organization", "Организация"),
        ("Paid", "Оплачено"), ("PaidThere", "Оплачен в 1С"), ("Parent", "Родитель"), ("Partner", "Партнёр"),
        ("PaymentDateThere", "Дата оплаты в 1С"), ("PaymentNumberThere", "Номер оплаты в 1С"), ("Phone", "Телефон"), ("Place", "Место"),
        ("Position", "Должность"), ("Posted", "Проведён"), ("PriceType", "Вид цены"), ("Prices", "Цены"), ("Properties", "Свойства"),
        ("Purpose", "Назначение"), ("Quantity", "Количество"), ("Rate", "Курс"), ("Reason", "Причина"), ("Row", "Строка CRM"),
        ("ShipmentDateThere", "Дата отгрузки в 1С"), ("ShipmentNumberThere", "Номер отгрузки в 1С"), ("Shipped", "Отгрузка"),
        ("ShippedThere", "Отгружен в 1С"), ("State", "Состояние"), ("Status", "Статус"), ("StatusReason", "Причина статуса"),
        ("Stocks", "Остатки"), ("TheirDate", "Дата у них"), ("TheirNumber", "Номер у них"), ("TheirStatus", "Статус у них"),
        ("Time", "Время"), ("Total", "Сумма"), ("Unit", "Единица"), ("Value", "Значение"), ("ValueType", "Тип значений"),
        ("Variant", "Предложение"), ("Vat", "НДС"), ("VatIncluded", "НДС в сумме"), ("VatRate", "Ставка НДС"), ("Warehouse", "Склад"),
        ("Weight", "Вес"),
    ];

    private static readonly Dictionary<string, string> Russian = Known.ToDictionary(pair => pair.Field, pair => pair.Ru, StringComparer.Ordinal);

    public static string Of(Screen screen, string field) => Russian.TryGetValue(field, out var ru) ? screen.In(ru, field) : field;

    /// <summary>The field in the language named "ru" or "en".</summary>
    public static string In(string language, string field) => language == "ru" ? Russian.GetValueOrDefault(field, field) : field;

    /// <summary>The field that a person named, in either language; null when none of these.</summary>
    public static string? Find(IEnumerable<string> fields, string said) => fields.FirstOrDefault(field =>
        Same(field, said) || (Russian.TryGetValue(field, out var ru) && Same(ru, said)));

    private static bool Same(string one, string other) => KeyText.Normalise(one) == KeyText.Normalise(other);
}
