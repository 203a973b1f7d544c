using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Testing;

namespace Crm.Core.Tests.Sync.Disasters;

/// <summary>What the firm's base speaks of, and the mappings that its hub works by.</summary>
internal static class FirmBook
{
    private static readonly ExternalKind[] Kinds =
    [
        new("Организация", ["Наименование", "ИНН"], []),
        new("Контрагент", ["Наименование", "ИНН", "КПП", "Телефон", "Адрес"], []),
        new("ТипЦены", ["Наименование"], []),
        new("Группа", ["Наименование"], []),
        new("Товар", ["Наименование", "Артикул", "Штрихкод", "Группа"], []),
        new("Предложение", ["Товар", "Цены", "Цены/Тип", "Цены/Цена", "Цены/Валюта", "Остатки", "Остатки/Склад", "Остатки/Количество"], []),
        new("Счет", ["Номер", "Дата", "Контрагент", "Организация", "Валюта", "Сумма", "НДС", "Проведен", "Оплачен", "Отгружен", "Статус", "Строки", "Строки/Товар", "Строки/Количество", "Строки/Сумма"], []),
        new("Платеж", ["Номер", "Дата", "Контрагент", "Организация", "Валюта", "Сумма", "Счет"], []),
    ];

    public static MappingBook Of(TestHub hub) => hub.Book(Kinds, [.. Texts.Select((text, no) => ($"{no}.yaml", text))]);

    private static readonly string[] Texts =
    [
        """
        mapping: organizations
        from: Организация
        to: Organization
        fields:
          Name: { from: Наименование, required: true }
          Inn: { from: ИНН, convert: [inn] }
        """,
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match: [[Inn, Kpp]]
        fields:
          Name: { from: Наименование, required: true }
          Inn: { from: ИНН, convert: [inn], if-invalid: skip-field }
          Kpp: { from: КПП, convert: [kpp], if-invalid: skip-field }
          Phone: Телефон
          LegalAddress: Адрес
        """,
        """
        mapping: price-types
        from: ТипЦены
        to: PriceType
        fields:
          Name: { from: Наименование, required: true }
        """,
        """
        mapping: groups
        from: Группа
        to: ItemGroup
        fields:
          Name: { from: Наименование, required: true }
        """,
        """
        mapping: items
        from: Товар
        to: Item
        match: [{ key: [Article], taken: new }]
        fields:
          Name: { from: Наименование, required: true }
          Article: Артикул
          Barcode: Штрихкод
          Group: { from: Группа, link: ItemGroup, missing: wait }
        """,
        """
        mapping: variants
        from: Предложение
        to: Variant
        fields:
          Item: { from: Товар, link: Item, missing: park }
          Prices: { from: Цены, each: { PriceType: { from: Тип, link: PriceType, missing: wait }, Value: Цена, Currency: Валюта } }
          Stocks: { from: Остатки, each: { Quantity: Количество } }
        """,
        """
        mapping: invoices
        from: Счет
        to: Invoice
        match: [{ key: [Number, Date], taken: new }]
        on-conflict: they-win
        fields:
          Number: Номер
          Date: Дата
          Counterparty: { from: Контрагент, link: Counterparty, missing: park }
          Organization: { from: Организация, link: Organization, missing: wait }
          Currency: Валюта
          Total: Сумма
          Vat: НДС
          Posted: Проведен
          PaidThere: Оплачен
          ShippedThere: Отгружен
          TheirStatus: Статус
          Lines: { from: Строки, each: { Item: { from: Товар, link: Item, missing: wait }, Quantity: Количество, Total: Сумма } }
        """,
        """
        mapping: payments
        from: Платеж
        to: Payment
        fields:
          Number: Номер
          Date: Дата
          Direction: { value: In }
          Counterparty: { from: Контрагент, link: Counterparty, missing: park }
          Organization: { from: Организация, link: Organization, missing: wait }
          Currency: Валюта
          Total: Сумма
          Allocations: { from: ".", each: { Invoice: { from: Счет, link: Invoice, missing: wait }, Amount: Сумма } }
        """,
    ];
}
