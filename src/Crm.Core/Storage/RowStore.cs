using System.Globalization;
using System.Text;
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
        var keys = HexList(ids);
        var rows = db.Query(Of(table).Select, reader => ReadRow(table, reader), keys).ToDictionary(row => row.Id);

        foreach (var field in tables)
        {
            foreach (var row in rows.Values)
            {
                row.Rows[field] = [];
            }

            var inner = table.Rows[field];
            foreach (var (owner, no, values) in db.Query(Of(inner).SelectRows, reader => ReadInner(inner, reader), keys))
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
    public void Update(KindTable table, StoredRow row) => Write(Of(table).Update, table, row);

    /// <summary>Writes one row of a table inside, whether it is there or not.</summary>
    public void PutInner(KindTable inner, Guid owner, int no, object?[] values) =>
        WriteInner(inner, owner, no, values, Of(inner).Put);

    /// <summary>Takes away one row of a table inside; the others keep their numbers.</summary>
    public void DropInner(KindTable inner, Guid owner, int no) => db.Execute(
        $"DELETE FROM \"{inner.Name}\" WHERE OwnerId = $0 AND No = $1", Key(owner), no);

    /// <summary>Takes away the rows of a table inside from a number on.</summary>
    public void CutInner(KindTable inner, Guid owner, int from) => db.Execute(Of(inner).DeleteRows, Key(owner), from);

    /// <summary>
    /// The living rows that have these values in these key fields: for each row its id and, in the order of the fields, the
    /// normal forms it has. Values are normal forms too.
    /// </summary>
    public List<(Guid Id, string Key)> FindByKey(KindTable table, IReadOnlyList<string> fields, IReadOnlyCollection<string[]> values)
    {
        var columns = fields.Select(table.MatchColumn).ToList();
        var isLink = fields.Select(field => table.Columns[table.Ordinal(field)].Field.Type == FieldType.Link).ToList();
        var sql = new StringBuilder("SELECT t.Id");
        foreach (var (column, at) in columns.Select((column, at) => (column, at)))
        {
            sql.Append(CultureInfo.InvariantCulture, $", {(isLink[at] ? $"hex(t.{column})" : $"t.{column}")}");
        }

        sql.Append(CultureInfo.InvariantCulture, $" FROM json_each($0) j CROSS JOIN \"{table.Name}\" t ON t.ArchivedAt IS NULL");
        foreach (var (column, at) in columns.Select((column, at) => (column, at)))
        {
            var value = $"json_extract(j.value, '$[{at}]')";
            sql.Append(CultureInfo.InvariantCulture, $" AND t.{column} = {(isLink[at] ? $"unhex({value})" : value)}");
        }

        return db.Query(
            sql.ToString(),
            reader => (Id(reader, 0), string.Join('\u001f', Enumerable.Range(1, columns.Count).Select(at => reader.GetString(at)))),
            System.Text.Json.JsonSerializer.Serialize(values));
    }

    /// <summary>A GUID as it lies in the database: sixteen bytes, most significant first.</summary>
    public static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid Id(DbRow reader, int at) => new(reader.GetBlob(at), bigEndian: true);

    /// <summary>Ids as a JSON array of hexadecimal texts, for unhex() over json_each().</summary>
    public static string HexList(IEnumerable<Guid> ids) =>
        "[" + string.Join(',', ids.Select(id => "\"" + Convert.ToHexString(Key(id)) + "\"")) + "]";

    private void WriteInner(KindTable inner, Guid owner, int no, object?[] values, string sql)
    {
        var parameters = Of(inner).Buffer;
        parameters[0] = Key(owner);
        parameters[1] = no;
        Fill(inner, values, parameters, 2);
        db.Execute(sql, parameters);
    }

    private void Write(string sql, KindTable table, StoredRow row)
    {
        var parameters = Of(table).Buffer;
        parameters[0] = Key(row.Id);
        parameters[1] = row.ArchivedAt is { } at ? Moment(at) : null;
        parameters[2] = row.Revision;
        Fill(table, row.Values, parameters, 3);
        db.Execute(sql, parameters);
    }

    private static void Fill(KindTable table, object?[] values, object?[] parameters, int at)
    {
        for (var column = 0; column < values.Length; column++)
        {
            parameters[at++] = Stored(values[column], table.Columns[column].Field.Type);
            if (table.Columns[column].KeyColumn is not null)
            {
                parameters[at++] = KeyText.Normalise(values[column] as string);
            }
        }
    }

    private static object? Stored(object? value, FieldType type) => value switch
    {
        null => null,
        decimal number => Scaled.ToInteger(number, type),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Guid id => Key(id),
        bool truth => truth ? 1L : 0L,
        _ => value,
    };

    /// <summary>A UTC moment as EF writes it.</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static StoredRow ReadRow(KindTable table, DbRow reader)
    {
        var row = new StoredRow(Id(reader, 0), ReadValues(table, reader, 3))
        {
            ArchivedAt = reader.IsDBNull(1) ? null : DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc),
            Revision = reader.GetInt32(2),
        };
        return row;
    }

    private static (Guid Owner, int No, object?[] Values) ReadInner(KindTable inner, DbRow reader) =>
        (Id(reader, 0), reader.GetInt32(1), ReadValues(inner, reader, 2));

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
        FieldType.Date => DateOnly.ParseExact(reader.GetString(at), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Boolean => reader.GetInt64(at) != 0,
        FieldType.Link => Id(reader, at),
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
            string[] head = table.Kind is null ? ["OwnerId", "No"] : ["Id", "ArchivedAt", "Revision"];
            var columns = head.Concat(table.Columns.SelectMany(WithKey)).ToList();
            var list = string.Join(", ", columns.Select(Quoted));
            var read = string.Join(", ", head.Concat(table.Columns.Select(column => column.Name)).Select(Quoted));
            var places = string.Join(", ", columns.Select((_, at) => "$" + at));
            var sets = string.Join(", ", columns.Select((column, at) => $"{Quoted(column)} = ${at}").Skip(1));

            Buffer = new object?[columns.Count];
            Insert = $"INSERT INTO \"{table.Name}\" ({list}) VALUES ({places})";
            Put = $"INSERT OR REPLACE INTO \"{table.Name}\" ({list}) VALUES ({places})";
            Update = $"UPDATE \"{table.Name}\" SET {sets} WHERE {Quoted(columns[0])} = $0";
            Select = $"SELECT {read} FROM \"{table.Name}\" WHERE Id IN (SELECT unhex(value) FROM json_each($0))";
            SelectRows = $"SELECT {read} FROM \"{table.Name}\" WHERE OwnerId IN (SELECT unhex(value) FROM json_each($0))";
            DeleteRows = $"DELETE FROM \"{table.Name}\" WHERE OwnerId = $0 AND No >= $1";
        }

        public string Insert { get; }

        public string Put { get; }

        public string Update { get; }

        public string Select { get; }

        public string SelectRows { get; }

        public string DeleteRows { get; }

        /// <summary>The parameters of one write; used again by the next.</summary>
        public object?[] Buffer { get; }

        private static IEnumerable<string> WithKey(KindColumn column) =>
            column.KeyColumn is { } key ? [column.Name, key] : [column.Name];

        private static string Quoted(string column) => $"\"{column}\"";
    }
}
