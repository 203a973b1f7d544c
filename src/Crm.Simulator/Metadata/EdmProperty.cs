using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crm.Simulator.Metadata;

/// <summary>One property of a type and its place in the values of an object.</summary>
internal sealed class EdmProperty(string name, EdmKind kind, string? rowType, int index)
{
    public const string Undefined = "StandardODATA.Undefined";

    public string Name { get; } = name;

    public EdmKind Kind { get; } = kind;

    public int Index { get; } = index;

    public JsonEncodedText Json { get; } = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>Name of the type of its rows, of a tabular section or a record set.</summary>
    public string? RowTypeName { get; } = rowType;

    /// <summary>The type of its rows, once the whole metadata was read.</summary>
    public EdmType? RowType { get; set; }

    /// <summary>Place of the property that names the type of this value, when it may be of several.</summary>
    public int TypeIndex { get; set; } = -1;

    /// <summary>Whether it names the type of another property.</summary>
    public bool NamesType { get; set; }

    /// <summary>Whether it holds a reference, which cannot be told greater or smaller than another.</summary>
    public bool IsLink { get; } = kind == EdmKind.Guid && name.EndsWith("_Key", StringComparison.Ordinal);

    public bool IsComposite => TypeIndex >= 0;

    /// <summary>What stands in it when nothing was said: 1C knows no null.</summary>
    public object Default => Kind switch
    {
        EdmKind.Guid => Guid.Empty,
        EdmKind.Boolean => Boxed.False,
        EdmKind.Date => DateTime.MinValue,
        EdmKind.Int16 or EdmKind.Int64 => Boxed.Zero,
        EdmKind.Double => 0m,
        EdmKind.Rows => Array.Empty<object?[]>(),
        _ => NamesType ? Undefined : "",
    };

    public object Of(object?[] values) => values[Index] ?? Default;

    private static class Boxed
    {
        public static readonly object False = false;
        public static readonly object Zero = 0L;
    }
}
