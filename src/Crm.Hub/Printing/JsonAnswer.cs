using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Hub.Commands;

namespace Crm.Hub.Printing;

/// <summary>
/// The one JSON document of a verb on standard output. Every document begins with the number of its format and the verb and
/// ends with the exit code; src/README.md describes what stands between.
/// </summary>
internal sealed class JsonAnswer : IDisposable
{
    /// <summary>Grows when a reader of yesterday's documents would be misled by today's.</summary>
    public const int Format = 1;

    private readonly MemoryStream _buffer = new();
    private readonly TextWriter _out;

    public JsonAnswer(TextWriter @out, string verb)
    {
        _out = @out;
        Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" });
        Json.WriteStartObject();
        Json.WriteNumber("format", Format);
        Json.WriteString("verb", verb);
    }

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new UtcConverter() },
    };

    public Utf8JsonWriter Json { get; }

    public void Add(string name, object? value)
    {
        Json.WritePropertyName(name);
        JsonSerializer.Serialize(Json, value, Options);
    }

    /// <summary>Passes on what was written so far, so that a long answer needs no memory.</summary>
    public void Pass()
    {
        Json.Flush();
        _out.Write(Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length));
        _buffer.SetLength(0);
    }

    public ExitCode Finish(ExitCode exit)
    {
        Json.WriteNumber("exitCode", (int)exit);
        Json.WriteEndObject();
        Pass();
        _out.WriteLine();
        return exit;
    }

    public void Dispose()
    {
        Json.Dispose();
        _buffer.Dispose();
    }

    // The database gives moments without their kind; all of them are UTC.
    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTime.SpecifyKind(value, DateTimeKind.Utc));
    }
}
