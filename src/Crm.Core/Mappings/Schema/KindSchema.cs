using Crm.Core.Entities;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings.Schema;

/// <summary>The parts of the schema that one CRM kind has of its own: its match keys and the rules of its fields.</summary>
internal static class KindSchema
{
    public static void Write(SchemaWriter schema, EntityKind kind)
    {
        Match(schema, kind);
        schema.Closed("fields-" + kind.Name, RequiredFields.Of(kind), () =>
        {
            foreach (var field in kind.Fields.Where(field => !field.IsDerived))
            {
                Rule(schema, field, isColumn: false);
            }
        });
    }

    private static void Match(SchemaWriter schema, EntityKind kind)
    {
        void Keys() => schema.Object(() =>
        {
            schema.Value("type", "array");
            schema.Object("items", () => schema.List("enum", kind.Fields.Where(field => field.IsKey).Select(field => field.Name)));
        });

        schema.Either("match-" + kind.Name, "Поля ключа: все должны быть непусты. | Fields of a key: none may be empty.", Keys, () => schema.Closed(null, ["key"], () =>
        {
            schema.Either("key", "Поля ключа. | Fields of the key.", Keys);
            schema.Enum("taken", Grammar.Taken.Keys, "Найденная строка уже связана с другим объектом той же базы: спросить, это другая, это она же. | The row found is linked already: ask, it is another, it is the same.");
            schema.Object("when", () =>
            {
                schema.Value("description", "Только при таких значениях CRM. | Only with these CRM values.");
                schema.Value("type", "object");
                schema.Value("additionalProperties", false);
                schema.Object("properties", () =>
                {
                    foreach (var field in kind.Fields.Where(field => field.Type != FieldType.Rows))
                    {
                        schema.Ref(field.Name, "words", field.Name);
                    }
                });
            });
        }));
    }

    private static void Rule(SchemaWriter schema, EntityField field, bool isColumn)
    {
        if (field.Type == FieldType.Rows)
        {
            schema.Either(field.Name, Describe(field), () => Table(schema, field));
        }
        else
        {
            schema.Ref(field.Name, RuleSchema.NameOf(field, isColumn), Describe(field));
        }
    }

    private static string Describe(EntityField field) => field.Type switch
    {
        FieldType.Link => $"Ссылка на {field.Target}. | A link to {field.Target}.",
        FieldType.Choice => $"Одно из: {string.Join(", ", field.Choices)}. | One of these.",
        FieldType.Rows => "Таблица. | A table.",
        _ => field.Type.ToString(),
    };

    private static void Table(SchemaWriter schema, EntityField field) => schema.Closed(null, ["from", "each"], () =>
    {
        schema.Ref("from", "paths", "Откуда строки; точка — сам объект. | Where rows come from; a dot is the object itself.");
        schema.Ref("when", "condition", "Только если. | Only if.");
        schema.Ref("else", "constant", "Только ~. | Only ~.");
        schema.Typed("skip", "integer", "Столько первых строк пропустить. | So many first rows are left out.");
        if (field.RowKey.Count > 0)
        {
            schema.Typed("whole", "boolean", "Передают всегда все строки: которой нет, ту убрали. | Always told whole: a row that is missing was taken away.");
        }

        schema.Typed("required", "boolean", "Без неё строки не бывает. | There is no row without it.");
        schema.Enum("if-invalid", Grammar.InvalidTable.Keys, "Если строка не подошла. | When a row does not fit.");
        RuleSchema.Direction(schema);
        RuleSchema.Policies(schema);
        schema.Closed("each", [], () =>
        {
            foreach (var column in field.Columns)
            {
                Rule(schema, column, isColumn: true);
            }
        });
    });
}
