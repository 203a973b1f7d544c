using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings.Samples;

/// <summary>Compares an expected file with what came out, record by record and field by field.</summary>
internal static class SampleDifference
{
    private const string Keys = "match", Tables = "tables/";

    public static void Tell(string expected, string found, FileLints lints)
    {
        JsonArray? wanted;
        try
        {
            wanted = JsonNode.Parse(expected) as JsonArray;
        }
        catch (JsonException broken)
        {
            lints.Error((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, LintCodes.SampleUnreadable, "это не JSON.", $"this is not JSON: {broken.Message}");
            return;
        }

        if (wanted is null)
        {
            lints.Error(1, 1, LintCodes.SampleUnreadable, "ожидается массив записей.", "an array of records is expected.");
            return;
        }

        Compare(ByName(wanted), ByName((JsonArray)JsonNode.Parse(found)!), expected, lints);
    }

    // The same object may come several times: then it is told apart by its turn.
    private static Dictionary<string, JsonNode?> ByName(JsonArray records)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var name = $"{record?["kind"]}/{record?["id"]}";
            var turn = 1;
            while (!named.TryAdd(turn == 1 ? name : $"{name} ({turn})", record))
            {
                turn++;
            }
        }

        return named;
    }

    private static void Compare(Dictionary<string, JsonNode?> wanted, Dictionary<string, JsonNode?> found, string text, FileLints lints)
    {
        foreach (var (name, record) in wanted)
        {
            var differences = new List<(string Ru, string En)>();
            if (!found.TryGetValue(name, out var other))
            {
                differences.Add(("записи нет", "there is no such record"));
            }
            else
            {
                Compare("", record, other, differences);
            }

            foreach (var (ru, en) in differences)
            {
                lints.Error(LineOf(text, record), 0, LintCodes.SampleDiffers, $"{name}: {ru}", $"{name}: {en}");
            }
        }

        foreach (var (name, record) in found.Where(each => !wanted.ContainsKey(each.Key)))
        {
            lints.Error(0, 0, LintCodes.SampleDiffers, $"{name}: лишняя запись {Shown(record)}", $"{name}: an unexpected record {Shown(record)}");
        }
    }

    private static void Compare(string path, JsonNode? wanted, JsonNode? found, List<(string Ru, string En)> differences)
    {
        if (wanted is JsonObject left && found is JsonObject right)
        {
            // Whoever wrote the expectation may have nothing to say of the keys.
            if (path.Length == 0 && !left.ContainsKey(Keys))
            {
                right.Remove(Keys);
            }

            foreach (var name in left.Select(each => each.Key).Union(right.Select(each => each.Key)))
            {
                Compare(left.ContainsKey(name), right.ContainsKey(name), path.Length == 0 ? name : $"{path}.{name}", left[name], right[name], differences);
            }
        }
        else if (wanted is JsonArray rows && found is JsonArray others)
        {
            for (var row = 0; row < Math.Max(rows.Count, others.Count); row++)
            {
                Compare(row < rows.Count, row < others.Count, $"{path}[{row + 1}]", rows.ElementAtOrDefault(row), others.ElementAtOrDefault(row), differences);
            }
        }
        else if (!Same(wanted, found))
        {
            differences.Add(($"{path}: ждали {Shown(wanted)}, вышло {Shown(found)}", $"{path}: expected {Shown(wanted)}, found {Shown(found)}"));
        }
    }

    private static void Compare(bool isWanted, bool isFound, string path, JsonNode? wanted, JsonNode? found, List<(string Ru, string En)> differences)
    {
        if (isWanted && isFound)
        {
            Compare(path, wanted, found, differences);
        }
        else if (isWanted)
        {
            differences.Add(($"{path}: ждали {Shown(wanted)}, не сказано ничего", $"{path}: expected {Shown(wanted)}, nothing was said"));
        }
        else
        {
            differences.Add(($"{path}: не ждали ничего, вышло {Shown(found)}", $"{path}: nothing was expected, found {Shown(found)}"));
        }
    }

    private static bool Same(JsonNode? wanted, JsonNode? found) => (wanted, found) switch
    {
        (JsonValue one, JsonValue other) when one.TryGetValue(out decimal left) && other.TryGetValue(out decimal right) => left == right,
        (JsonValue one, JsonValue other) when one.TryGetValue(out string? left) && other.TryGetValue(out string? right) => Anywhere(left) == Anywhere(right),
        _ => JsonNode.DeepEquals(wanted, found),
    };

    // A reason names the file of a table as seen from the settings, and these lie elsewhere in every hub.
    private static string Anywhere(string text)
    {
        var table = text.LastIndexOf(Tables, StringComparison.Ordinal);
        return table < 0 ? text : text[..(text.LastIndexOf(' ', table) + 1)] + text[table..];
    }

    private static string Shown(JsonNode? value) => value is null ? "null" : value.ToJsonString(Readable);

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static long LineOf(string text, JsonNode? record)
    {
        var at = record?["id"] is { } id ? text.IndexOf(id.ToJsonString(Readable), StringComparison.Ordinal) : -1;
        return at < 0 ? 0 : text.AsSpan(0, at).Count('\n') + 1;
    }
}
