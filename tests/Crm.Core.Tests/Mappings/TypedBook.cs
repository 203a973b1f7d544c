using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>Kinds whose fields have types, as a base that describes itself tells them, and one mapping to be judged by them.</summary>
internal static class TypedBook
{
    public const string Head = "mapping: a\nfrom: Партия\nto: Counterparty\nfields:\n  Name: Имя\n";

    public static IReadOnlyList<ExternalKind> Kinds { get; } =
    [
        Kind(
            "Партия",
            ("Ид", new ExternalField(ExternalType.Link) { Targets = ["Партия"], IsReadOnly = true }),
            ("Имя", new ExternalField(ExternalType.Text)),
            ("Код", new ExternalField(ExternalType.Text) { Length = 3 }),
            ("Число", new ExternalField(ExternalType.Number)),
            ("Папка", new ExternalField(ExternalType.Boolean)),
            ("День", new ExternalField(ExternalType.Moment)),
            ("Метка", new ExternalField(ExternalType.Id)),
            ("Вид", new ExternalField(ExternalType.Choice) { Words = ["LegalEntity", "Person"] }),
            ("Сорт", new ExternalField(ExternalType.Choice) { Words = ["Опт", "Розница"] }),
            ("Банк_Key", new ExternalField(ExternalType.Link) { Targets = ["Банк"] }),
            ("Банк", new ExternalField(ExternalType.Link) { Targets = ["Банк"], IsWhole = true, IsReadOnly = true }),
            ("Касса", new ExternalField(ExternalType.Link) { Targets = ["Банк"], IsWhole = true, IsFoundByWord = true, IsReadOnly = true }),
            ("Хозяин_Key", new ExternalField(ExternalType.Link) { Targets = ["Клиент"] }),
            ("Снимок", new ExternalField(ExternalType.Binary)),
            ("Связь", new ExternalField(ExternalType.Table)),
            ("Связь/Тип", new ExternalField(ExternalType.Choice) { Words = ["Телефон", "Почта"] }),
            ("Связь/Значение", new ExternalField(ExternalType.Text)),
            ("Владелец", ExternalField.Unknown),
            ("Владелец_Type", new ExternalField(ExternalType.Choice) { Words = ["Клиент", "Банк"] })) with
        {
            Accepted = true, SpokenOfBy = ["Счет", "Регистр"],
        },
        Kind("Счет", ("Номер", new ExternalField(ExternalType.Text)), ("Банк", new ExternalField(ExternalType.Link) { Targets = ["Банк"], IsWhole = true })),
        Kind("Банк", ("Код", new ExternalField(ExternalType.Text)), ("Закрыт", new ExternalField(ExternalType.Boolean))),
        Kind("Клиент", ("Имя", new ExternalField(ExternalType.Text))),
    ];

    public static ExternalKind Kind(string name, params (string Path, ExternalField Field)[] fields) => new(name, [.. fields.Select(field => field.Path)], [])
    {
        Types = fields.ToDictionary(field => field.Path, field => field.Field),
    };

    public static IReadOnlyList<Lint> Lints(string text, Direction direction = Direction.In, string table = "", IReadOnlyList<ExternalKind>? kinds = null)
    {
        using var temp = new TempBook().With("m/a.yaml", text);
        if (table.Length > 0)
        {
            temp.With("m/tables/t.yaml", table);
        }

        return MappingBook.Load(["m"], temp.Folder, kinds ?? Kinds, direction).Lints;
    }

    public static Mapping Mapping(string rules)
    {
        using var temp = new TempBook().With("m/a.yaml", Head + rules);
        var (book, lints) = MappingBook.Load(["m"], temp.Folder, Kinds, Direction.Both);
        Assert.Empty(lints.Where(lint => lint.IsError).Select(lint => lint.ToString()));
        return Assert.Single(book!.Mappings);
    }
}
