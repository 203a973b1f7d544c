using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Crm.Core.Mappings.Reading;

/// <summary>
/// Reads a YAML text into nodes with their places. Reads the parser's events and not YamlDotNet's own tree, because that
/// stops at the first doubled key and follows aliases before they can be refused.
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 24;

    private readonly FileLints _lints;
    private readonly Parser _parser;
    private Mark _seen = Mark.Empty;

    private YamlTree(FileLints lints, string text)
    {
        _lints = lints;
        _parser = new Parser(new StringReader(text.TrimStart('\uFEFF')));
    }

    /// <summary>The root, or null when the text is not YAML that we take; why is among the lints.</summary>
    public static Node? Read(string text, FileLints lints)
    {
        var tree = new YamlTree(lints, text);
        try
        {
            return tree.Document();
        }
        catch (YamlException broken)
        {
            return tree.Broken(broken.Start, broken.InnerException?.Message ?? broken.Message);
        }
        catch (InvalidOperationException broken)
        {
            // What the scanner throws for an unclosed bracket; it does not say where.
            return tree.Broken(tree._seen, broken.Message);
        }
    }

    private Node? Broken(Mark at, string message)
    {
        _lints.Error(
            at.Line, at.Column, LintCodes.Syntax,
            "это не YAML: проверьте отступы, двоеточия, кавычки и скобки около этого места.",
            $"this is not YAML: check indents, colons, quotes and brackets near this place. {message}");
        return null;
    }

    private Node? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _lints.Error(1, 1, LintCodes.Syntax, "файл пуст.", "the file is empty.");
            return null;
        }

        var root = Next(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _lints.Error(second.Start.Line, second.Start.Column, LintCodes.Shape, "в файле больше одного документа; оставьте один.", "there is more than one document in the file; keep one.");
        }

        return root;
    }

    private Node? Next(int depth)
    {
        _parser.Accept<NodeEvent>(out _);
        var start = _seen = _parser.Current!.Start;
        if (depth > Deepest)
        {
            throw new YamlException(start, start, "nested too deeply");
        }

        if (_parser.TryConsume<AnchorAlias>(out _))
        {
            Refuse(start);
            return null;
        }

        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false })
        {
            Refuse(start);
        }

        return _parser.Current switch
        {
            Scalar => Text(_parser.Consume<Scalar>()),
            SequenceStart => List(depth),
            _ => Map(depth),
        };
    }

    private void Refuse(Mark at) => _lints.Error(
        at.Line, at.Column, LintCodes.Alias,
        "якоря и ссылки YAML (& и *) здесь не допускаются; напишите значение ещё раз.",
        "anchors and aliases (& and *) are not taken here; write the value once more.");

    private static TextNode Text(Scalar scalar) =>
        new(scalar.Value, scalar.Style is ScalarStyle.Plain, scalar.Start.Line, scalar.Start.Column);

    private ListNode List(int depth)
    {
        var start = _parser.Consume<SequenceStart>().Start;
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Next(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        return new ListNode(items, start.Line, start.Column);
    }

    private MapNode Map(int depth)
    {
        var start = _parser.Consume<MappingStart>().Start;
        var entries = new List<Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Next(depth + 1);
            var value = Next(depth + 1);
            if (key is not TextNode text)
            {
                _lints.Error(key?.Line ?? start.Line, key?.Column ?? start.Column, LintCodes.Shape, "ключ должен быть текстом.", "a key must be a text.");
            }
            else if (!keys.Add(text.Text))
            {
                _lints.Error(text, LintCodes.Duplicate, $"ключ «{text.Text}» повторяется; оставьте один.", $"the key '{text.Text}' comes twice; keep one.");
            }
            else if (value is not null)
            {
                entries.Add(new Entry(text, value));
            }
        }

        return new MapNode(entries, start.Line, start.Column);
    }
}
