using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>Makes fields of an object of 1C. What 1C says of its own wire (odata.*, links) is left out.</summary>
internal sealed class ObjectDecoder(SetNames names)
{
    /// <summary>The object, and the name of its state.</summary>
    public (Fields Fields, string? Version) Decode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        string? version = null;
        var fields = ReadObject(ref reader, isRow: false, ref version);
        return (fields, version);
    }

    /// <summary>The rows of an array, in its order.</summary>
    public List<Fields> DecodeRows(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var rows = new List<Fields>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? version = null;
            rows.Add(ReadObject(ref reader, isRow: false, ref version));
        }

        return rows;
    }

    private Fields ReadObject(ref Utf8JsonReader reader, bool isRow, ref string? version)
    {
        var builder = new Fields.Builder(32);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = names.Of(ref reader);
            reader.Read();
            if (IsNoise(name) || (isRow && name is OwnNames.Ref or OwnNames.Line && isRow))
            {
                reader.Skip();
            }
            else if (name == OwnNames.Version && !isRow)
            {
                version = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else
            {
                builder.Set(name, Value(ref reader));
            }
        }

        return builder.ToFields();
    }

    private object? Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return Section(ref reader);
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            string? version = null;
            return ReadObject(ref reader, isRow: false, ref version);
        }

        return Values.Of(ref reader);
    }

    // 1C tells the rows in the order of its table of the database; their numbers are the order that people see.
    private Many Section(ref Utf8JsonReader reader)
    {
        var rows = new List<(long Line, object? Row)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var isRow = reader.TokenType == JsonTokenType.StartObject;
            string? version = null;
            rows.Add(isRow ? (LineOf(reader), ReadObject(ref reader, isRow: true, ref version)) : (0, Value(ref reader)));
        }

        return rows.Count == 0 ? Many.None : Many.Own([.. rows.OrderBy(row => row.Line).Select(row => row.Row)]);
    }

    private static long LineOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLine = reader.ValueTextEquals("LineNumber"u8);
            reader.Read();
            if (isLine)
            {
                return long.TryParse(Values.Of(ref reader), out var line) ? line : 0;
            }

            reader.Skip();
        }

        return 0;
    }

    private static bool IsNoise(string name) => name.StartsWith("odata.", StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal);
}
