using System.Globalization;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Duplicates.Joining;

/// <summary>A field of some kind that holds rows of another: a column of its own table or of one inside it.</summary>
/// <param name="Table">The field that is the table inside; null for a field of the row itself.</param>
internal sealed record Reference(KindTable Owner, string? Table, EntityField Field)
{
    private static readonly ILookup<string, Reference> ByTarget = EntityKind.All
        .Select(KindTable.Of)
        .SelectMany(Of)
        .ToLookup(reference => reference.Field.Target!, StringComparer.Ordinal);

    /// <summary>Every field that holds rows of this kind.</summary>
    public static IEnumerable<Reference> To(EntityKind kind) => ByTarget[kind.Name];

    /// <summary>A field under the name that <see cref="Name"/> gave.</summary>
    public static Reference Named(EntityKind target, string name) => To(target).Single(reference => reference.Name == name);

    /// <summary>Tells it from all others to the same kind, such as Invoice.Lines.Item.</summary>
    public string Name => Table is null ? $"{Owner.Name}.{Field.Name}" : $"{Owner.Name}.{Table}.{Field.Name}";

    /// <summary>The field of the owner under which history speaks of it.</summary>
    public string Top => Table ?? Field.Name;

    public string Sql => $"\"{(Table is null ? Owner : Owner.Rows[Table]).Name}\"";

    public string Column => $"\"{Field.Property.Name}\"";

    public string OwnerColumn => Table is null ? "Id" : "OwnerId";

    /// <summary>Where it stands in its owner, as history and waits write it.</summary>
    public string Path(long no) => Table is null ? Field.Name : string.Create(CultureInfo.InvariantCulture, $"{Table}/{no}/{Field.Name}");

    /// <summary>What an agreement says at this place; null when it says nothing.</summary>
    public LinkRef? In(Agreed agreed, long no) => Table is null
        ? agreed.Values[Field.Name] as LinkRef
        : agreed.Values[Table] is Many rows && no < rows.Count && rows[(int)no] is Fields row ? row[Field.Name] as LinkRef : null;

    private static IEnumerable<Reference> Of(KindTable table) => table.Columns
        .Where(column => column.Field.Target is not null)
        .Select(column => new Reference(table, null, column.Field))
        .Concat(table.Rows.SelectMany(inner => inner.Value.Columns
            .Where(column => column.Field.Target is not null)
            .Select(column => new Reference(table, inner.Key, column.Field))));
}

/// <summary>One place that holds a certain row.</summary>
/// <param name="No">The number of the row of the table inside; 0 when it stands in the owner itself.</param>
internal sealed record Pointer(Reference Reference, Guid Owner, long No, Guid Target);
