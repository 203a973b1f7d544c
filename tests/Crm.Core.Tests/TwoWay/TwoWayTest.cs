using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.TwoWay;

/// <summary>A hub between a base that answers and one that works with files, and a person at the CRM.</summary>
public abstract class TwoWayTest : IAsyncLifetime
{
    private protected const string Service = "service", Files = "files";

    private const string Counterparties =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match: [[Inn, Kpp]]
        fields:
          Name: { from: Наименование, required: true }
          Inn: { from: ИНН, convert: [inn], owner: theirs }
          Kpp: { from: КПП, convert: [digits, kpp] }
          Phone: Телефон
          Email: { from: Почта, on-conflict: we-win }
          Comment: { from: Комментарий, owner: ours }
          Contacts: { from: Контакты, each: { Type: Тип, Value: { from: Значение, required: true }, Comment: Комментарий } }
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
          Currency: Валюта
          Total: Сумма
          Lines: { from: Строки, each: { Name: Наименование, Quantity: Количество, Total: Сумма } }
        """;

    private static readonly ExternalKind[] Kinds =
    [
        new("Контрагент", ["Наименование", "ИНН", "КПП", "Телефон", "Почта", "Комментарий", "Контакты", "Контакты/Тип", "Контакты/Значение", "Контакты/Комментарий"], [])
        {
            Accepted = true,
        },
        new("Счет", ["Номер", "Дата", "Контрагент", "Валюта", "Сумма", "Строки", "Строки/Наименование", "Строки/Количество", "Строки/Сумма"], [])
        {
            Accepted = true,
        },
    ];

    private protected MemorySystem There { get; } = new(Service);

    private protected MemorySystem Folder { get; } = new(Files, new MemoryHabits(Answers: false, OwnIds: false));

    private protected TestHub Hub { get; set; } = null!;

    private protected MappingBook Book { get; set; } = null!;

    private protected Subscriptions Wanted { get; set; } = Subscriptions.None;

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.OpenAsync();
        Book = Hub.Book(Direction.Both, Kinds, ("counterparties.yaml", Counterparties), ("invoices.yaml", Invoices));
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = Book });
    }

    public ValueTask DisposeAsync()
    {
        Hub.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The file base hears of everything, too.</summary>
    private protected void TellBoth() =>
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = Book, [Files] = Book });

    /// <summary>A night of that base: it packs what changed there, the hub goes in and out.</summary>
    private protected Task<RunReport> NightAsync(MemorySystem there, Direction direction = Direction.Both)
    {
        there.Deliver();
        Hub.Clock.Advance(TimeSpan.FromHours(1));
        return WalkAsync(there, direction);
    }

    private protected Task<RunReport> WalkAsync(MemorySystem there, Direction direction = Direction.Both) => Hub.RunAsync(
        new Flow("night", there.Connection, Book, new Brakes(), TimeZoneInfo.Utc)
        {
            Direction = direction,
            Subscriptions = Wanted,
            Abilities = there.Habits.Answers ? Abilities.Receive | Abilities.Send | Abilities.Probe : Abilities.Receive | Abilities.Send,
        },
        there.Open());

    private protected static void SaveFirm(MemorySystem there, string id, params (string Name, object? Value)[] more) =>
        there.Edit("Контрагент", id, [("Наименование", $"Фирма {id}"), ("ИНН", "7707083893"), ("КПП", "770701001"), .. more]);

    /// <summary>A person at the CRM.</summary>
    private protected T Crm<T>(Func<RowEditor, T> edit)
    {
        using var db = Hub.Database.Connect();
        db.Begin();
        var done = edit(new RowEditor(db, Wanted, Hub.Clock, TimeZoneInfo.Utc));
        db.Commit();
        return done;
    }

    private protected void Type(Guid row, params (string Name, object? Value)[] fields) =>
        Crm(editor => editor.Change(EntityKind.Of(nameof(Counterparty)), row, Fields.Of(fields), new Author("Анна")));

    /// <summary>A person answers a clash, the only one that is open or that of this number: ours, theirs, or a value.</summary>
    private protected void Answer(string answer, int? no = null)
    {
        using var db = Hub.Database.Connect();
        var open = new QuestionStore(db).Open("Clash:");
        var question = no is { } one ? open[one] : Assert.Single(open);
        var clash = ClashQuestion.Read(question)!;
        var editor = new RowEditor(db, Wanted, Hub.Clock, TimeZoneInfo.Utc);
        var answers = new ClashAnswer(db, editor, Wanted, Hub.Clock);
        db.Begin();
        switch (answer)
        {
            case "ours":
                answers.KeepOurs(question, clash, "Пётр");
                break;
            case "theirs":
                answers.TakeTheirs(question, clash, "Пётр");
                break;
            default:
                answers.Give(question, clash, answer, $"value={answer}", "Пётр");
                break;
        }

        db.Commit();
    }

    private protected Guid FirmRow() => Rows(nameof(Counterparty)).Single();

    private protected IReadOnlyList<Guid> Rows(string kind)
    {
        using var db = Hub.Database.Connect();
        return db.Query($"SELECT Id FROM \"{kind}\" ORDER BY Id", reader => reader.GetGuid(0));
    }

    private protected object? Value(string field) => Hub.Ask($"SELECT {field} FROM Counterparty");

    /// <summary>The contacts of the one firm as the CRM has them: value, and comment if there is one.</summary>
    private protected string Contacts() => (string)(Hub.Ask(
        "SELECT group_concat(Value || COALESCE(':' || Comment, ''), ' ') FROM (SELECT * FROM CounterpartyContact WHERE Value IS NOT NULL ORDER BY Value) AS t") ?? "");

    /// <summary>The same as the base that answers has them.</summary>
    private protected string ContactsThere() => string.Join(' ', There.Find("Контрагент", "1")!.Fields.Rows("Контакты")
        .Select(row => row.Text("Значение") + (row.Text("Комментарий") is { } comment ? ":" + comment : "")).Order(StringComparer.Ordinal));

    private protected long Count(string table) => (long)Hub.Ask($"SELECT COUNT(*) FROM \"{table}\"")!;
}
