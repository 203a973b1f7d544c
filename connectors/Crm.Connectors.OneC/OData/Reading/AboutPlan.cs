using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Wire;
using Conditions = Crm.Connectors.OneC.OData.Query.Filter;
using Through = Crm.Connectors.OneC.OData.Query.Behind;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// How a register is read as words about objects of another set, because a mapping of that set names a path in the register:
/// "InformationRegister_СтатусыДокументов/Статус" of an invoice.
/// </summary>
/// <param name="Register">The name in the mapping, and of the field under which its rows stand.</param>
/// <param name="Target">The set of the objects.</param>
/// <param name="Field">The property of a row that refers to the object.</param>
/// <param name="IsComposite">It may refer to objects of other sets, too: a row that 1C works out says which; others are asked for by it.</param>
/// <param name="Behind">The references through which its rows are read on.</param>
/// <param name="HasVersions">Whether the versions of its rows, and of what stands behind them, tell what changed.</param>
/// <param name="IsTable">Its rows are worked out by 1C, which gives them all at once and counts none.</param>
internal sealed record AboutPlan(
    string Register, string Target, string Field, bool IsComposite, IReadOnlyList<Behind> Behind, bool HasVersions, bool IsTable, SetQuery Query)
{
    private const string Records = "_RecordType";
    private const string Owner = "Owner";

    /// <summary>How the balances of accounts are told; null for any other register.</summary>
    public AccountRows? Accounts { get; private init; }

    public bool IsOfDocuments => Target.StartsWith("Document_", StringComparison.Ordinal);

    /// <exception cref="ConnectorException">Misconfigured: the register says nothing about such objects, or in more than one way.</exception>
    public static AboutPlan Of(BaseIndex index, string target, string register, IReadOnlyCollection<string> fields)
    {
        var source = Source(index, register, fields);
        if (source.Function is { } table && AccountRows.AreOf(register))
        {
            return new AboutPlan(register, target, "", IsComposite: true, [], HasVersions: false, IsTable: true, new SetQuery($"{source.Path}/{table}()"))
            {
                Accounts = AccountRows.Of(index, register, source.Properties, fields),
            };
        }

        var field = Single(register, target, References(source, target));
        var isComposite = !field.IsReference;
        var path = source.Function is { } function ? $"{source.Path}/{function}({Arguments(source, field, fields)})" : source.Path;
        var query = new SetQuery(path)
        {
            Filter = source.Function is null ? Conditions.All(isComposite ? Conditions.RefersTo(field.Name, target) : null, source.Living) : null,
            Select = source.Function is null ? Select(source.Set, fields, field.Name) : null,
        };
        var behind = Through.Of(source.Set, fields);
        var hasVersions = source.Set.HasVersions && behind.All(one => index.Find(one.Target) is { HasVersions: true });
        return new AboutPlan(register, target, field.Name, isComposite && source.Function is not null, behind, hasVersions, source.Function is not null, query);
    }

    // The name of a result tells the table: СуммаTurnover is in Turnovers, СуммаBalance in Balance. Of what is periodic, the last counts.
    private static RowSource Source(BaseIndex index, string register, IReadOnlyCollection<string> fields)
    {
        var set = index.Find(register) ?? throw Faults.Wrong(register, "регистр не опубликован; включите его в состав стандартного интерфейса OData", "the register is not published; include it in the standard OData interface");
        if (set.HasRef)
        {
            return new RowSource(set, register, null, [.. set.Properties.Where(property => property.Name.StartsWith(Owner, StringComparison.Ordinal))]);
        }

        var table = set.Functions.FirstOrDefault(function => function.Result.Count > 0 && fields.All(field => function.Result.Any(one => one.Name == field)) && !fields.All(field => set.Find(field) is not null));
        if (table is not null)
        {
            return new RowSource(set, register, table.Name, table.Result);
        }

        var records = index.Find(register + Records) ?? set;
        return records.Function("SliceLast") is { } slice
            ? new RowSource(records, records.Name, slice.Name, records.Properties)
            : new RowSource(records, records.Name, null, records.Properties);
    }

    private static List<Property> References(RowSource source, string target)
    {
        var direct = source.Properties.Where(property => property.Target == target).ToList();
        if (direct.Count > 0)
        {
            return direct;
        }

        // A set that is not published has no navigation: then the name is all that there is.
        var named = source.Properties.Where(property => property.IsReference && property.Target is null && target.EndsWith("_" + property.Bare, StringComparison.Ordinal)).ToList();
        return named.Count > 0 ? named : Composite(source);
    }

    private static List<Property> Composite(RowSource source)
    {
        var all = source.Properties.Where(property => property.Name != OwnNames.Recorder && source.IsComposite(property)).ToList();
        var keys = all.FindAll(property => source.Set.Keys.Contains(property.Name));
        return keys.Count > 0 ? keys : all;
    }

    private static Property Single(string register, string target, IReadOnlyList<Property> references) => references switch
    {
        [var one] => one,
        [] => throw Faults.Wrong(register, $"в регистре нет поля, которое ссылается на {target}", $"the register has no field that refers to {target}"),
        _ => throw Faults.Wrong(
            register,
            $"на {target} ссылаются несколько полей ({Names(references)}); возьмите регистр отдельным сопоставлением",
            $"several fields refer to {target} ({Names(references)}); take the register by a mapping of its own"),
    };

    // Every row that is asked for is of the same type: it need not say so.
    private static string? Select(EntitySet set, IReadOnlyCollection<string> fields, string field)
    {
        var type = field + Property.TypeSuffix;
        var select = Selection.Of(set, [.. fields, field]);
        return select is null || fields.Contains(type) ? select : string.Join(',', select.Split(',').Where(name => name != type));
    }

    // What is not named is added up by 1C: stock of all warehouses, where the mapping asks for none.
    private static string Arguments(RowSource source, Property field, IReadOnlyCollection<string> fields)
    {
        var named = source.Properties.Where(property => property == field || (fields.Contains(property.Name) && property.Type != EdmType.Number)).Select(property => property.Bare);
        return source.Function == "SliceLast" ? "" : $"Dimensions={Literal.Text(string.Join(',', named))}";
    }

    private static string Names(IEnumerable<Property> properties) => string.Join(", ", properties.Select(property => property.Name));

    private sealed record RowSource(EntitySet Set, string Path, string? Function, IReadOnlyList<Property> Properties)
    {
        /// <summary>What is marked as deleted says nothing of its owner any more.</summary>
        public string? Living => Set.HasRef && Set.Find(OwnNames.Deleted) is not null ? $"{OwnNames.Deleted} eq false" : null;

        public bool IsComposite(Property property) =>
            property.Type == EdmType.Text && Properties.Any(other => other.Name == property.Name + Property.TypeSuffix && other.Type == EdmType.Text);
    }
}
