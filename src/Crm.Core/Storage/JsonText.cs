using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Crm.Core.Storage;

/// <summary>Makes short JSON texts in a buffer that each thread uses again and again.</summary>
internal static class JsonText
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>What the action writes. It must not ask for another text meanwhile.</summary>
    public static string Write(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(WriteUtf8(write).Bytes.Span);

    /// <summary>The same, not made into a string. Holds until this thread writes the next text.</summary>
    public static Utf8 WriteUtf8(Action<Utf8JsonWriter> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        writer ??= new Utf8JsonWriter(buffer, FieldsJson.Readable);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer);
        writer.Flush();
        return new Utf8(buffer.WrittenMemory);
    }
}
