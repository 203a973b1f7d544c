using Crm.Core.Entities;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings.Schema;

/// <summary>Rules of single values: one definition for every type, target of links and set of choices.</summary>
internal static class RuleSchema
{
    public static void Write(SchemaWriter schema)
    {
        var fields = EntityKind.All.SelectMany(kind => kind.Fields).Where(field => !field.IsDerived && field.Type != FieldType.Rows);
        var columns = EntityKind.All.SelectMany(kind => kind.Fields).SelectMany(field => field.Columns);
        foreach (var field in fields.DistinctBy(field => NameOf(field, false)))
        {
            Write(schema, field, false);
        }

        foreach (var column in columns.DistinctBy(column => NameOf(column, true)))
        {
            Write(schema, column, true);
        }
    }

    public static string NameOf(EntityField field, bool isColumn)
    {
        var type = field.Type switch
        {
            FieldType.Link => "link-" + field.Target,
            FieldType.Choice => string.Join('-', field.Choices),
            _ => field.Type.ToString(),
        };
        return (isColumn ? "column-" : "field-") + type;
    }

    public static void Direction(SchemaWriter schema) =>
        schema.Enum("direction", Grammar.Directions.Keys, "Только принимать, только писать туда, и то и другое. | Only received, only written there, both.");

    public static void Policies(SchemaWriter schema)
    {
        schema.Enum("owner", Grammar.Owners.Keys, "Чьё слово решает. | Whose word counts.");
        schema.Enum("on-conflict", Grammar.ConflictPolicies.Keys, "Если изменили обе стороны. | When both sides changed.");
    }

    private static void Write(SchemaWriter schema, EntityField field, bool isColumn)
    {
        var links = field.Type == FieldType.Link;
        void Rule() => schema.Closed(null, links ? ["link"] : [], () =>
        {
            Sources(schema, field);
            var invalid = Grammar.InvalidField.Keys.Where(word => word != "keep" || field.Type == FieldType.Text);
            schema.Enum("if-invalid", invalid, "Если не подошло: отказ, пропуск поля, оставить как есть. | When it does not fit.");
            Direction(schema);
            schema.Ref("write", "write", "Из мест from пишется это, если у строки CRM такие значения; иначе первое. | Of the places in from this one is written of rows with such values; else the first.");
            if (links)
            {
                schema.Enum("link", [field.Target!], "На что ссылается. | What it points to.");
                schema.Enum("missing", Grammar.Missing.Keys, "Цели ещё нет: ждёт всё или только ссылка. | The target is unknown: all waits, or the link only.");
            }

            if (!isColumn)
            {
                Policies(schema);
            }
        });

        if (links)
        {
            schema.Either(NameOf(field, isColumn), "Ссылка. | A link.", Rule);
        }
        else
        {
            schema.Either(NameOf(field, isColumn), "Путь или правило. | A path or a rule.", () => schema.RefForm("path"), Rule);
        }
    }

    private static void Sources(SchemaWriter schema, EntityField field)
    {
        schema.Ref("from", "paths", "Откуда. | Where from.");
        schema.Ref("join", "join", "Соединить несколько. | Join several.");
        schema.Ref("convert", "converters", "Чем преобразовать. | How to convert.");
        schema.Ref("when", "condition", "Только если. | Only if.");
        schema.Typed("required", "boolean", "Без него строки не бывает. | There is no row without it.");
        if (field.Type == FieldType.Link)
        {
            schema.Ref("cases", "link-cases", "Случаи по порядку. | Cases in order.");
            return;
        }

        void Constant() => schema.Object(() => Words(schema, field));
        void Inside()
        {
            schema.Either("value", "Постоянное значение. | A constant.", Constant);
            schema.Ref("from", "paths", "Откуда. | Where from.");
        }

        schema.Either("value", "Постоянное значение. | A constant.", Constant);
        schema.Either("default", "Если ничего нет. | When there is nothing.", Constant);
        schema.Either("else", "Если when не выполнено. | When the condition does not hold.", Constant, () => schema.Closed(null, [], Inside));
        schema.Object("cases", () =>
        {
            schema.Value("description", "Первый подходящий случай. | The first case that fits.");
            schema.Value("type", "array");
            schema.Closed("items", [], () =>
            {
                schema.Ref("when", "condition", "Если. | If.");
                Inside();
            });
        });
    }

    private static void Words(SchemaWriter schema, EntityField field)
    {
        if (field.Type == FieldType.Choice)
        {
            schema.List("enum", field.Choices);
        }
        else
        {
            schema.Value("$ref", "#/definitions/constant");
        }
    }
}
