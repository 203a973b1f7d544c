using System.Globalization;
using Crm.Core.Entities;

namespace Crm.Hub.Proving;

/// <summary>Makers of values, the plainest first; a rule takes the first whose values it lets through.</summary>
internal static class PlayValues
{
    public static IReadOnlyList<Func<int, object>> For(EntityField field) => field.Type switch
    {
        FieldType.Text => [Word, Inn, Kpp, Phone, Email, Account],
        FieldType.Money => [number => number + 0.25m],
        FieldType.Number => [number => (decimal)number],
        FieldType.Date => [number => new DateOnly(2020, 1, 1).AddDays(number)],
        FieldType.Boolean or FieldType.Choice or FieldType.Link or FieldType.Rows => [],
        _ => throw new InvalidOperationException($"no values for {field.Type}"),
    };

    private static string Word(int number) => string.Create(CultureInfo.InvariantCulture, $"Слово {number}");

    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+7495{number % 10_000_000:D7}");

    private static string Email(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}@firm.example");

    private static string Kpp(int number) => string.Create(CultureInfo.InvariantCulture, $"7701{1 + (number / 1000 % 90):D2}{number % 1000:D3}");

    private static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"407028{number % 100_000_000:D14}");

    // Of a legal entity: nine digits and one that checks them.
    private static string Inn(int number)
    {
        int[] weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
        var digits = string.Create(CultureInfo.InvariantCulture, $"77{number % 10_000_000:D7}");
        var sum = digits.Select((digit, at) => (digit - '0') * weights[at]).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"{digits}{sum % 11 % 10}");
    }
}
