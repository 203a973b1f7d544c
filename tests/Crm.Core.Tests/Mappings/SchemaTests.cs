using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Reading;
using NJsonSchema;

namespace Crm.Core.Tests.Mappings;

public sealed class SchemaTests
{
    private static readonly string SchemaFile = Path.Combine(Shipped.Root, "mappings", "mapping.schema.json");

    private static readonly HashSet<string> SafeKeywords =
        ["$schema", "$ref", "title", "description", "definitions", "type", "enum", "required", "properties", "additionalProperties", "items", "oneOf", "anyOf"];

    [Fact]
    public void The_schema_in_the_repository_is_what_the_grammar_makes()
    {
        if (Environment.GetEnvironmentVariable("WRITE_MAPPING_SCHEMA") == "1")
        {
            File.WriteAllText(SchemaFile, MappingSchema.Text());
        }

        Assert.True(
            MappingSchema.Text() == File.ReadAllText(SchemaFile).ReplaceLineEndings("\n"),
            "mappings/mapping.schema.json is behind the grammar or the CRM kinds: run this test once with WRITE_MAPPING_SCHEMA=1");
    }

    [Fact]
    public void The_schema_knows_the_kinds_the_fields_and_the_converters_of_the_code()
    {
        var schema = JsonNode.Parse(MappingSchema.Text())!;
        var definitions = schema["definitions"]!.AsObject();

        Assert.Equal(EntityKind.All.Select(kind => kind.Name), schema["properties"]!["to"]!["enum"]!.AsArray().Select(word => (string)word!));
        foreach (var kind in EntityKind.All)
        {
            var fields = definitions["fields-" + kind.Name]!["properties"]!.AsObject();
            Assert.Equal(kind.Fields.Where(field => !field.IsDerived).Select(field => field.Name), Names(fields));
            foreach (var table in kind.Fields.Where(field => field.Type == FieldType.Rows))
            {
                var columns = fields[table.Name]!["anyOf"]![0]!["properties"]!["each"]!["properties"]!.AsObject();
                Assert.Equal(table.Columns.Select(column => column.Name), Names(columns));
            }
        }

        var converters = definitions["converter"]!["anyOf"]!.AsArray();
        var plain = converters[0]!["enum"]!.AsArray().Select(word => (string)word!);
        Assert.Equal(ConverterKinds.All.Select(kind => kind.Name).Order(), plain.Union(Names(converters[1]!["properties"]!.AsObject())).Order());
        Assert.Equal(Grammar.ConditionKeys, Names(definitions["condition"]!["properties"]!.AsObject()));
        Assert.Equal(Grammar.MappingKeys, Names(schema["properties"]!.AsObject()));
    }

    [Fact]
    public void Rules_of_the_schema_have_the_keys_of_the_grammar()
    {
        var definitions = JsonNode.Parse(MappingSchema.Text())!["definitions"]!.AsObject();
        var keys = definitions.Where(each => each.Key.StartsWith("field-", StringComparison.Ordinal))
            .SelectMany(each => Names(each.Value!["anyOf"]!.AsArray()[^1]!["properties"]!.AsObject()))
            .Concat(Names(definitions["fields-Variant"]!["properties"]!["Prices"]!["anyOf"]![0]!["properties"]!.AsObject()));

        Assert.Equal(Grammar.FieldKeys.Order(), keys.Distinct().Order());
    }

    [Fact]
    public void Only_keywords_that_every_validator_enforces_are_used()
    {
        using var schema = JsonDocument.Parse(MappingSchema.Text());

        Check(schema.RootElement);

        static void Check(JsonElement node)
        {
            foreach (var member in node.EnumerateObject())
            {
                Assert.Contains(member.Name, SafeKeywords);
                foreach (var inner in Inside(member))
                {
                    Check(inner);
                }
            }
        }

        static IEnumerable<JsonElement> Inside(JsonProperty member) => (member.Name, member.Value.ValueKind) switch
        {
            ("properties" or "definitions", _) => member.Value.EnumerateObject().Select(each => each.Value),
            ("oneOf" or "anyOf", _) => member.Value.EnumerateArray(),
            ("items" or "additionalProperties", JsonValueKind.Object) => [member.Value],
            _ => [],
        };
    }

    [Fact]
    public async Task The_shipped_mappings_validate()
    {
        var schema = await JsonSchema.FromJsonAsync(MappingSchema.Text());
        foreach (var file in Directory.EnumerateDirectories(Path.Combine(Shipped.Root, "mappings")).Where(folder => !folder.EndsWith("tables", StringComparison.Ordinal)).SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml")))
        {
            Assert.Empty(schema.Validate(Json(File.ReadAllText(file))).Select(error => $"{Path.GetFileName(file)}: {error}"));
        }
    }

    [Theory]
    [InlineData("Name: Наименование", true)]
    [InlineData("Name: { from: Наименование, convert: [trim, { split: { by: ';', take: 0 } }], required: true }", true)]
    [InlineData("Inn: ИНН", false)]
    [InlineData("Name: Наименование, Nmae: x", false)]
    [InlineData("Name: { form: Наименование }", false)]
    [InlineData("Name: { from: Наименование, convert: [trimm] }", false)]
    [InlineData("Name: { from: Наименование, convert: [split] }", false)]
    [InlineData("Name: { from: Наименование, owner: their }", false)]
    [InlineData("Name: { from: Наименование, when: { presnt: ИНН } }", false)]
    [InlineData("Name: Наименование, Kind: { value: Firm }", false)]
    [InlineData("Name: Наименование, Partner: { from: Ид }", false)]
    [InlineData("Name: Наименование, Partner: { from: Ид, link: Invoice }", false)]
    [InlineData("Name: Наименование, Contacts: Контакты", false)]
    [InlineData("Name: Наименование, Contacts: { from: Контакты, each: { Valu: Значение } }", false)]
    public async Task The_schema_takes_what_the_reader_takes(string fields, bool takes)
    {
        var schema = await JsonSchema.FromJsonAsync(MappingSchema.Text());
        var text = $"mapping: a\nfrom: Контрагент\nto: Counterparty\nfields: {{ {fields} }}\n";
        using var temp = new TempBook().With("m/a.yaml", text);

        Assert.Equal(takes, temp.Load().Book is not null);
        Assert.Equal(takes, schema.Validate(Json(text)).Count == 0);
    }

    private static IEnumerable<string> Names(JsonObject properties) => properties.Select(each => each.Key);

    private static string Json(string yaml)
    {
        var lints = new List<Lint>();
        var root = YamlTree.Read(yaml, new FileLints("a.yaml", lints));
        Assert.Empty(lints);
        return Json(root!)!.ToJsonString();
    }

    private static JsonNode? Json(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Json)]),
        TextNode { IsNull: true } => null,
        TextNode { IsPlain: true, Text: "true" or "false" } flag => JsonValue.Create(flag.Text == "true"),
        TextNode { IsPlain: true } text when long.TryParse(text.Text, out var number) => JsonValue.Create(number),
        TextNode text => JsonValue.Create(text.Text),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };
}
