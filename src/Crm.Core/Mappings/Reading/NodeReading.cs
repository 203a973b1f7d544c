using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Crm.Core.Mappings.Reading;

/// <summary>Small questions to nodes; each says by itself what is wrong.</summary>
internal static class NodeReading
{
    /// <summary>The map, its unknown keys told of.</summary>
    public static MapNode? Map(this Node node, IReadOnlyList<string> keys, FileLints lints)
    {
        if (node is not MapNode map)
        {
            lints.Error(node, LintCodes.Shape, $"здесь нужны ключи: {string.Join(", ", keys)}.", $"keys are needed here: {string.Join(", ", keys)}.");
            return null;
        }

        foreach (var (key, _) in map.Entries)
        {
            if (!keys.Contains(key.Text))
            {
                lints.Error(key, LintCodes.UnknownKey, $"неизвестный ключ «{key.Text}».", $"unknown key '{key.Text}'.", Nearest.To(key.Text, keys));
            }
        }

        return map;
    }

    public static bool Text(this Node node, FileLints lints, [NotNullWhen(true)] out TextNode? text)
    {
        text = node as TextNode;
        if (text is null || text.IsNull || text.Text.Length == 0)
        {
            lints.Error(node, LintCodes.Shape, "здесь нужен текст.", "a text is needed here.");
            text = null;
        }

        return text is not null;
    }

    /// <summary>One text, or a list of texts; empty with a lint when it is neither.</summary>
    public static IReadOnlyList<TextNode> Texts(this Node node, FileLints lints)
    {
        IReadOnlyList<Node> nodes = node is ListNode list ? list.Items : [node];
        var texts = new List<TextNode>();
        foreach (var item in nodes)
        {
            if (item.Text(lints, out var text))
            {
                texts.Add(text);
            }
        }

        if (nodes.Count == 0)
        {
            lints.Error(node, LintCodes.Shape, "список пуст.", "the list is empty.");
        }

        return texts;
    }

    /// <summary>The value of an optional key whose words are fixed.</summary>
    public static T? Word<T>(this MapNode map, string key, IReadOnlyDictionary<string, T> words, FileLints lints)
        where T : struct
    {
        if (map[key] is not { } node || !node.Text(lints, out var text))
        {
            return null;
        }

        if (words.TryGetValue(text.Text, out var value))
        {
            return value;
        }

        var all = string.Join(", ", words.Keys);
        lints.Error(text, LintCodes.UnknownWord, $"«{text.Text}» не подходит к «{key}»: можно {all}.", $"'{text.Text}' does not fit '{key}': it may be {all}.", Nearest.To(text.Text, words.Keys));
        return null;
    }

    public static bool Whole(this Node node, FileLints lints, out int number)
    {
        number = 0;
        if (node is TextNode text && int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        lints.Error(node, LintCodes.WrongArgument, "здесь нужно целое число.", "a whole number is needed here.");
        return false;
    }
}
