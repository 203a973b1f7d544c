using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Schema;

/// <summary>The parts of the schema that are the same for every kind: texts, constants, conditions, converters.</summary>
internal static class GrammarSchema
{
    public static void Write(SchemaWriter schema)
    {
        Scalars(schema);
        Conditions(schema);
        Converters(schema);
        LinkCases(schema);
        Write(schema, "write", () =>
        {
            schema.Value("type", "object");
            schema.Object("additionalProperties", () => schema.Value("$ref", "#/definitions/words"));
        });
        schema.Closed("join", ["from"], () =>
        {
            schema.Ref("from", "paths", "Что соединить. | What to join.");
            schema.Text("with", "Чем. | With what.");
        });
    }

    private static void Write(SchemaWriter schema, string name, Action inside) => schema.Object(name, () =>
    {
        schema.Value("type", "object");
        schema.Object("additionalProperties", inside);
    });

    private static void Scalars(SchemaWriter schema)
    {
        schema.Object("constant", () =>
        {
            schema.Value("description", "Постоянное значение; ~ — пусто. | A constant; ~ is empty.");
            schema.List("type", ["string", "number", "boolean", "null"]);
        });
        schema.Either("texts", "Один текст или список. | One text or a list.", () => schema.Object(() => schema.Value("type", "string")), () => schema.Object(() =>
        {
            schema.Value("type", "array");
            schema.Object("items", () => schema.Value("type", "string"));
        }));
        schema.Either("words", "Слово или список слов. | A word or a list of words.", () => schema.RefForm("constant"), () => schema.ListForm("constant"));
        schema.Ref("paths", "texts", "Путь или список: берётся первый непустой. | A path or a list: the first that is not empty is taken.");
        schema.Object("path", () => schema.Value("type", "string"));
    }

    private static void Conditions(SchemaWriter schema)
    {
        void ByPath(string name, string description) => schema.Object(name, () =>
        {
            schema.Value("description", description);
            schema.Value("type", "object");
            schema.Object("additionalProperties", () => schema.Value("$ref", "#/definitions/words"));
        });
        void List(string name, string description) => schema.Object(name, () =>
        {
            schema.Value("description", description);
            schema.Value("type", "array");
            schema.Object("items", () => schema.Value("$ref", "#/definitions/condition"));
        });

        schema.Closed("condition", [], () =>
        {
            schema.Text("present", "Есть значение. | Has a value.");
            schema.Text("absent", "Значения нет: не сказано или пусто. | Has no value: not said, or empty.");
            schema.Text("said", "Сказано, хотя бы и пусто. | Was said, even as empty.");
            ByPath("equals", "Равно слову или одному из слов. | Equals a word or one of the words.");
            ByPath("length", "Столько знаков. | Has so many characters.");
            ByPath("starts", "Начинается с. | Starts with.");
            List("all", "Все сразу. | All of them.");
            List("any", "Хотя бы одно. | Any of them.");
            schema.Ref("not", "condition", "Наоборот. | The opposite.");
        });
    }

    private static void Converters(SchemaWriter schema)
    {
        schema.Either("converters", "Преобразователи по порядку. | Converters in order.", () => schema.RefForm("converter"), () => schema.ListForm("converter"));
        schema.Object("converter", () => schema.Array<Action>(
            "anyOf",
            [
                () => schema.Object(() => schema.List("enum", ConverterKinds.All.Where(kind => !kind.Arguments.Any(each => each.IsRequired)).Select(kind => kind.Name))),
                () => schema.Closed(null, [], () =>
                {
                    foreach (var kind in ConverterKinds.All.Where(kind => kind.Arguments.Count > 0))
                    {
                        Arguments(schema, kind);
                    }
                }),
            ],
            form => form()));
    }

    private static void LinkCases(SchemaWriter schema) => schema.Object("link-cases", () =>
    {
        schema.Value("type", "array");
        schema.Closed("items", ["from"], () =>
        {
            schema.Ref("when", "condition", "Если. | If.");
            schema.Ref("from", "paths", "Откуда. | Where from.");
        });
    });

    private static void Arguments(SchemaWriter schema, ConverterKind kind)
    {
        void Named() => schema.Closed(null, kind.Arguments.Where(each => each.IsRequired).Select(each => each.Name), () =>
        {
            foreach (var argument in kind.Arguments)
            {
                schema.Object(argument.Name, () => Argument(schema, argument));
            }
        });

        var description = $"{kind.Ru} | {kind.En}";
        if (kind.Lone is { } lone)
        {
            schema.Either(kind.Name, description, Named, () => schema.Object(() => Argument(schema, lone)));
        }
        else
        {
            schema.Either(kind.Name, description, Named);
        }
    }

    private static void Argument(SchemaWriter schema, ArgumentKind argument)
    {
        if (argument.Type == ArgumentType.Whole)
        {
            schema.Value("type", "integer");
        }
        else
        {
            schema.List("type", ["string", "number"]);
        }
    }
}
