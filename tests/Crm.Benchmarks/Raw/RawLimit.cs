using System.Xml;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crm.Benchmarks.Raw;

/// <summary>
/// What this machine can do at best with one thread: every element decoded by XmlReader and written by prepared upserts in
/// one transaction, with the columns of the CRM, and nothing else: no links, no journal, no matching.
/// </summary>
internal static class RawLimit
{
    private static readonly string[] Pragmas = ["journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"];

    public static long Run(BenchmarkFolder folder)
    {
        using var connection = Open(folder.NewDatabase("raw-limit"));
        using var transaction = connection.BeginTransaction();
        using var schema = new RawSchema(new UpsertTables(connection, transaction));
        Load(folder, schema);
        transaction.Commit();
        return schema.Written;
    }

    /// <summary>The same by binary COPY; of what comes twice the first is kept.</summary>
    public static long RunOnServer(BenchmarkFolder folder)
    {
        using var connection = new NpgsqlConnection(Servers.Raw);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var tables = new CopyTables(connection);
        using var schema = new RawSchema(tables);
        Load(folder, schema);
        tables.Flush();
        transaction.Commit();
        return schema.Written;
    }

    private static void Load(BenchmarkFolder folder, RawSchema schema)
    {
        foreach (var file in folder.Files)
        {
            Load(file, schema);
        }
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var pragma in Pragmas)
        {
            command.CommandText = $"PRAGMA {pragma}";
            command.ExecuteNonQuery();
        }

        return connection;
    }

    private static void Load(string file, RawSchema schema)
    {
        ElementRows items = new ItemRows(schema), offers = new OfferRows(schema), documents = new DocumentRows(schema);
        using var reader = HouseXml.Open(file);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var rows = reader.LocalName switch
                {
                    "Товар" => items,
                    "Предложение" => offers,
                    "Документ" => documents,
                    _ => null,
                };
                rows?.Read(reader);
            }
        }
    }
}
