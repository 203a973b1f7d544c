using Crm.Core.Duplicates.Finding;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Printing;

/// <summary>The words of choices and of yes and no, as people say them in Russian.</summary>
internal static class ChoiceWords
{
    private static readonly Dictionary<string, string> Russian = new(StringComparer.Ordinal)
    {
        [nameof(CounterpartyKind.LegalEntity)] = "юрлицо",
        [nameof(CounterpartyKind.Entrepreneur)] = "ИП",
        [nameof(CounterpartyKind.Person)] = "физлицо",
        [nameof(ItemKind.Goods)] = "товар",
        [nameof(ItemKind.Service)] = "услуга",
        [nameof(InvoiceKind.Order)] = "заказ",
        [nameof(InvoiceKind.Invoice)] = "счёт",
        [nameof(InvoiceStatus.Unpaid)] = "не оплачен",
        [nameof(InvoiceStatus.PartlyPaid)] = "оплачен частично",
        [nameof(InvoiceStatus.Paid)] = "оплачен",
        [nameof(InvoiceStatus.Overpaid)] = "переплата",
        [nameof(InvoiceStatus.Cancelled)] = "отменён",
        [nameof(ShipmentStatus.NotShipped)] = "не отгружен",
        [nameof(ShipmentStatus.Shipped)] = "отгружен",
        [nameof(ShipmentKind.Sale)] = "продажа",
        [nameof(ShipmentKind.Return)] = "возврат",
        [nameof(ShipmentKind.Consignment)] = "на комиссию",
        [nameof(ShipmentKind.ConsignmentReturn)] = "возврат с комиссии",
        [nameof(ShipmentKind.RightsTransfer)] = "передача прав",
        [nameof(PaymentMethod.BankTransfer)] = "безналично",
        [nameof(PaymentMethod.Cash)] = "наличные",
        [nameof(PaymentMethod.Card)] = "карта",
        [nameof(PaymentDirection.In)] = "поступление",
        [nameof(PaymentDirection.Out)] = "списание",
        [nameof(HeldState.Rejected)] = "отвергнуто",
        [nameof(HeldState.Parked)] = "ждёт",
        [nameof(HeldState.Asked)] = "вопрос",
        [nameof(HeldState.FieldLeftOut)] = "без поля",
        [nameof(HeldState.Skipped)] = "пропущено",
        [nameof(QuestionKind.Missing)] = "ждёт объект",
        [nameof(QuestionKind.Refused)] = "база не взяла",
        [nameof(QuestionKind.Ambiguous)] = "неоднозначность",
        [nameof(QuestionKind.Clash)] = "расхождение",
        [nameof(QuestionKind.Brake)] = "тормоз",
        [nameof(Grade.Certain)] = "почти наверняка",
        [nameof(Grade.Likely)] = "вероятно",
        [nameof(Grade.Possible)] = "возможно",
        [nameof(Grade.Branch)] = "филиал",
    };

    public static string Of(Screen screen, string choice) =>
        Russian.TryGetValue(choice, out var ru) ? screen.In(ru, choice) : choice;

    public static string Of(Screen screen, bool truth) => truth ? screen.In("да", "yes") : screen.In("нет", "no");

    /// <summary>The choice that a person named, in either language.</summary>
    public static string? Find(IReadOnlyList<string> choices, string said) => choices.FirstOrDefault(choice =>
        Same(choice, said) || (Russian.TryGetValue(choice, out var ru) && Same(ru, said)));

    /// <summary>Yes, no, or neither.</summary>
    public static bool? Truth(string said) => said.ToUpperInvariant() switch
    {
        "ДА" or "YES" or "TRUE" or "1" => true,
        "НЕТ" or "NO" or "FALSE" or "0" => false,
        _ => null,
    };

    private static bool Same(string one, string other) => KeyText.Normalise(one) == KeyText.Normalise(other);
}
