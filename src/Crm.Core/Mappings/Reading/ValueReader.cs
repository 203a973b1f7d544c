using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads the leaves of a rule: constants, paths and joined paths, each made to fit the field.</summary>
/// <param name="converters">Those of the rule; null when one of them is wrong.</param>
/// <param name="conversions">Null when they are wrong, or when there is no field.</param>
internal sealed class ValueReader(
    FileLints lints, PathReader paths, EntityField? field, IReadOnlyList<Converter>? converters, List<Conversion>? conversions, bool keeps)
{
    private readonly TypeLints _types = new(lints, paths);

    public Source? From(Node node) => Places(node) is { Count: > 0 } from ? Fit(Sources.FirstText(from)) : null;

    public Source? Join(Node node)
    {
        if (node.Map(Grammar.JoinKeys, lints) is not { } map)
        {
            return null;
        }

        if (map["from"] is not { } from)
        {
            lints.Error(map, LintCodes.MissingKey, "в join нужно from: список путей.", "join needs from: a list of paths.");
            return null;
        }

        var with = map["with"] is TextNode text ? text.Text : " ";
        return Places(from) is { Count: > 0 } all ? Fit(Sources.Joined(all, with)) : null;
    }

    public Source? Constant(Node node) => Typed(node) is { } value ? Sources.Constant(value) : null;

    /// <summary>A word alone is a constant; { from: … } and { value: … } say which is meant.</summary>
    public Source? Else(Node node) =>
        node is TextNode ? Constant(node) : node.Map(Grammar.ElseKeys, lints) is { } map ? ValueOrFrom(map) : null;

    public Source? ValueOrFrom(MapNode map)
    {
        if (map["value"] is { } value)
        {
            return Constant(value);
        }

        if (map["from"] is { } from)
        {
            return From(from);
        }

        lints.Error(map, LintCodes.MissingKey, "здесь нужно value или from.", "value or from is needed here.");
        return null;
    }

    /// <summary>The constant as the field holds it, or null with a lint.</summary>
    public Outcome? Typed(Node node)
    {
        if (node is not TextNode text)
        {
            lints.Error(node, LintCodes.Shape, "постоянное значение — это одно слово.", "a constant is one word.");
            return null;
        }

        if (text.IsNull || field is null)
        {
            return Outcome.Empty;
        }

        var value = field.Type is FieldType.Link
            ? Outcome.No(text.Text, "ссылка не бывает постоянной", "a link cannot be a constant")
            : FieldConversions.For(field)(text.Text, default);
        if (value.Wrong is not { } wrong)
        {
            return value;
        }

        lints.Error(text, LintCodes.WrongConstant, $"{field.Name}: {wrong.Ru}.", $"{field.Name}: {wrong.En}.", Nearest.To(text.Text, field.Choices));
        return null;
    }

    private List<SourcePath> Places(Node node)
    {
        var from = paths.Placed(node).ToList();
        foreach (var (at, path) in from)
        {
            Check(at, path);
        }

        return [.. from.Select(one => one.Path)];
    }

    private void Check(TextNode at, SourcePath path)
    {
        if (field is null || converters is null)
        {
            return;
        }

        _types.Takes(field, converters, at, path);
        if (converters is [{ Table: { } table }, ..])
        {
            _types.Lookup(table, at, path);
        }
    }

    private Source? Fit(Source text) => conversions is null ? null : Sources.Converted(text, conversions, keeps);
}
