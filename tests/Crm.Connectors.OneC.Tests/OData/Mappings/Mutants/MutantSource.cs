using YamlDotNet.RepresentationModel;

namespace Crm.Connectors.OneC.Tests.OData.Mappings.Mutants;

/// <summary>
/// Walks a shipped text and offers every change of one identifier, type, word of an enumeration or key. Policies (owner, required,
/// missing, direction and the like) are none of these: they are left alone.
/// </summary>
internal sealed class MutantSource(string file, string text, WordChoices choices)
{
    private static readonly string[] Conditions = ["equals", "starts", "length"];
    private static readonly string[] Asking = ["present", "absent", "said"];

    private readonly List<Mutant> _all = [];
    private string _entity = "";

    public static IReadOnlyList<Mutant> Of(string file, string text, WordChoices choices)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var source = new MutantSource(file, text, choices);
        source.Root((YamlMappingNode)stream.Documents[0].RootNode);
        return source._all;
    }

    private void Root(YamlMappingNode root)
    {
        if (root.Children.TryGetValue("rows", out var rows))
        {
            foreach (var (key, value) in (YamlMappingNode)rows)
            {
                Add((YamlScalarNode)key, WordChoices.Misspelt(Text(key)), "word of a table");
                Add((YamlScalarNode)value, choices.Meanings, "meaning of a table");
            }

            return;
        }

        _entity = Text(root["to"]);
        var kinds = Texts(root["from"]).Select(Text).ToList();
        choices.Look(kinds);
        Add((YamlScalarNode)root["to"], WordChoices.Entities, "kind of the CRM");
        foreach (var kind in Texts(root["from"]))
        {
            Add(kind, [.. choices.Kinds, .. WordChoices.Misspelt(Text(kind))], "kind over there");
        }

        Each(root, "when", Condition);
        Each(root, "match", keys => Match((YamlSequenceNode)keys));
        Rules((YamlMappingNode)root["fields"], WordChoices.FieldsOf(_entity), "");
    }

    private void Match(YamlSequenceNode keys)
    {
        foreach (var key in keys)
        {
            var fields = key is YamlMappingNode map ? map["key"] : key;
            foreach (var field in Texts(fields))
            {
                Add(field, WordChoices.KeysOf(_entity), "match key");
            }

            Each(key, "when", when =>
            {
                foreach (var (field, words) in (YamlMappingNode)when)
                {
                    Add((YamlScalarNode)field, WordChoices.FieldsOf(_entity), "field of the CRM");
                    Texts(words).Where(word => Text(word) != "~").ToList().ForEach(word => Add(word, WordChoices.Misspelt(Text(word)), "word of the CRM"));
                }
            });
        }
    }

    private void Rules(YamlMappingNode rules, IReadOnlyList<string> names, string table)
    {
        foreach (var (key, rule) in rules)
        {
            Add((YamlScalarNode)key, [.. names, .. WordChoices.Misspelt(Text(key))], "field of the CRM");
            if (rule is YamlScalarNode path)
            {
                Path(path, table);
            }
            else
            {
                Rule((YamlMappingNode)rule, Text(key), table);
            }
        }
    }

    private void Rule(YamlMappingNode rule, string field, string table)
    {
        Each(rule, "from", from => Texts(from).ForEach(path => Path(path, table)));
        Each(rule, "when", when => Condition(when, table));
        Each(rule, "value", value => Constant((YamlScalarNode)value, field));
        Each(rule, "link", link => Add((YamlScalarNode)link, WordChoices.Entities, "target of a link"));
        Each(rule, "convert", convert => Converters((YamlSequenceNode)convert, table));
        Each(rule, "cases", cases => ((YamlSequenceNode)cases).ToList().ForEach(one => Rule((YamlMappingNode)one, field, table)));
        Each(rule, "each", each => Rules((YamlMappingNode)each, WordChoices.ColumnsOf(_entity, field), FirstOf(rule)));
    }

    private static string FirstOf(YamlMappingNode rule) => Text(Texts(rule["from"])[0]);

    private void Constant(YamlScalarNode value, string field) =>
        Add(value, [.. WordChoices.WordsOf(_entity, field), .. WordChoices.Misspelt(Text(value))], "constant");

    private void Converters(YamlSequenceNode list, string table)
    {
        foreach (var item in list)
        {
            if (item is YamlMappingNode map)
            {
                var (name, argument) = map.First();
                Add((YamlScalarNode)name, WordChoices.Converters, "converter");
                if (argument is YamlScalarNode lookup)
                {
                    Add(lookup, [.. WordChoices.Tables, .. WordChoices.Misspelt(Text(lookup))], "look-up table");
                }
                else
                {
                    Path((YamlScalarNode)((YamlMappingNode)argument).First().Value, table);
                }
            }
            else
            {
                Add((YamlScalarNode)item, WordChoices.Converters, "converter");
            }
        }
    }

    private void Condition(YamlNode node) => Condition(node, "");

    private void Condition(YamlNode node, string table)
    {
        foreach (var (key, value) in (YamlMappingNode)node)
        {
            if (Asking.Contains(Text(key)))
            {
                Path((YamlScalarNode)value, table);
            }
            else if (Conditions.Contains(Text(key)))
            {
                foreach (var (path, words) in (YamlMappingNode)value)
                {
                    Path((YamlScalarNode)path, table);
                    Texts(words).ForEach(word => Add(word, choices.WordsLike(Text(word)), "word over there"));
                }
            }
            else
            {
                (value is YamlSequenceNode list ? [.. list] : new List<YamlNode> { value }).ForEach(inner => Condition(inner, table));
            }
        }
    }

    // Each name of a path and each word of its predicates is an identifier of its own.
    private void Path(YamlScalarNode path, string table)
    {
        var start = (int)path.Start.Index + (path.Style == YamlDotNet.Core.ScalarStyle.Plain ? 0 : 1);
        var said = Text(path);
        var so = table;
        foreach (var (name, at, isWord) in WordChoices.Parts(said))
        {
            AddAt(start + at, name, isWord ? choices.WordsLike(name) : [.. choices.Beside(so, name), .. WordChoices.Misspelt(name)], isWord ? "word of a predicate" : "path");
            so = isWord ? so : so.Length == 0 ? name : $"{so}/{name}";
        }
    }

    private void Add(YamlScalarNode node, IReadOnlyList<string> instead, string sort) =>
        AddAt((int)node.Start.Index + (node.Style == YamlDotNet.Core.ScalarStyle.Plain ? 0 : 1), Text(node), instead, sort);

    private void AddAt(int at, string word, IReadOnlyList<string> instead, string sort)
    {
        Assert.Equal(word, text.Substring(at, word.Length));
        _all.AddRange(instead.Distinct().Where(other => other != word).Select(other => new Mutant(file, at, word, other, sort)));
    }

    private static void Each(YamlNode map, string key, Action<YamlNode> take)
    {
        if (map is YamlMappingNode entries && entries.Children.TryGetValue(key, out var value))
        {
            take(value);
        }
    }

    private static List<YamlScalarNode> Texts(YamlNode node) => node is YamlSequenceNode list ? [.. list.Cast<YamlScalarNode>()] : [(YamlScalarNode)node];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
