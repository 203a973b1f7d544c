using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Core.Entities;
using Crm.Core.Mappings.Reading;
using Crm.Core.Mappings.Schema;

namespace Crm.Core.Mappings;

/// <summary>The JSON schema by which editors complete and check mappings as they are written; made from the grammar and the CRM kinds.</summary>
public static class MappingSchema
{
    /// <summary>The text of mapping.schema.json.</summary>
    public static string Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            Root(new SchemaWriter(json));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Root(SchemaWriter schema) => schema.Object(() =>
    {
        schema.Value("$schema", "http://json-schema.org/draft-07/schema#");
        schema.Value("title", "Сопоставление | mapping");
        schema.Value("description", "Что из внешней системы становится чем в CRM. | What of the external system becomes what in the CRM.");
        schema.Value("type", "object");
        schema.List("required", ["mapping", "from", "to", "fields"]);
        schema.Value("additionalProperties", false);
        schema.Object("properties", () => Properties(schema));
        schema.Array("oneOf", EntityKind.All, kind => OfKind(schema, kind));
        schema.Object("definitions", () => Definitions(schema));
    });

    private static void Properties(SchemaWriter schema)
    {
        schema.Text("mapping", "Имя, одно на все файлы. | A name, unique among the files.");
        schema.Ref("from", "texts", "Вид или виды внешней системы. | The kind or kinds of the external system.");
        schema.Enum("to", EntityKind.All.Select(kind => kind.Name), "Вид CRM. | The kind of the CRM.");
        schema.Ref("when", "condition", "Брать только такие объекты. | Take only such objects.");
        schema.Typed("match", "array", "Ключи первой встречи, по порядку. | Keys of the first meeting, in order.");
        schema.Enum("on-conflict", Grammar.ConflictPolicies.Keys, "Если изменили обе стороны. | When both sides changed.");
        RuleSchema.Direction(schema);
        schema.Typed("fields", "object", "Правила полей. | Rules of the fields.");
    }

    private static void OfKind(SchemaWriter schema, EntityKind kind) => schema.Object(() =>
        schema.Object("properties", () =>
        {
            schema.Object("to", () => schema.List("enum", [kind.Name]));
            schema.Object("match", () => schema.Object("items", () => schema.Value("$ref", "#/definitions/match-" + kind.Name)));
            schema.Object("fields", () => schema.Value("$ref", "#/definitions/fields-" + kind.Name));
        }));

    private static void Definitions(SchemaWriter schema)
    {
        GrammarSchema.Write(schema);
        RuleSchema.Write(schema);
        foreach (var kind in EntityKind.All)
        {
            KindSchema.Write(schema, kind);
        }
    }
}
