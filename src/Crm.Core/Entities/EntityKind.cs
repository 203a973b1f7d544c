using System.Reflection;

namespace Crm.Core.Entities;

/// <summary>What a field holds; it decides which converter a mapping applies by itself and how the value is stored.</summary>
public enum FieldType
{
    /// <summary>string</summary>
    Text,

    /// <summary>bool</summary>
    Boolean,

    /// <summary>DateOnly, without a zone</summary>
    Date,

    /// <summary>decimal, four decimals</summary>
    Money,

    /// <summary>decimal, eight decimals: quantities, prices, rates</summary>
    Number,

    /// <summary>string: one of <see cref="EntityField.Choices"/></summary>
    Choice,

    /// <summary>A row of <see cref="EntityField.Target"/>: <see cref="LinkRef"/> until it is matched, then Guid</summary>
    Link,

    /// <summary>Many of Fields: a table inside the entity</summary>
    Rows,
}

/// <summary>An object over there that a field points to: the CRM kind it became, and its id there.</summary>
public sealed record LinkRef(string Kind, string Id)
{
    // The id tells almost all of them apart; the kind need not be hashed too.
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    public bool Equals(LinkRef? other) =>
        other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal) && string.Equals(Kind, other.Kind, StringComparison.Ordinal);
}

/// <summary>One field of a CRM kind.</summary>
/// <param name="IsKey">Objects may be matched by it.</param>
/// <param name="IsDerived">The hub fills it from facts; a mapping may not.</param>
/// <param name="Target">For links, the name of the kind.</param>
/// <param name="Choices">For choices, the words allowed.</param>
/// <param name="Columns">For rows, the fields of a row.</param>
/// <param name="RowKey">For rows, the columns that tell one row from another; empty when the table is taken whole.</param>
/// <param name="Property">Where the value lives in the class.</param>
public sealed record EntityField(
    string Name,
    FieldType Type,
    bool IsKey,
    bool IsDerived,
    string? Target,
    IReadOnlyList<string> Choices,
    IReadOnlyList<EntityField> Columns,
    IReadOnlyList<string> RowKey,
    PropertyInfo Property);

/// <summary>
/// What the CRM knows of one of its entities: name, fields, order of loading, what may be matched by.
/// Read once from the classes of this folder; mappings are checked against it before a run.
/// </summary>
public sealed class EntityKind
{
    private readonly Dictionary<string, EntityField> _byName;

    private EntityKind(Type type)
    {
        ClrType = type;
        Order = type.GetCustomAttribute<KindAttribute>()!.Order;
        Fields = FieldsOf(type);
        _byName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>All kinds, those that others refer to first.</summary>
    public static IReadOnlyList<EntityKind> All { get; } =
    [
        .. typeof(Entity).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Entity)))
            .Select(type => new EntityKind(type))
            .OrderBy(kind => kind.Order),
    ];

    public Type ClrType { get; }

    public string Name => ClrType.Name;

    public int Order { get; }

    public IReadOnlyList<EntityField> Fields { get; }

    /// <summary>The kind of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static EntityKind Of(string name) => Find(name) ?? throw new KeyNotFoundException($"no kind {name}");

    /// <summary>The kind of that name, or null.</summary>
    public static EntityKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The field of that name, or null.</summary>
    public EntityField? Field(string name) => _byName.GetValueOrDefault(name);

    public override string ToString() => Name;

    private static List<EntityField> FieldsOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(FieldOf),
    ];

    private static EntityField FieldOf(PropertyInfo property)
    {
        var target = property.GetCustomAttribute<LinkToAttribute>()?.Kind;
        var rows = property.GetCustomAttribute<RowsAttribute>();
        var clr = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

        return new EntityField(
            target is null ? property.Name : property.Name[..^"Id".Length],
            TypeOf(property, clr),
            property.IsDefined(typeof(KeyFieldAttribute)),
            property.IsDefined(typeof(DerivedAttribute)),
            target?.Name,
            clr.IsEnum ? Enum.GetNames(clr) : [],
            rows is null ? [] : FieldsOf(clr.GetGenericArguments()[0]),
            rows?.Key ?? [],
            property);
    }

    private static FieldType TypeOf(PropertyInfo property, Type clr) => clr switch
    {
        _ when clr == typeof(string) => FieldType.Text,
        _ when clr == typeof(bool) => FieldType.Boolean,
        _ when clr == typeof(DateOnly) => FieldType.Date,
        _ when clr == typeof(decimal) => property.IsDefined(typeof(MoneyAttribute)) ? FieldType.Money : FieldType.Number,
        _ when clr == typeof(Guid) => FieldType.Link,
        _ when clr.IsEnum => FieldType.Choice,
        _ when clr.IsGenericType => FieldType.Rows,
        _ => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name}: no field type for {clr.Name}"),
    };
}
