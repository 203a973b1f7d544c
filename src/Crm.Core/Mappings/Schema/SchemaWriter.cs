using System.Text.Json;

namespace Crm.Core.Mappings.Schema;

/// <summary>Writes the few forms of which the schema is made; only keywords of draft-07 that every editor enforces.</summary>
internal sealed class SchemaWriter(Utf8JsonWriter json)
{
    public void Value(string name, string value) => json.WriteString(name, value);

    public void Value(string name, bool value) => json.WriteBoolean(name, value);

    public void Object(Action inside)
    {
        json.WriteStartObject();
        inside();
        json.WriteEndObject();
    }

    public void Object(string name, Action inside)
    {
        json.WritePropertyName(name);
        Object(inside);
    }

    public void Array<T>(string name, IEnumerable<T> items, Action<T> each)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            each(item);
        }

        json.WriteEndArray();
    }

    public void List(string name, IEnumerable<string> items) => Array(name, items, json.WriteStringValue);

    public void Typed(string name, string type, string description) => Object(name, () =>
    {
        Value("description", description);
        Value("type", type);
    });

    public void Text(string name, string description) => Typed(name, "string", description);

    public void Ref(string name, string definition, string description) => Object(name, () =>
    {
        Value("description", description);
        Array("anyOf", [definition], target => Object(() => Value("$ref", "#/definitions/" + target)));
    });

    public void Enum(string name, IEnumerable<string> words, string description) => Object(name, () =>
    {
        Value("description", description);
        List("enum", words);
    });

    /// <summary>An object that has no other properties than these.</summary>
    public void Closed(string? name, IEnumerable<string> required, Action properties)
    {
        void Inside()
        {
            Value("type", "object");
            Value("additionalProperties", false);
            if (required.Any())
            {
                List("required", required);
            }

            Object("properties", properties);
        }

        if (name is null)
        {
            Object(Inside);
        }
        else
        {
            Object(name, Inside);
        }
    }

    /// <summary>One of several forms.</summary>
    public void Either(string name, string description, params ReadOnlySpan<Action> forms)
    {
        var all = forms.ToArray();
        Object(name, () =>
        {
            Value("description", description);
            Array("anyOf", all, form => form());
        });
    }

    public void RefForm(string definition) => Object(() => Value("$ref", "#/definitions/" + definition));

    public void ListForm(string definition) => Object(() =>
    {
        Value("type", "array");
        Object("items", () => Value("$ref", "#/definitions/" + definition));
    });
}
