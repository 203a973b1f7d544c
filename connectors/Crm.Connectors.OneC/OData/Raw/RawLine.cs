using System.Text.Json;
using System.Text.Unicode;
using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>What a line is.</summary>
internal enum LineKind
{
    Head,
    Object,
    Deleted,
    About,
    Spoken,
    End,
}

/// <summary>One line, looked at once: what it is and where its content lies. Nothing of the object is decoded.</summary>
internal readonly record struct RawLine(LineKind Kind, string Set, string? About, string? Id, long Number, ReadOnlyMemory<byte> Content, bool IsMarked)
{
    private const int NoRows = 2;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>A register speaks of the object no more: its rows are [].</summary>
    public bool IsEmpty => Content.Length == NoRows;

    /// <param name="names">Sets seen before: the same few come again and again.</param>
    /// <exception cref="ConnectorException">Malformed.</exception>
    public static RawLine Of(ReadOnlyMemory<byte> line, long number, SetNames names)
    {
        try
        {
            return Utf8.IsValid(line.Span) ? Parse(line, names) : throw Broken(number, null);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw Broken(number, wrong);
        }
    }

    private static RawLine Parse(ReadOnlyMemory<byte> bytes, SetNames names)
    {
        var reader = new Utf8JsonReader(bytes.Span, Options);
        var line = default(RawLine);
        var isSaid = false;
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            line = Take(ref reader, line, bytes, names, ref isSaid);
        }

        return isSaid && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? line : throw new JsonException();
    }

    private static RawLine Take(ref Utf8JsonReader reader, RawLine line, ReadOnlyMemory<byte> bytes, SetNames names, ref bool isSaid)
    {
        if (Is(ref reader, RawForm.Set))
        {
            reader.Read();
            return line with { Set = names.Of(ref reader) };
        }

        if (Is(ref reader, RawForm.About))
        {
            reader.Read();
            return line with { About = names.Of(ref reader) };
        }

        if (Is(ref reader, RawForm.Id))
        {
            reader.Read();
            return line with { Id = reader.GetString() };
        }

        isSaid = true;
        return TakeContent(ref reader, line, bytes);
    }

    private static RawLine TakeContent(ref Utf8JsonReader reader, RawLine line, ReadOnlyMemory<byte> bytes)
    {
        if (Is(ref reader, RawForm.Object))
        {
            Expect(ref reader, JsonTokenType.StartObject);
            return line with { Kind = LineKind.Object, IsMarked = ObjectLook.IsMarked(reader), Content = Skipped(ref reader, bytes) };
        }

        if (Is(ref reader, RawForm.Rows))
        {
            Expect(ref reader, JsonTokenType.StartArray);
            return line with { Kind = LineKind.About, Content = Skipped(ref reader, bytes) };
        }

        if (Is(ref reader, RawForm.Deleted))
        {
            Expect(ref reader, JsonTokenType.String);
            return line with { Kind = LineKind.Deleted, Id = reader.GetString(), IsMarked = true };
        }

        var kind = NumberedBy(ref reader);
        Expect(ref reader, JsonTokenType.Number);
        return line with { Kind = kind, Number = reader.GetInt64() };
    }

    private static LineKind NumberedBy(ref Utf8JsonReader reader) =>
        Is(ref reader, RawForm.Spoken) ? LineKind.Spoken
        : Is(ref reader, RawForm.End) ? LineKind.End
        : Is(ref reader, RawForm.Form) ? LineKind.Head
        : throw new JsonException();

    private static ReadOnlyMemory<byte> Skipped(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return bytes[start..(int)reader.BytesConsumed];
    }

    private static bool Is(ref Utf8JsonReader reader, JsonEncodedText name) => reader.ValueTextEquals(name.EncodedUtf8Bytes);

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException();
        }
    }

    private static ConnectorException Broken(long number, Exception? inner) => new(
        Trouble.Malformed,
        new Words($"строка {number}: это не объект, как его рассказывает 1С", $"line {number}: this is no object as 1C tells it"),
        inner);
}
