using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>All converters of the grammar, by name.</summary>
internal static class ConverterKinds
{
    public static IReadOnlyList<ConverterKind> All { get; } =
    [
        Simple("trim", "убрать пробелы по краям", "trim white space", TextConverters.Trim),
        Simple("collapse", "сжать пробелы и переводы строк до одного пробела", "make runs of white space one blank", TextConverters.Collapse),
        Simple("upper", "прописные буквы", "upper case", TextConverters.Upper),
        Simple("lower", "строчные буквы", "lower case", TextConverters.Lower),
        Simple("digits", "оставить только цифры", "keep digits only", TextConverters.Digits),
        Simple("strip-html", "убрать теги HTML и раскрыть сущности", "drop HTML tags, unescape entities", HtmlConverter.Strip) with { Back = null },
        new("split", FieldType.Text, "разрезать по разделителю и взять часть (с нуля; отрицательные с конца)", "cut at a separator and take one part (from 0; negative from the end)",
            [new("by", ArgumentType.Text, true), new("take", ArgumentType.Whole, true)],
            args => TextConverters.Split(args.Text("by"), args.Whole("take")), null),
        new("replace", FieldType.Text, "заменить текст текстом", "replace one text by another",
            [new("what", ArgumentType.Text, true), new("with", ArgumentType.Text, true)],
            args => TextConverters.Replace(args.Text("what"), args.Text("with")), null),
        new("prefix", FieldType.Text, "поставить текст впереди", "put a text in front",
            [new("with", ArgumentType.Text, true)],
            args => TextConverters.Prefix(args.Text("with")), args => TextConverters.WithoutPrefix(args.Text("with"))),
        new("lookup", FieldType.Text, "заменить по таблице соответствий", "replace by a look-up table",
            [new("table", ArgumentType.Table, true)],
            args => args.Table("table").Convert, args => args.Table("table").ConvertBack),
        Simple("inn", "ИНН: 10 или 12 цифр с верными контрольными", "INN: 10 or 12 digits, check digits right", RussianCodes.Inn),
        Simple("kpp", "КПП: 9 знаков", "KPP: 9 characters", RussianCodes.Kpp),
        Simple("ogrn", "ОГРН или ОГРНИП с верной контрольной цифрой", "OGRN or OGRNIP, check digit right", RussianCodes.Ogrn),
        Simple("bic", "БИК: 9 цифр", "BIC: 9 digits", BankCodes.Bic),
        new("account", FieldType.Text, "счёт: 20 знаков; с БИК проверяется и контрольная цифра", "account: 20 characters; with a BIC its check digit too",
            [new("bic", ArgumentType.Path, false)],
            args => BankCodes.Account(args.Path("bic")), _ => Same),
        Simple("phone", "телефон в виде +74951234567 доб. 12", "telephone as +74951234567 доб. 12", PhoneConverter.Phone),
        Simple("email", "адрес электронной почты", "e-mail address", EmailConverter.Email),
        Simple("date", "дата; пустые даты 1С (T, 0001-01-01) пусты", "date; 1C's empty dates (T, 0001-01-01) are empty", DateConverter.Date, FieldType.Date),
        Simple("time", "время ЧЧ:ММ:СС", "time HH:mm:ss", DateConverter.Time),
        Simple("decimal", "число", "number", NumberConverter.Decimal, FieldType.Number),
        Simple("money", "сумма, не больше четырёх знаков после запятой", "sum of money, four decimals at most", NumberConverter.Money, FieldType.Money),
        Simple("boolean", "да или нет", "true or false", BooleanConverter.Boolean, FieldType.Boolean),
    ];

    private static readonly Dictionary<string, ConverterKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static ConverterKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static ConverterKind Simple(string name, string ru, string en, Conversion convert, FieldType yields = FieldType.Text) =>
        new(name, yields, ru, en, [], _ => convert, _ => Same);

    // What only brings a text into its form is given it in that form.
    private static Outcome Same(string text) => Outcome.Of(text);
}
