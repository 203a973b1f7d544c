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

    /// <summary>A text at the top of an object; null when it is absent or no text.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
