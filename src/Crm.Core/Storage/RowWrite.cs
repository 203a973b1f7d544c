using System.Collections.Immutable;

namespace Crm.Core.Storage;

/// <summary>What a column holds, whatever the database calls it.</summary>
public enum ColumnType
{
    Text,
    Int,
    Long,
    Truth,
    Id,
    Moment,
    Date,
    Bytes,
}

/// <summary>One column that is written.</summary>
public sealed record WriteColumn(string Name, ColumnType Type);

/// <summary>How a row is written.</summary>
public enum WriteSort
{
    /// <summary>It is not there yet.</summary>
    Insert,

    /// <summary>Whether it is there or not.</summary>
    Put,

    /// <summary>It is there; what is written is found by the keys.</summary>
    Update,
}

/// <summary>One way of writing rows to a table, said once; each database makes of it what is fastest there.</summary>
/// <param name="Keys">The columns that tell a row from others; for an insert none need be named.</param>
/// <param name="Sets">What is written when the row is there.</param>
public sealed record RowWrite(
    WriteSort Sort, string Table, ImmutableArray<WriteColumn> Columns, ImmutableArray<string> Keys, ImmutableArray<string> Sets)
{
    public static RowWrite Insert(string table, params ImmutableArray<WriteColumn> columns) => new(WriteSort.Insert, table, columns, [], []);

    /// <summary>Inserts, or writes over all that is no key.</summary>
    public static RowWrite Put(string table, ImmutableArray<string> keys, params ImmutableArray<WriteColumn> columns) =>
        new(WriteSort.Put, table, columns, keys, [.. NamesBut(keys, columns)]);

    public static RowWrite Update(string table, ImmutableArray<string> keys, params ImmutableArray<WriteColumn> columns) =>
        new(WriteSort.Update, table, columns, keys, [.. NamesBut(keys, columns)]);

    private static IEnumerable<string> NamesBut(ImmutableArray<string> keys, ImmutableArray<WriteColumn> columns) =>
        columns.Select(column => column.Name).Where(name => !keys.Contains(name));
}
