using Crm.Connect;
using Crm.Core.Mappings;

namespace Crm.Core.Tests.Mappings;

/// <summary>A folder of mapping files that lives as long as its test.</summary>
internal sealed class TempBook : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mappings-");

    public string Folder => _folder.FullName;

    public static IReadOnlyList<ExternalKind> Kinds { get; } =
    [
        new("Контрагент",
            ["Ид", "Наименование", "ИНН", "КПП", "Ответственный", "Дата", "Сумма", "Контакты/Тип", "Контакты/Значение", "Счета/Номер", "Счета/Банк/БИК", "Картинки", "Склад/@Ид"],
            ["Реквизиты"]) { Accepted = true },
        new("Поставщик", ["Ид", "Наименование", "ИНН", "Роль"], []) { Accepted = true, Mark = ("Роль", "Поставщик") },
        new("Товар", ["Ид", "Наименование"], []),
    ];

    public TempBook With(string file, string text)
    {
        var full = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public (MappingBook? Book, IReadOnlyList<Lint> Lints) Load(params string[] paths) =>
        MappingBook.Load(paths.Length == 0 ? ["m"] : paths, Folder, Kinds);

    public (MappingBook? Book, IReadOnlyList<Lint> Lints) LoadBothWays() => MappingBook.Load(["m"], Folder, Kinds, Direction.Both);

    /// <summary>The one mapping of a text that has no errors.</summary>
    public static Mapping Mapping(string text, string table = "", Direction direction = Direction.In)
    {
        using var temp = new TempBook().With("m/a.yaml", text);
        if (table.Length > 0)
        {
            temp.With("m/tables/t.yaml", table);
        }

        var (book, lints) = direction == Direction.In ? temp.Load() : temp.LoadBothWays();
        Assert.Empty(lints.Where(lint => lint.IsError).Select(lint => lint.ToString()));
        return Assert.Single(book!.Mappings);
    }

    /// <summary>A mapping of counterparties with these rules beside the name.</summary>
    public static Mapping Counterparty(string rules, string table = "") =>
        Mapping("mapping: a\nfrom: Контрагент\nto: Counterparty\nfields:\n  Name: Наименование\n" + rules, table);

    /// <summary>The same, opened for both ways.</summary>
    public static Mapping CounterpartyBothWays(string rules, string table = "") =>
        Mapping("mapping: a\nfrom: Контрагент\nto: Counterparty\nfields:\n  Name: Наименование\n" + rules, table, Direction.Both);

    public void Dispose() => _folder.Delete(recursive: true);
}
