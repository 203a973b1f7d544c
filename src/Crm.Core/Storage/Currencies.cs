using Crm.Core.Entities;
using Microsoft.EntityFrameworkCore;

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

    public static async Task SeedAsync(HubDbContext context, CancellationToken ct)
    {
        var present = await context.Set<Currency>().Select(currency => currency.Code).ToListAsync(ct);

        foreach (var (code, numeric, name) in Known.Where(known => !present.Contains(known.Code)))
        {
            var row = new Currency { Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Code = code, NumericCode = numeric, Name = name };
            context.Entry(row).Property("CodeKey").CurrentValue = code;
            context.Add(row);
        }

        await context.SaveChangesAsync(ct);
    }
}
