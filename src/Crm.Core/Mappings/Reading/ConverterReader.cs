using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the list of converters of a rule.</summary>
internal sealed class ConverterReader(FileLints lints, PathReader paths, LookupTables tables)
{
    /// <summary>The converters in order, or null when one of them is wrong.</summary>
    public IReadOnlyList<Converter>? Read(Node node)
    {
        var converters = new List<Converter>();
        var right = true;
        foreach (var item in node is ListNode list ? list.Items : [node])
        {
            var converter = One(item);
            right &= converter is not null && TakesFrom(converters.LastOrDefault(), converter, item);
            converters.AddRange(converter is null ? [] : [converter]);
        }

        return right ? converters : null;
    }

    private bool TakesFrom(Converter? before, Converter converter, Node item)
    {
        if (before is null or { Yields: FieldType.Text })
        {
            return true;
        }

        lints.Error(
            item, LintCodes.TypeClash,
            $"после «{before.Name}» это уже не текст: «{converter.Name}» его не возьмёт; поставьте «{before.Name}» последним.",
            $"after '{before.Name}' it is a text no more, '{converter.Name}' cannot take it; put '{before.Name}' last.");
        return false;
    }

    private Converter? One(Node item)
    {
        var (name, argument) = item switch
        {
            TextNode text => (text, null),
            MapNode { Entries: [var only] } => (only.Key, only.Value),
            _ => ((TextNode?)null, (Node?)null),
        };
        if (name is null)
        {
            lints.Error(item, LintCodes.Shape, "здесь нужно имя преобразователя или вид { имя: … }.", "the name of a converter or the form { name: … } is needed here.");
            return null;
        }

        if (ConverterKinds.Find(name.Text) is { } kind)
        {
            return Bound(kind, name, argument);
        }

        var known = ConverterKinds.All.Select(each => each.Name);
        lints.Error(name, LintCodes.UnknownConverter, $"неизвестный преобразователь «{name.Text}».", $"unknown converter '{name.Text}'.", Nearest.To(name.Text, known));
        return null;
    }

    private Converter? Bound(ConverterKind kind, TextNode name, Node? argument)
    {
        var values = new Dictionary<string, object>();
        var right = argument switch
        {
            null => true,
            MapNode map => Named(kind, map, values),
            _ when kind.Lone is { } lone => Value(lone, argument, values),
            _ => Surplus(kind, argument),
        };

        foreach (var missing in kind.Arguments.Where(each => right && each.IsRequired && !values.ContainsKey(each.Name)))
        {
            lints.Error(name, LintCodes.WrongArgument, $"преобразователю «{kind.Name}» нужно «{missing.Name}».", $"the converter '{kind.Name}' needs '{missing.Name}'.");
            right = false;
        }

        if (!right)
        {
            return null;
        }

        var bound = new Arguments(values);
        return new Converter(kind.Name, kind.Yields, kind.Bind(bound), kind.Back?.Invoke(bound)) { Table = values.Values.OfType<LookupTable>().FirstOrDefault() };
    }

    private bool Surplus(ConverterKind kind, Node argument)
    {
        var takes = kind.Arguments.Count == 0 ? "—" : string.Join(", ", kind.Arguments.Select(each => each.Name));
        lints.Error(argument, LintCodes.WrongArgument, $"«{kind.Name}» такого не принимает; его аргументы: {takes}.", $"'{kind.Name}' does not take this; its arguments: {takes}.");
        return false;
    }

    private bool Named(ConverterKind kind, MapNode map, Dictionary<string, object> values)
    {
        var right = true;
        foreach (var (key, node) in map.Entries)
        {
            if (kind.Arguments.FirstOrDefault(each => each.Name == key.Text) is { } argument)
            {
                right &= Value(argument, node, values);
                continue;
            }

            var known = kind.Arguments.Select(each => each.Name);
            lints.Error(key, LintCodes.WrongArgument, $"у «{kind.Name}» нет аргумента «{key.Text}».", $"'{kind.Name}' has no argument '{key.Text}'.", Nearest.To(key.Text, known));
            right = false;
        }

        return right;
    }

    private bool Value(ArgumentKind argument, Node node, Dictionary<string, object> values)
    {
        object? value = argument.Type switch
        {
            ArgumentType.Whole => node.Whole(lints, out var number) ? number : null,
            ArgumentType.Path => paths.One(node),
            ArgumentType.Table => node.Text(lints, out var table) ? tables.Find(table, lints) : null,
            _ => PlainText(argument, node),
        };
        values[argument.Name] = value!;
        return value is not null;
    }

    // "replace: { what: x, with: '' }" takes away; every other text must say something.
    private string? PlainText(ArgumentKind argument, Node node)
    {
        if (node is TextNode { Text: var text, IsNull: false } && (text.Length > 0 || argument.Name == "with"))
        {
            return text;
        }

        lints.Error(node, LintCodes.WrongArgument, $"«{argument.Name}» должно быть текстом.", $"'{argument.Name}' must be a text.");
        return null;
    }
}
