using System.Collections.Immutable;
using System.Globalization;
using Crm.Core.Entities;

namespace Crm.Core.Storage;

/// <summary>A CRM row in memory: the values of its columns, and of those tables inside it that were asked for.</summary>
public sealed class StoredRow(Guid id, object?[] values)
{
    public Guid Id { get; } = id;

    public object?[] Values { get; } = values;

    public DateTime? ArchivedAt { get; set; }

    public int Revision { get; set; }

    /// <summary>By field; a table that was not read is absent. The place in the list is the row's number.</summary>
    public Dictionary<string, List<object?[]>> Rows { get; } = new(StringComparer.Ordinal);
}

/// <summary>Reads and writes CRM rows of every kind, many at a time, by prepared statements.</summary>
public sealed class RowStore(DbSession db)
{
    private readonly Dictionary<KindTable, Statements> _statements = [];

    /// <summary>The rows with these ids and the named tables inside them; what is not there is left out.</summary>
    public Dictionary<Guid, StoredRow> Read(KindTable table, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string> tables)
    {
        var rows = db.Query(Of(table).Select, reader => ReadRow(table, reader), ids).ToDictionary(row => row.Id);

        foreach (var field in tables)
        {
            foreach (var row in rows.Values)
            {
                row.Rows[field] = [];
            }

            var inner = table.Rows[field];
            foreach (var (owner, no, values) in db.Query(Of(inner).SelectRows, reader => ReadInner(inner, reader), ids))
            {
                var list = rows[owner].Rows[field];
                while (list.Count <= no)
                {
                    list.Add(new object?[inner.Columns.Count]);
                }

                list[no] = values;
            }
        }

        return rows;
    }

    public void Insert(KindTable table, StoredRow row)
    {
        Write(Of(table).Insert, table, row);
        foreach (var (field, rows) in row.Rows)
        {
            for (var no = 0; no < rows.Count; no++)
            {
                WriteInner(table.Rows[field], row.Id, no, rows[no], Of(table.Rows[field]).Insert);
            }
        }
    }

    /// <summary>Writes the columns of a row that is there.</summary>
    public void Update(KindTable table, StoredRow row) => Write(Of(table).Change, table, row);

    /// <summary>Writes one row of a table inside, whether it is there or not.</summary>
    public void PutInner(KindTable inner, Guid owner, int no, object?[] values) =>
        WriteInner(inner, owner, no, values, Of(inner).Change);

    /// <summary>Takes away one row of a table inside; the others keep their numbers.</summary>
    public void DropInner(KindTable inner, Guid owner, int no) => db.Write(Of(inner).DeleteRow, owner, no);

    /// <summary>Takes away the rows of a table inside from a number on.</summary>
    public void CutInner(KindTable inner, Guid owner, int from) => db.Write(Of(inner).DeleteRows, owner, from);

    /// <summary>
    /// The living rows that have these values in these key fields: for each row its id and, in the order of the fields, the
    /// normal forms it has. Values are normal forms too.
    /// </summary>
    public List<(Guid Id, string Key)> FindByKey(KindTable table, IReadOnlyList<string> fields, IReadOnlyCollection<string[]> values)
    {
        var columns = fields.Select(table.MatchColumn).ToList();
        var types = fields.Select(field => table.Columns[table.Ordinal(field)].Field.Type).ToList();

        // The first field tells most, and is found by its index; the others, of which neither database has an index like this, only have to
        // agree: thousands of rows may have them in common.
        var isSame = columns.Select((column, at) => $"{(at == 0 ? $"t.\"{column}\"" : $"coalesce(t.\"{column}\", t.\"{column}\")")} = {Typed($"j.value ->> {at.ToString(CultureInfo.InvariantCulture)}", types[at])}");
        var read = string.Concat(columns.Select(column => $", t.\"{column}\""));

        return db.QueryEach(
            $"t.Id{read}", $"\"{table.Name}\" t", $"t.ArchivedAt IS NULL AND {string.Join(" AND ", isSame)}",
            reader => (reader.GetGuid(0), string.Join('\u001f', types.Select((type, at) => KeyText.Of(Value(reader, at + 1, type))))),
            values);
    }

    private static string Typed(string text, FieldType type) => type switch
    {
        FieldType.Link => $"uuid({text})",
        FieldType.Date => $"date({text})",
        _ => text,
    };

    private void WriteInner(KindTable inner, Guid owner, int no, object?[] values, RowWrite write)
    {
        var parameters = Of(inner).Buffer;
        parameters[0] = owner;
        parameters[1] = no;
        Fill(inner, values, parameters, 2);
        db.Write(write, parameters);
    }

    private void Write(RowWrite write, KindTable table, StoredRow row)
    {
        var parameters = Of(table).Buffer;
        parameters[0] = row.Id;
        parameters[1] = row.ArchivedAt;
        parameters[2] = row.Revision;
        Fill(table, row.Values, parameters, 3);
        db.Write(write, parameters);
    }

    private static void Fill(KindTable table, object?[] values, object?[] parameters, int at)
    {
        for (var column = 0; column < values.Length; column++)
        {
            parameters[at++] = values[column] is decimal number ? Scaled.ToInteger(number, table.Columns[column].Field.Type) : values[column];
            if (table.Columns[column].KeyColumn is not null)
            {
                parameters[at++] = KeyText.Normalise(values[column] as string);
            }
        }
    }

    private static StoredRow ReadRow(KindTable table, DbRow reader)
    {
        var row = new StoredRow(reader.GetGuid(0), ReadValues(table, reader, 3))
        {
            ArchivedAt = reader.IsDBNull(1) ? null : reader.GetDateTime(1),
            Revision = reader.GetInt32(2),
        };
        return row;
    }

    private static (Guid Owner, int No, object?[] Values) ReadInner(KindTable inner, DbRow reader) =>
        (reader.GetGuid(0), reader.GetInt32(1), ReadValues(inner, reader, 2));

    private static object?[] ReadValues(KindTable table, DbRow reader, int first)
    {
        var values = new object?[table.Columns.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = reader.IsDBNull(first + at) ? null : Value(reader, first + at, table.Columns[at].Field.Type);
        }

        return values;
    }

    private static object Value(DbRow reader, int at, FieldType type) => type switch
    {
        FieldType.Money or FieldType.Number => Scaled.ToDecimal(reader.GetInt64(at), type),
        FieldType.Date => reader.GetDate(at),
        FieldType.Boolean => reader.GetBoolean(at),
        FieldType.Link => reader.GetGuid(at),
        _ => reader.GetString(at),
    };

    private Statements Of(KindTable table)
    {
        if (!_statements.TryGetValue(table, out var statements))
        {
            _statements.Add(table, statements = new Statements(table));
        }

        return statements;
    }

    private sealed class Statements
    {
        public Statements(KindTable table)
        {
            var (head, key) = table.Kind is null ? (Inner, new[] { "OwnerId", "No" }) : (Outer, ["Id"]);
            var columns = head.Concat(table.Columns.SelectMany(WithKey)).ToImmutableArray();
            var read = string.Join(", ", head.Select(column => column.Name).Concat(table.Columns.Select(column => column.Name)).Select(name => $"\"{name}\""));

            Buffer = new object?[columns.Length];
            Insert = RowWrite.Insert(table.Name, columns);
            Change = table.Kind is null ? RowWrite.Put(table.Name, [.. key], columns) : RowWrite.Update(table.Name, [.. key], columns);
            Select = $"SELECT {read} FROM \"{table.Name}\" WHERE Id IN ids($0)";
            SelectRows = $"SELECT {read} FROM \"{table.Name}\" WHERE OwnerId IN ids($0)";
            DeleteRow = $"DELETE FROM \"{table.Name}\" WHERE OwnerId = $0 AND No = $1";
            DeleteRows = $"DELETE FROM \"{table.Name}\" WHERE OwnerId = $0 AND No >= $1";
        }

        private static WriteColumn[] Outer { get; } =
            [new("Id", ColumnType.Id), new("ArchivedAt", ColumnType.Moment), new("Revision", ColumnType.Int)];

        private static WriteColumn[] Inner { get; } = [new("OwnerId", ColumnType.Id), new("No", ColumnType.Int)];

        public RowWrite Insert { get; }

        /// <summary>Of a kind an update; of a table inside, whether the row is there or not.</summary>
        public RowWrite Change { get; }

        public string Select { get; }

        public string SelectRows { get; }

        public string DeleteRow { get; }

        public string DeleteRows { get; }

        /// <summary>The values of one write; used again by the next.</summary>
        public object?[] Buffer { get; }

        private static IEnumerable<WriteColumn> WithKey(KindColumn column)
        {
            yield return new WriteColumn(column.Name, TypeOf(column.Field.Type));
            if (column.KeyColumn is { } key)
            {
                yield return new WriteColumn(key, ColumnType.Text);
            }
        }

        private static ColumnType TypeOf(FieldType type) => type switch
        {
            FieldType.Money or FieldType.Number => ColumnType.Long,
            FieldType.Date => ColumnType.Date,
            FieldType.Boolean => ColumnType.Truth,
            FieldType.Link => ColumnType.Id,
            _ => ColumnType.Text,
        };
    }
}
