using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Hub.Proving;

/// <summary>The mappings of a proof that names no flow: two kinds with every policy.</summary>
internal static class OwnBook
{
    private const string Counterparties =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        match: [[Inn, Kpp]]
        fields:
          Name: { from: Наименование, required: true }
          FullName: { from: ПолноеНаименование, on-conflict: they-win }
          Inn: { from: ИНН, convert: [inn], owner: theirs }
          Kpp: { from: КПП, convert: [kpp] }
          Phone: { from: Телефон, convert: [phone] }
          Email: { from: Контакты/Почта, convert: [email], on-conflict: we-win }
          ActualAddress: Адреса/Фактический
          LegalAddress: Адреса/Юридический
          Kind: Вид
          Contacts: { from: Телефоны, each: { Type: Тип, Value: { from: Значение, required: true } } }
          Accounts: { from: Счета, whole: true, each: { Number: { from: Номер, required: true }, Bic: БИК } }
        """;

    private const string Invoices =
        """
        mapping: invoices
        from: Заказ
        to: Invoice
        match: [{ key: [Number, Date], taken: new }]
        fields:
          Kind: { value: Order }
          Number: Номер
          Date: Дата
          DueDate: СрокПлатежа
          Total: Сумма
          Rate: Курс
          Comment: Комментарий
          VatIncluded: { from: НДСВСумме, on-conflict: they-win }
          Counterparty: { from: Контрагент, link: Counterparty, missing: park }
          Lines: { from: Строки, each: { Name: Наименование, Quantity: Количество, Total: Сумма } }
        """;

    private static readonly ExternalKind[] Kinds =
    [
        new("Контрагент", ["Наименование", "ПолноеНаименование", "ИНН", "КПП", "Телефон", "Контакты/Почта", "Адреса/Фактический", "Адреса/Юридический", "Вид", "Телефоны/Тип", "Телефоны/Значение", "Счета/Номер", "Счета/БИК"], [])
        {
            Accepted = true,
        },
        new("Заказ", ["Номер", "Дата", "СрокПлатежа", "Сумма", "Курс", "Комментарий", "НДСВСумме", "Контрагент", "Строки/Наименование", "Строки/Количество", "Строки/Сумма"], []) { Accepted = true },
    ];

    public static MappingBook Load()
    {
        using var folder = new ProofFolder();
        File.WriteAllText(Path.Combine(folder.Path, "counterparties.yaml"), Counterparties);
        File.WriteAllText(Path.Combine(folder.Path, "invoices.yaml"), Invoices);
        var (book, lints) = MappingBook.Load(["."], folder.Path, Kinds, Direction.Both);
        return book ?? throw new InvalidOperationException(string.Join('\n', lints));
    }
}
