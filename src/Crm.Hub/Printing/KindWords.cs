using Crm.Core.Entities;

namespace Crm.Hub.Printing;

/// <summary>CRM kinds as people call them.</summary>
internal static class KindWords
{
    private static readonly Dictionary<string, (string Word, string Ru, string En)> Words = new(StringComparer.Ordinal)
    {
        [nameof(Currency)] = ("currencies", "валюты", "currencies"),
        [nameof(Unit)] = ("units", "единицы измерения", "units of measure"),
        [nameof(PriceType)] = ("pricetypes", "виды цен", "price types"),
        [nameof(Warehouse)] = ("warehouses", "склады", "warehouses"),
        [nameof(ItemProperty)] = ("properties", "свойства товаров", "item properties"),
        [nameof(Partner)] = ("partners", "партнёры", "partners"),
        [nameof(Organization)] = ("organizations", "наши организации", "our organizations"),
        [nameof(Counterparty)] = ("counterparties", "контрагенты", "counterparties"),
        [nameof(ContactPerson)] = ("contacts", "контактные лица", "contact persons"),
        [nameof(Contract)] = ("contracts", "договоры", "contracts"),
        [nameof(ItemGroup)] = ("groups", "группы товаров", "item groups"),
        [nameof(Item)] = ("items", "товары", "items"),
        [nameof(Variant)] = ("variants", "предложения", "variants"),
        [nameof(Invoice)] = ("invoices", "заказы и счета", "orders and invoices"),
        [nameof(Shipment)] = ("shipments", "отгрузки", "shipments"),
        [nameof(Payment)] = ("payments", "платежи", "payments"),
    };

    /// <summary>The word for it on the command line, such as counterparties.</summary>
    public static string CommandWord(string kind) =>
        Words.TryGetValue(kind, out var known) ? known.Word : kind.ToLowerInvariant();

    /// <summary>The name of a kind for a person, in the plural.</summary>
    public static string Of(Screen screen, string kind) =>
        Words.TryGetValue(kind, out var known) ? screen.In(known.Ru, known.En) : kind;
}
