using System.Text.Json;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>A few values of an object, found without decoding it.</summary>
internal static class ObjectLook
{
    /// <summary>Whether the object at whose beginning the reader stands carries the deletion mark.</summary>
    public static bool IsMarked(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals("DeletionMark"u8);
            reader.Read();
            if (isMark)
            {
                return reader.TokenType == JsonTokenType.True;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>A text at the top of an object, as 1C wrote it; null when it is absent or no text.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        return MoveTo(ref reader, name) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>A value at the top of an object, as the hub knows it; null when it is absent or empty.</summary>
    public static string? Value(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        return MoveTo(ref reader, name) ? Values.Of(ref reader) : null;
    }

    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
