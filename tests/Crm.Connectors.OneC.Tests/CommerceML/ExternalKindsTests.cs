using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML;

/// <summary>What the connector declares for mappings and what it really says must be one.</summary>
public sealed class ExternalKindsTests
{
    private static readonly Dictionary<string, ExternalKind> Kinds = new CommerceMlFilesConnector().Kinds.ToDictionary(kind => kind.Name);

    [Fact]
    public void Every_kind_and_field_that_is_told_is_declared()
    {
        var undeclared = Told.By(Told.Everything())
            .OfType<Change.Saved>()
            .SelectMany(change => Paths("", change.Fields).Where(path => !IsDeclared(change.Ref.Kind, path)).Select(path => $"{change.Ref.Kind}: {path}"))
            .Distinct()
            .ToList();

        Assert.Empty(undeclared);
    }

    [Fact]
    public void Every_object_of_the_fixture_is_told() =>
        Assert.Equal(
            ["Группа", "Договор", "Документ.ЗаказТовара", "ЕдиницаИзмерения", "Контрагент", "Оплата", "Организация", "Предложение", "Представитель", "Свойство", "Склад", "ТипЦены", "Товар"],
            Told.By(Told.Everything()).Kinds().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operation_is_a_kind_of_document() =>
        Assert.All(["Документ.ЗаказТовара", "Документ.ЭквайринговаяОперация", "Документ.Прочие"], name => Assert.Contains("Строки/Предложение", Kinds[name].Fields));

    [Fact]
    public void No_path_is_declared_twice_or_unevenly() =>
        Assert.All(Kinds.Values, kind =>
        {
            Assert.Equal(kind.Fields.Distinct(), kind.Fields);
            Assert.DoesNotContain(kind.Fields, path => path.Length == 0 || path.AsSpan().ContainsAny("(), "));
        });

    private static bool IsDeclared(string kind, string path) =>
        Kinds[kind].Fields.Contains(path) || Kinds[kind].Open.Any(open => path == open || path.StartsWith(open + "/", StringComparison.Ordinal));

    private static IEnumerable<string> Paths(string above, object? value) => value switch
    {
        Fields fields => fields.SelectMany(field => field.Key.Length == 0 ? [] : Paths(above.Length == 0 ? field.Key : $"{above}/{field.Key}", field.Value)),
        Many many when many.Any(one => one is Fields) => many.SelectMany(one => Paths(above, one)),
        _ => [above],
    };
}
