using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.Sync;

/// <summary>A hub, a memory system and four small mappings: what the tests of the corridor have in common.</summary>
public abstract class CorridorTest : IAsyncLifetime
{
    private protected const string Counterparties =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match:
          - [Inn, Kpp]
          - { key: [Inn], when: { Kind: [Entrepreneur, Person] } }
        fields:
          Name: { from: Наименование, required: true }
          Kind: { cases: [{ when: { length: { ИНН: 12 } }, value: Entrepreneur }, { value: LegalEntity }] }
          Inn: { from: ИНН, convert: [digits, inn] }
          Kpp: { from: КПП, convert: [kpp], if-invalid: skip-field }
          Phone: Телефон
        """;

    private const string Invoices =
        """
        mapping: invoices
        from: Счет
        to: Invoice
        match: [{ key: [Number, Date], taken: new }]
        fields:
          Number: Номер
          Date: Дата
          Counterparty: { from: Контрагент, link: Counterparty, missing: park }
          Currency: { value: RUB }
          Total: Сумма
          PaidThere: Оплачен
          Lines: { from: Строки, each: { Name: Наименование, Item: { from: Товар, link: Item, missing: wait }, Total: Сумма } }
        """;

    private const string Items =
        """
        mapping: items
        from: Товар
        to: Item
        match: [{ key: [Article], taken: new }]
        fields:
          Name: { from: Наименование, required: true }
          Article: Артикул
        """;

    private const string Payments =
        """
        mapping: payments
        from: Платеж
        to: Payment
        fields:
          Number: Номер
          Date: Дата
          Direction: { value: In }
          Currency: { value: RUB }
          Total: Сумма
          Allocations: { from: Оплачено, each: { Invoice: { from: Счет, link: Invoice, missing: wait }, Amount: Сумма } }
        """;

    private protected static readonly ExternalKind[] Kinds =
    [
        new("Контрагент", ["Наименование", "ИНН", "КПП", "Телефон"], []),
        new("Счет", ["Номер", "Дата", "Контрагент", "Сумма", "Оплачен", "Строки", "Строки/Наименование", "Строки/Товар", "Строки/Сумма"], []),
        new("Товар", ["Наименование", "Артикул"], []),
        new("Платеж", ["Номер", "Дата", "Сумма", "Оплачено", "Оплачено/Счет", "Оплачено/Сумма"], []),
    ];

    private protected MemorySystem There { get; } = new();

    private protected TestHub Hub { get; private set; } = null!;

    private protected MappingBook Book { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.OpenAsync();
        Book = Hub.Book(Kinds, ("counterparties.yaml", Counterparties), ("invoices.yaml", Invoices), ("items.yaml", Items), ("payments.yaml", Payments));
    }

    public ValueTask DisposeAsync()
    {
        Hub.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task<RunReport> RunAsync(bool deliver = true)
    {
        if (deliver)
        {
            There.Deliver();
        }

        Hub.Clock.Advance(TimeSpan.FromDays(1));
        return Hub.RunAsync(Book, "memory", There.Open());
    }

    private protected void SaveFirm(string id, string name, string inn, string kpp) =>
        There.Save("Контрагент", id, ("Наименование", name), ("ИНН", inn), ("КПП", kpp));

    private protected void SaveInvoice(string id, string firm, string total, params (string Name, string Item, string Total)[] lines) =>
        There.Save("Счет", id, ("Номер", id), ("Дата", "2026-02-01"), ("Контрагент", firm), ("Сумма", total), ("Строки", new Many(
            lines.Select(line => (object?)Fields.Of(("Наименование", line.Name), ("Товар", line.Item), ("Сумма", line.Total))))));

    private protected void SavePayment(string id, string sum, string invoice) =>
        There.Save("Платеж", id, ("Номер", id), ("Дата", "2026-02-02"), ("Сумма", sum), ("Оплачено", Fields.Of(("Счет", invoice), ("Сумма", sum))));

    private protected long Count(string table) => (long)Hub.Ask($"SELECT COUNT(*) FROM \"{table}\"")!;
}
