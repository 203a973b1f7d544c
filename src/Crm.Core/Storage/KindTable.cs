using Crm.Core.Entities;

namespace Crm.Core.Storage;

/// <summary>One column of a kind's table and the field it holds.</summary>
/// <param name="KeyColumn">The column with the normal form of a text key, or null.</param>
public sealed record KindColumn(string Name, EntityField Field, string? KeyColumn);

/// <summary>
/// How one CRM kind, or one table inside it, lies in the database. A row travels as an array of values, one per
/// column in this order; the normal forms of keys are made when it is written.
/// </summary>
public sealed class KindTable
{
    private static readonly Dictionary<string, KindTable> ByKind =
        EntityKind.All.ToDictionary(kind => kind.Name, kind => new KindTable(kind), StringComparer.Ordinal);

    private readonly Dictionary<string, int> _ordinals;

    private KindTable(EntityKind kind)
        : this(kind.ClrType.Name, kind.Fields)
    {
        Kind = kind;
        Rows = kind.Fields.Where(field => field.Type == FieldType.Rows)
            .ToDictionary(
                field => field.Name,
                field => new KindTable(field.Property.PropertyType.GetGenericArguments()[0].Name, field.Columns),
                StringComparer.Ordinal);
    }

    private KindTable(string name, IReadOnlyList<EntityField> fields)
    {
        Name = name;
        Columns = [.. fields.Where(field => field.Type != FieldType.Rows).Select(Column)];
        _ordinals = Columns.Select((column, at) => (column.Field.Name, at))
            .ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);
        Rows = new Dictionary<string, KindTable>(StringComparer.Ordinal);
    }

    /// <summary>The kind whose table it is; null for a table inside a kind.</summary>
    public EntityKind? Kind { get; }

    public string Name { get; }

    public IReadOnlyList<KindColumn> Columns { get; }

    /// <summary>The tables inside, by field.</summary>
    public IReadOnlyDictionary<string, KindTable> Rows { get; }

    public static KindTable Of(EntityKind kind) => ByKind[kind.Name];

    public static KindTable Of(string kind) => ByKind[kind];

    /// <summary>Where the field stands in a row of values, or -1.</summary>
    public int Ordinal(string field) => _ordinals.GetValueOrDefault(field, -1);

    /// <summary>The column by which objects are matched on a key field: the normal form of a text, else the column itself.</summary>
    public string MatchColumn(string field)
    {
        var column = Columns[Ordinal(field)];
        return column.KeyColumn ?? column.Name;
    }

    private static KindColumn Column(EntityField field) => new(
        field.Property.Name,
        field,
        field is { IsKey: true, Type: FieldType.Text } ? field.Property.Name + "Key" : null);
}
