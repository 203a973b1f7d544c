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
        """;

    private static readonly ExternalKind[] Kinds =
    [
        new("Контрагент", ["Наименование", "ПолноеНаименование", "ИНН", "КПП", "Телефон", "Контакты/Почта", "Адреса/Фактический", "Адреса/Юридический"], [])
        {
            Accepted = true,
        },
        new("Заказ", ["Номер", "Дата", "СрокПлатежа", "Сумма", "Курс", "Комментарий"], []) { Accepted = true },
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
