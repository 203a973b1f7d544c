using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>
/// Keeps the base between starts: state.jsonl has a line for each object, journal.jsonl for each write since; at a start both become
/// a new state.jsonl. A line that was cut off by a crash, the last, is passed over.
/// </summary>
internal sealed class KeptState : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Books _books;
    private readonly string _state;
    private readonly string _journal;
    private readonly StreamWriter _writer;

    private KeptState(Books books, string folder)
    {
        _books = books;
        Directory.CreateDirectory(folder);
        (_state, _journal) = (Path.Combine(folder, "state.jsonl"), Path.Combine(folder, "journal.jsonl"));
        Load(_state);
        Load(_journal);
        Save();
        _writer = new StreamWriter(new FileStream(_journal, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        _books.Written += Append;
    }

    /// <exception cref="SimulatorException">The folder cannot be read or written.</exception>
    public static KeptState Open(Books books, string folder)
    {
        try
        {
            return new KeptState(books, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            throw new SimulatorException($"Папка данных {folder} не читается: {e.Message}", $"The data folder {folder} cannot be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        lock (_books.Gate)
        {
            _books.Written -= Append;
            _writer.Dispose();
            Save();
            File.Delete(_journal);
        }
    }

    private void Load(string file)
    {
        var reader = new ObjectJson(Lengths.None);
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            if (line.EndsWith('}'))
            {
                Lay(JsonNode.Parse(line)!.AsObject(), reader);
            }
        }
    }

    private void Lay(JsonObject line, ObjectJson reader)
    {
        if (line["moved"] is { } moved)
        {
            _books.Clock.Move(TimeSpan.Parse(moved.GetValue<string>(), CultureInfo.InvariantCulture));
        }
        else if (_books.Model.Find(line["set"]!.GetValue<string>()) is { IsView: false } set)
        {
            Lay(line, set, line["key"]!.GetValue<string>(), reader);
        }
    }

    private void Lay(JsonObject line, SetShape set, string key, ObjectJson reader)
    {
        if (line["node"] is { } node)
        {
            _books.Registrations.Add(node.GetValue<string>(), set, key);
        }
        else if (line["fields"] is JsonObject fields)
        {
            var values = set.Type.Blank();
            reader.Into(values, set.Type, fields);
            _books.Restore(new Item(set, key, values, line["version"]!.GetValue<long>(), line["hidden"] is not null));
        }
        else
        {
            _books.Remove(set, key);
        }

        // What the journal tells was written after the last list of registrations.
        if (line["node"] is null && line["new"] is not null)
        {
            _books.Registrations.Add(set, key);
        }
    }

    private void Save()
    {
        var fresh = _state + ".new";
        using (var writer = new StreamWriter(fresh))
        {
            writer.WriteLine(Text(new JsonObject { ["moved"] = _books.Clock.Moved.ToString() }));
            foreach (var item in _books.Model.Sets.Where(set => !set.IsView).SelectMany(_books.All))
            {
                writer.WriteLine(Text(LineOf(item)));
            }

            foreach (var (node, set, key) in _books.Registrations.All)
            {
                writer.WriteLine(Text(new JsonObject { ["node"] = node, ["set"] = set, ["key"] = key }));
            }
        }

        File.Move(fresh, _state, overwrite: true);
    }

    private void Append(SetShape set, string key, Item? item)
    {
        var line = item is null ? new JsonObject { ["set"] = set.Name, ["key"] = key } : LineOf(item);
        line["new"] = true;
        _writer.WriteLine(Text(line));
    }

    private static JsonObject LineOf(Item item)
    {
        var line = new JsonObject { ["set"] = item.Set.Name, ["key"] = item.Key, ["version"] = item.Version, ["fields"] = ObjectJson.Said(item.Set.Type, item.Values) };
        if (item.IsHidden)
        {
            line["hidden"] = true;
        }

        return line;
    }

    private static string Text(JsonObject line) => line.ToJsonString(Plain);
}
