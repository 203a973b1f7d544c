using Crm.Core.Mappings.Converters;

namespace Crm.Core.Mappings.Reading;

/// <summary>Reads one look-up table.</summary>
internal sealed class TableReader(FileLints lints)
{
    public LookupTable? Read(Node root, string fileName)
    {
        if (root.Map(Grammar.TableKeys, lints) is not { } map)
        {
            return null;
        }

        if (map["table"] is not TextNode name || name.Text != fileName)
        {
            lints.Error(map["table"] ?? map, LintCodes.MissingKey, $"таблица должна называться как файл: table: {fileName}", $"a table is called as its file is: table: {fileName}");
        }

        if (map["rows"] is not MapNode { Entries.Count: > 0 } rows)
        {
            lints.Error(map["rows"] ?? map, LintCodes.MissingKey, "нужны строки: rows: { слово: значение }.", "rows are needed: rows: { word: value }.");
            return null;
        }

        var (unknown, instead) = Unknown(map["unknown"]);
        return new LookupTable(fileName, lints.File, Rows(rows), unknown, instead);
    }

    private Dictionary<string, string?> Rows(MapNode rows)
    {
        var known = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in rows.Entries)
        {
            if (value is not TextNode text)
            {
                lints.Error(value, LintCodes.Shape, "значение должно быть текстом.", "the value must be a text.");
            }
            else if (!known.TryAdd(key.Text.Trim(), text.IsNull ? null : text.Text.Trim()))
            {
                lints.Error(key, LintCodes.Duplicate, $"слово «{key.Text}» уже есть: регистр и пробелы по краям не считаются.", $"the word '{key.Text}' is there already: case and outer blanks do not count.");
            }
        }

        return known;
    }

    private (WhenUnknown Unknown, string? Instead) Unknown(Node? node)
    {
        if (node is null || !node.Text(lints, out var text))
        {
            return (WhenUnknown.Reject, null);
        }

        return text.Text switch
        {
            "reject" => (WhenUnknown.Reject, null),
            "keep" => (WhenUnknown.Keep, null),
            var word => (WhenUnknown.Instead, word),
        };
    }
}
