using System.Text.Json;

namespace Crm.Hub.Settings;

/// <summary>On which line of a JSON file each key stands, and keys that stand there twice.</summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

    private JsonLines()
    {
    }

    public List<(string Key, int Line)> Twice { get; } = [];

    /// <summary>The line of a key, or of the nearest key above it; 0 when none is in the file.</summary>
    public int Of(string key)
    {
        for (var at = key; at.Length > 0; at = at.LastIndexOf(':') is var cut and > 0 ? at[..cut] : "")
        {
            if (_lines.TryGetValue(at, out var line))
            {
                return line;
            }
        }

        return 0;
    }

    public bool Has(string key) => _lines.ContainsKey(key);

    /// <exception cref="JsonException">With the line, counted from 0.</exception>
    public static JsonLines Read(ReadOnlySpan<byte> json)
    {
        var lines = new JsonLines();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var path = new Stack<(string Name, int Next)>();
        var (name, line, upTo) = ("", 1, 0);

        while (reader.Read())
        {
            line += json[upTo..(int)reader.TokenStartIndex].Count((byte)'\n');
            upTo = (int)reader.TokenStartIndex;

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = Joined(path, reader.GetString()!);
                lines.Note(name, line);
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.Pop();
                name = "";
                continue;
            }

            name = name.Length == 0 ? NextOf(path, lines, line) : name;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path.Push((name, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }

            name = "";
        }

        return lines;
    }

    private static string NextOf(Stack<(string Name, int Next)> path, JsonLines lines, int line)
    {
        if (path.Count == 0 || path.Peek().Next < 0)
        {
            return "";
        }

        var (name, next) = path.Pop();
        path.Push((name, next + 1));
        lines._lines[$"{name}:{next}"] = line;
        return $"{name}:{next}";
    }

    private static string Joined(Stack<(string Name, int Next)> path, string name) =>
        path.Count == 0 || path.Peek().Name.Length == 0 ? name : $"{path.Peek().Name}:{name}";

    private void Note(string key, int line)
    {
        if (!_lines.TryAdd(key, line))
        {
            Twice.Add((key, line));
        }
    }
}
