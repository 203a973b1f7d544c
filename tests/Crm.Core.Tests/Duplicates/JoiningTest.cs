using Crm.Connect;
using Crm.Core.Duplicates.Joining;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Sync;
using Crm.Testing;
using Microsoft.EntityFrameworkCore;

namespace Crm.Core.Tests.Duplicates;

/// <summary>A hub with two bases of firms, people, contracts, goods and documents: what the tests of merging have in common.</summary>
public abstract class JoiningTest : IAsyncLifetime
{
    private const string Mappings =
        """
        mapping: partners
        from: Клиент
        to: Partner
        fields: { Name: { from: Наименование, required: true } }
        ---
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match: [{ key: [Inn, Kpp], taken: new }]
        on-conflict: they-win
        fields:
          Name: { from: Наименование, required: true, on-conflict: ask }
          Inn: ИНН
          Kpp: КПП
          Phone: Телефон
          Email: Почта
          Comment: Заметка
          Partner: { from: Клиент, link: Partner, missing: wait }
          Contacts: { from: Контакты, each: { Type: Тип, Value: Значение, Comment: Заметка } }
          Accounts: { from: Счета, whole: true, each: { Number: Номер, Bic: БИК } }
        ---
        mapping: people
        from: Лицо
        to: ContactPerson
        fields:
          Name: { from: Наименование, required: true }
          Counterparty: { from: Контрагент, link: Counterparty, missing: wait }
        ---
        mapping: contracts
        from: Договор
        to: Contract
        fields:
          Name: { from: Наименование, required: true }
          Counterparty: { from: Контрагент, link: Counterparty, missing: wait }
        ---
        mapping: items
        from: Товар
        to: Item
        fields:
          Name: { from: Наименование, required: true }
          Article: Артикул
          Description: Описание
        ---
        mapping: invoices
        from: Счет
        to: Invoice
        fields:
          Number: Номер
          Counterparty: { from: Контрагент, link: Counterparty, missing: wait }
          Contract: { from: Договор, link: Contract, missing: wait }
          Currency: { value: RUB }
          Total: Сумма
          Lines: { from: Строки, each: { Item: { from: Товар, link: Item, missing: wait }, Total: Сумма } }
        ---
        mapping: payments
        from: Платеж
        to: Payment
        fields:
          Number: Номер
          Direction: { value: In }
          Currency: { value: RUB }
          Counterparty: { from: Контрагент, link: Counterparty, missing: wait }
          Total: Сумма
          Allocations: { from: Оплачено, each: { Invoice: { from: Счет, link: Invoice, missing: wait }, Amount: Сумма } }
        """;

    private static readonly ExternalKind[] Kinds =
    [
        new("Клиент", ["Наименование"], []),
        new("Контрагент", ["Наименование", "ИНН", "КПП", "Телефон", "Почта", "Заметка", "Клиент", "Контакты", "Контакты/Тип", "Контакты/Значение", "Контакты/Заметка", "Счета", "Счета/Номер", "Счета/БИК"], []) { Accepted = true },
        new("Лицо", ["Наименование", "Контрагент"], []),
        new("Договор", ["Наименование", "Контрагент"], []),
        new("Товар", ["Наименование", "Артикул", "Описание"], []),
        new("Счет", ["Номер", "Контрагент", "Договор", "Сумма", "Строки", "Строки/Товар", "Строки/Сумма"], []),
        new("Платеж", ["Номер", "Контрагент", "Сумма", "Оплачено", "Оплачено/Счет", "Оплачено/Сумма"], []),
    ];

    private protected const string Person = "Бухгалтер";

    private protected static EntityKind Firms { get; } = EntityKind.Find(nameof(Counterparty))!;

    private protected MemorySystem There { get; } = new("main");

    private protected MemorySystem Other { get; } = new("other");

    private protected TestHub Hub { get; private set; } = null!;

    private protected MappingBook Book { get; private set; } = null!;

    private protected Subscriptions Subscriptions { get; set; } = Subscriptions.None;

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.OpenAsync();
        Book = Hub.Book(Direction.Both, Kinds, [.. Mappings.Split("---\n").Select((yaml, at) => ($"{at}.yaml", yaml))]);
    }

    public ValueTask DisposeAsync()
    {
        Hub.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected async Task<RunReport> RunAsync(MemorySystem? system = null)
    {
        system ??= There;
        system.Deliver();
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        return await Hub.RunAsync(Book, system.Connection, system.Open());
    }

    private protected MergeResult Merge(string kind, string keep, string gone) =>
        new Merging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Subscriptions).Merge(EntityKind.Find(kind)!, Row(keep), Row(gone), Person);

    private protected MergeResult.Done MergeFirms(string keep, string gone) =>
        Assert.IsType<MergeResult.Done>(Merge(nameof(Counterparty), keep, gone));

    private protected MergeResult Unmerge(long number) =>
        new Unmerging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Subscriptions).Undo(number, Person);

    /// <summary>The row that an object of either base is now.</summary>
    private protected Guid Row(string externalId)
    {
        using var db = Hub.Database.Connect();
        return db.Query("SELECT EntityId FROM Links WHERE ExternalId = $0", reader => reader.GetGuid(0), externalId).Single();
    }

    private protected object? Ask(string sql, params ReadOnlySpan<object?> values)
    {
        using var db = Hub.Database.Connect();
        return db.Scalar(sql, values);
    }

    private protected object? Of(string field, Guid firm) => Ask($"SELECT {field} FROM Counterparty WHERE Id = $0", firm);

    /// <summary>Every value of every row and link, as it lies in the database; less what only grows and why an invoice is paid.</summary>
    private protected IReadOnlyList<string> Raw()
    {
        using var db = Hub.Database.Connect();
        using var context = Hub.Database.Context();
        string[] apart = ["Journal", "Merges", "Runs", "Deliveries", "Fingerprints", "Leases", "Mappings", "Outbox"];
        var lines = new List<string>();
        foreach (var entity in context.Model.GetEntityTypes().Where(entity => !apart.Contains(entity.GetTableName(), StringComparer.OrdinalIgnoreCase)))
        {
            var table = entity.GetTableName();
            var columns = entity.GetProperties().Select(property => property.GetColumnName()).Except(["Revision", "StatusReason"], StringComparer.OrdinalIgnoreCase);
            lines.AddRange(db.Query(
                $"SELECT {string.Join(" || ' ' || ", columns.Select(column => $"'{column}=' || quote(\"{column}\")"))} FROM \"{table}\"",
                reader => $"{table} {reader.GetString(0)}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private protected static Many Table(params string[] rows) => new(rows.Select(row => (object?)(row.Split('|') is [var one, var two] ? Fields.Of(("Тип", one), ("Значение", two)) : null)));
}
