using Crm.Core.Mappings;
using Crm.Hub.Proving;
using Crm.Hub.Proving.Bases;
using Crm.Testing.OData;

namespace Crm.Hub.Tests.Proving;

/// <summary>The proof with a 1C that is reached over OData, whose answers are lost at any request.</summary>
public sealed class ODataProofTests : IDisposable
{
    private const int Budget = 40;

    private const string Counterparties =
        """
        mapping: counterparties
        from: Catalog_Контрагенты
        to: Counterparty
        match: [[Inn, Kpp]]
        fields:
          Name: { from: Description, required: true }
          FullName: { from: НаименованиеПолное, on-conflict: they-win }
          Inn: { from: ИНН, convert: [inn], owner: theirs }
          Kpp: { from: КПП, convert: [kpp] }
          Comment: { from: Комментарий, on-conflict: we-win }
          LegalAddress: ДополнительнаяИнформация
          Contacts: { from: КонтактнаяИнформация, whole: true, each: { Type: Город, Value: { from: Представление, required: true } } }
        """;

    private const string Invoices =
        """
        mapping: invoices
        from: Document_СчетНаОплатуПокупателю
        to: Invoice
        match: [{ key: [Number, Date], taken: new }]
        fields:
          Kind: { value: Invoice }
          Number: Number
          Date: Date
          Total: СуммаДокумента
          Comment: Комментарий
          VatIncluded: { from: СуммаВключаетНДС, on-conflict: they-win }
          Counterparty: { from: Контрагент_Key, link: Counterparty, missing: park }
          Lines: { from: Товары, each: { Name: Содержание, Quantity: Количество, Total: Сумма } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("odata-proof-");

    [Fact]
    public async Task Histories_with_a_1C_over_OData_and_lost_answers_end_as_the_model_says()
    {
        var setting = await SettingAsync(_folder.FullName);

        var report = await new Prover(setting).RunAsync(1, Budget, stopAtFirst: false, progress: null, TestContext.Current.CancellationToken);

        Assert.True(report.Failures.Count == 0, string.Join('\n', report.Failures.Take(3).Select(failure => $"{failure.Seed}: {failure.Fault}\n  {string.Join("\n  ", failure.Log)}")));
        Assert.Equal(KillPoints.All.Order(StringComparer.Ordinal), report.Passed.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_stored_after_the_object_was_made_is_found_there_too()
    {
        var setting = (await SettingAsync(_folder.FullName)) with { OnPoint = ProverTests.LinkLate };

        var report = await new Prover(setting).RunAsync(1, Budget, stopAtFirst: true, progress: null, TestContext.Current.CancellationToken);

        Assert.NotEmpty(report.Failures);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A proof over OData whose files lie in that folder.</summary>
    internal static Task<ProofSetting> SettingAsync(string folder) => new ODataProof(Shapes.Bp, folder).SettingAsync(
        kinds =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "m"));
            File.WriteAllText(Path.Combine(folder, "m", "counterparties.yaml"), Counterparties);
            File.WriteAllText(Path.Combine(folder, "m", "invoices.yaml"), Invoices);
            var (book, lints) = MappingBook.Load(["m"], folder, kinds, Direction.Both);
            return book ?? throw new InvalidOperationException(string.Join('\n', lints));
        },
        TestContext.Current.CancellationToken);
}
