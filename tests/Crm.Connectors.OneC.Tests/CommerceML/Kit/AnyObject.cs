using Crm.Connect;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML.Kit;

/// <summary>Objects made at random: those that any form can say, and those of a hostile CRM.</summary>
internal static class AnyObject
{
    private static readonly Gen<string> Crumb = Gen.OneOf("Болт", "a", "<b>", "&amp;", "]]>", "\"'", "\r\n", "\r", "\n", "\t", " ", "№ 5", "Ё", "ქ", "😀", "\u0001", "\u00A0", "\uFFFE", "\uD800", "\uFFFD", "€", "<!--", "&#1;", "ß");

    private static readonly Gen<string> Text = Crumb.Array[0, 5].Select(string.Concat);

    private static readonly Gen<string> Name = Gen.Select(Gen.OneOf("Ромашка", "Болт М6", "x"), Text, string.Concat);

    private static readonly Gen<string> Sum = Gen.Select(Gen.Int[-99_999_999, 99_999_999], Gen.Int[0, 2], (number, scale) => new decimal(Math.Abs(number), 0, 0, number < 0, (byte)scale).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<string> Quantity = Gen.Select(Gen.Int[0, 99_999_999], Gen.Int[0, 6], (number, scale) => new decimal(number, 0, 0, false, (byte)scale).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<string> Day = Gen.Date.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<string> Flag = Gen.OneOf("true", "false");

    private static readonly Gen<string> Guid = Gen.Guid.Select(id => id.ToString());

    private static readonly Gen<Fields> Address = Object(("Юридический", Name), ("Фактический", Name));

    private static readonly Gen<Fields> Contact = Gen.Select(
        Gen.OneOf("ТелефонРабочий", "ТелефонМобильный", "Почта", "ВебСайт", "КоординатыНаКарте", "Прочее"), Name, Object(("Комментарий", Text)),
        (type, value, rest) => Fields.Of(("Тип", type), ("Значение", value)).With(rest));

    private static readonly Gen<Fields> Account = Gen.Int[1, 999].Select(number => Fields.Of(
        ("НомерСчета", $"40702810900000000{number:D3}"), ("БИК", "044525225"), ("Банк", "Банк"), ("КоррСчет", "30101810400000000225")));

    private static readonly Gen<Fields> FirmOnly = Object(("ОКПО", Name), ("ОКВЭД", Name), ("ДатаРегистрации", Day), ("РасчетныеСчета", Rows(Account, 1)));

    private static readonly Gen<Fields> PersonOnly = Object(("Обращение", Name), ("Фамилия", Name), ("Имя", Name), ("ДатаРождения", Day), ("Пол", Gen.OneOf("М", "Ж")));

    private static readonly Gen<Fields> Anyone = Object(("Комментарий", Text), ("Контакты", Rows(Contact, 1)), ("Адреса", Address.Where(address => address.Count > 0)));

    /// <summary>A counterparty that every form says whole.</summary>
    public static readonly Gen<Fields> Party = Gen.Select(Name, Gen.Bool, FirmOnly, PersonOnly, Anyone, (name, isFirm, firm, person, anyone) =>
        (isFirm
            ? Fields.Of(("Наименование", name), ("ОфициальноеНаименование", $"ООО {name}"), ("ИНН", "7707083893"), ("КПП", "770701001")).With(firm)
            : Fields.Of(("Наименование", name), ("ПолноеНаименование", $"Петров {name}"), ("ИНН", "500100732259")).With(person)).With(anyone));

    private static readonly Gen<Fields> Line = Gen.Select(
        Guid,
        Object(("Артикул", Name), ("Наименование", Name), ("Единица", Gen.OneOf("шт", "кг", "Упак.", "ведро")), ("Количество", Quantity), ("Цена", Sum), ("Сумма", Sum), ("СтавкаНДС", Gen.OneOf("20", "Без НДС")), ("Скидка", Sum)),
        Tax,
        (id, rest, tax) => Fields.Of(("Товар", id), ("Предложение", $"{id}#c")).With(rest).With(tax));

    /// <summary>A document that every form says whole, with its client by that id.</summary>
    public static readonly Gen<Fields> Document = Gen.Select(
        Gen.Select(Name, Day, Sum),
        Object(("Время", Gen.OneOf("00:00:00", "23:59:59")), ("Курс", Gen.OneOf("1", "92.3301")), ("СрокПлатежа", Day), ("Комментарий", Text), ("Скидка", Sum), ("Роль", Gen.OneOf("Продавец", "Покупатель"))),
        Tax,
        Rows(Line, 1),
        (head, rest, tax, lines) => Fields.Of(("Номер", head.Item1), ("Дата", head.Item2), ("Валюта", "RUB"), ("Сумма", head.Item3), ("Контрагент", Sent.ClientId), ("Строки", lines)).With(rest).With(tax));

    private static readonly Gen<object?> Anything = Gen.OneOf(
        Text.Select(text => (object?)text), Sum.Select(text => (object?)text), Gen.Decimal.Select(number => (object?)number), Gen.Const((object?)null), Day.Select(text => (object?)text), Gen.Bool.Select(flag => (object?)flag),
        Gen.Int[38, 3100].Select(length => (object?)new string('я', length)), Text.Array[0, 3].Select(texts => (object?)new Many(texts)), Text.Select(text => (object?)Fields.Of(("x", text), ("Наименование", text), ("Ид", text))));

    /// <summary>Some fields of an object replaced by anything at all, inside of its tables too.</summary>
    public static Gen<Fields> Spoilt(Gen<Fields> objects) => Gen.Select(objects, Gen.Select(Gen.Int[0, 60], Anything).Array[0, 3], Gen.Select(Gen.Int[0, 60], Anything).Array[0, 3], (one, changes, inner) =>
        Changed(one, changes).Select((_, value) => value is Many { Count: > 0 } rows ? rows.Select((row, _) => row is Fields fields ? Changed(fields, inner) : row) : value));

    private static Gen<Fields> Tax => Gen.Select(Gen.Bool, Sum, Flag, (isSaid, sum, included) => isSaid ? Fields.Of(("НДС", sum), ("НДСВСумме", included)) : Fields.Empty);

    private static Fields Changed(Fields one, (int At, object? Value)[] changes)
    {
        var names = one.Select(field => field.Key).ToList();
        return changes.Where(change => change.At < names.Count).Aggregate(one, (fields, change) => fields.With(names[change.At], change.Value));
    }

    private static Gen<object?> Rows(Gen<Fields> row, int least) => row.Array[least, 3].Select(rows => (object?)new Many(rows));

    private static Gen<Fields> Object(params (string Name, object Gen)[] fields) => fields.Aggregate(
        Gen.Const(Fields.Empty),
        (all, field) => Gen.Select(all, Gen.Bool, Value(field.Gen), (before, isSaid, value) => isSaid ? before.With(field.Name, value) : before));

    private static Gen<object?> Value(object gen) => gen switch
    {
        Gen<string> text => text.Select(one => (object?)one),
        Gen<Fields> one => one.Select(fields => (object?)fields),
        _ => (Gen<object?>)gen,
    };
}
