namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The business operations a document may be of, and what kind it becomes by them.</summary>
internal static class Operations
{
    public const string Other = "Прочие";

    private static readonly string[] Words =
    [
        "Заказ товара", "Счет на оплату", "Отпуск товара", "Счет-фактура", "Возврат товара", "Передача товара на комиссию",
        "Возврат комиссионного товара", "Отчет о продажах комиссионного товара", "Отчет о списании комиссионного товара",
        "Выплата наличных денег", "Возврат наличных денег", "Выплата безналичных денег", "Возврат безналичных денег",
        "Переоценка товаров", "Передача прав", Other, "Эквайринговая операция",
    ];

    private static readonly Dictionary<string, string> ByWord = Words.ToDictionary(Folded, InOneWord);

    // Nearly every document writes it as the standard does.
    private static readonly Dictionary<string, string> ByExactWord = Words.ToDictionary(word => word, InOneWord);

    private static readonly Dictionary<string, string> KindOf = Words.Select(InOneWord).ToDictionary(operation => operation, operation => $"Документ.{operation}");

    /// <summary>Every kind of document, as Документ.ЗаказТовара.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Words.Select(word => Kind(InOneWord(word)))];

    /// <summary>The operation in one word; what is not known is <see cref="Other"/>.</summary>
    public static string Of(string? word) =>
        word is null ? Other
        : ByExactWord.TryGetValue(word, out var known) ? known : ByWord.GetValueOrDefault(Folded(word), Other);

    /// <summary>The words for a kind of document that may be sent; null for the others.</summary>
    public static string? WordToSend(string kind) => kind switch
    {
        "Документ.ЗаказТовара" => "Заказ товара",
        "Документ.СчетНаОплату" => "Счет на оплату",
        _ => null,
    };

    public static string Kind(string operation) => KindOf[operation];

    public static bool IsMoney(string operation) =>
        operation is "ВыплатаНаличныхДенег" or "ВозвратНаличныхДенег" or "ВыплатаБезналичныхДенег" or "ВозвратБезналичныхДенег" or "ЭквайринговаяОперация";

    /// <summary>What others are made on the ground of: orders and invoices for payment.</summary>
    public static bool IsGround(string operation) => operation is "ЗаказТовара" or "СчетНаОплату";

    public static bool IsRefund(string operation) => operation is "ВозвратНаличныхДенег" or "ВозвратБезналичныхДенег";

    private static string Folded(string word) =>
        string.Concat(word.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant().Replace('Ё', 'Е');

    private static string InOneWord(string words) =>
        string.Concat(words.Split(' ', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
