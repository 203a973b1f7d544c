using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Converters;

/// <summary>Turns a text that is not empty into a value, an empty value or a refusal. Pure.</summary>
internal delegate Outcome Conversion(string text, in Scope scope);

/// <summary>A converter as a rule uses it: its arguments are bound.</summary>
/// <param name="Yields">Text may go on to the next converter; a value with a type ends the list.</param>
/// <param name="Back">Null when what was there before cannot be known.</param>
internal sealed record Converter(string Name, FieldType Yields, Conversion Convert, Unconversion? Back)
{
    /// <summary>What a look-up looks in; else null.</summary>
    public LookupTable? Table { get; init; }
}

/// <summary>A converter as the grammar knows it.</summary>
internal sealed record ConverterKind(
    string Name,
    FieldType Yields,
    string Ru,
    string En,
    IReadOnlyList<ArgumentKind> Arguments,
    Func<Arguments, Conversion> Bind,
    Func<Arguments, Unconversion>? Back)
{
    /// <summary>The argument that may be written without its name, as in "lookup: currencies".</summary>
    public ArgumentKind? Lone => Arguments.Count == 1 ? Arguments[0] : null;
}

/// <summary>What the text of an argument must be.</summary>
internal enum ArgumentType
{
    Text,
    Whole,
    Path,
    Table,
}

/// <summary>One argument a converter takes.</summary>
internal sealed record ArgumentKind(string Name, ArgumentType Type, bool IsRequired);

/// <summary>Checked arguments by name.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, object> values)
{
    public static Arguments None { get; } = new(new Dictionary<string, object>());

    public string Text(string name) => (string)values[name];

    public int Whole(string name) => (int)values[name];

    public SourcePath? Path(string name) => (SourcePath?)values.GetValueOrDefault(name);

    public LookupTable Table(string name) => (LookupTable)values[name];
}
