using Crm.Core.Entities;

namespace Crm.Core.Storage;

/// <summary>The currencies a firm here meets. Mappings translate into these letters; more may be added as rows.</summary>
internal static class Currencies
{
    private static readonly (string Code, string Numeric, string Name)[] Known =
    [
        ("RUB", "643", "Российский рубль"), ("USD", "840", "Доллар США"), ("EUR", "978", "Евро"),
        ("CNY", "156", "Юань"), ("BYN", "933", "Белорусский рубль"), ("KZT", "398", "Тенге"),
        ("UAH", "980", "Гривна"), ("UZS", "860", "Узбекский сум"), ("KGS", "417", "Сом"),
        ("AMD", "051", "Армянский драм"), ("AZN", "944", "Азербайджанский манат"), ("GEL", "981", "Лари"),
        ("TJS", "972", "Сомони"), ("TMT", "934", "Новый туркменский манат"), ("MDL", "498", "Молдавский лей"),
        ("TRY", "949", "Турецкая лира"), ("AED", "784", "Дирхам ОАЭ"), ("INR", "356", "Индийская рупия"),
        ("GBP", "826", "Фунт стерлингов"), ("CHF", "756", "Швейцарский франк"), ("JPY", "392", "Иена"),
    ];

    public static void Seed(DbSession db)
    {
        var (rows, table) = (new RowStore(db), KindTable.Of(nameof(Currency)));
        foreach (var ((code, numeric, name), place) in Known.Zip(Enumerable.Range(0, Known.Length)))
        {
            var row = new StoredRow(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(place)), new object?[table.Columns.Count]);
            row.Values[table.Ordinal(nameof(Currency.Code))] = code;
            row.Values[table.Ordinal(nameof(Currency.NumericCode))] = numeric;
            row.Values[table.Ordinal(nameof(Currency.Name))] = name;
            rows.Insert(table, row);
        }
    }
}
