using System.Text;
using System.Text.Json;
using Crm.Connect;
using Microsoft.Extensions.Configuration;

namespace Crm.Hub.Settings;

/// <summary>The settings file with the environment laid over it. It is found and read; what it says is checked elsewhere.</summary>
internal sealed class SettingsFile
{
    public const string DefaultName = "appsettings.json";

    private readonly JsonLines _lines;

    private SettingsFile(string path, string shown, IConfigurationRoot root, JsonLines lines) =>
        (Path, Shown, Root, _lines) = (path, shown, root, lines);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>As a person would write it.</summary>
    public string Shown { get; }

    public IConfigurationRoot Root { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public IEnumerable<(string Key, int Line)> Twice => _lines.Twice;

    public IEnumerable<IConfigurationSection> TopLevel => Root.GetChildren().Where(section => _lines.Has(section.Key));

    /// <summary>The file and line where a key stands, or the variable of the environment that says it.</summary>
    public string Where(string key, IReadOnlyDictionary<string, string> environment)
    {
        if (Variable(key, environment) is { } name)
        {
            return "$" + name;
        }

        return _lines.Of(key) is var line and > 0 ? $"{Shown}:{line}" : Shown;
    }

    /// <summary>Whether no variable of the environment says this key.</summary>
    public static bool Says(string key, IReadOnlyDictionary<string, string> environment) => Variable(key, environment) is null;

    /// <summary>Reads the file named on the command line, else appsettings.json in the current folder, else the one beside the program.</summary>
    public static (SettingsFile? File, Problem? Problem) Read(string? named, Surroundings around)
    {
        var candidates = named is null
            ? new[] { System.IO.Path.Combine(around.Folder, DefaultName), System.IO.Path.Combine(AppContext.BaseDirectory, DefaultName) }
            : [System.IO.Path.GetFullPath(named, around.Folder)];

        return candidates.FirstOrDefault(File.Exists) is { } path
            ? Read(path, named ?? DefaultName, around.Environment)
            : (null, NotFound(candidates));
    }

    private static string? Variable(string key, IReadOnlyDictionary<string, string> environment)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        return environment.Keys.FirstOrDefault(name => string.Equals(name, variable, StringComparison.OrdinalIgnoreCase));
    }

    private static (SettingsFile?, Problem?) Read(string path, string shown, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            var bytes = WithoutMark(File.ReadAllBytes(path));
            var lines = JsonLines.Read(bytes);
            var builder = new ConfigurationBuilder();
            using var stream = new MemoryStream(bytes);

            if (lines.Twice.Count == 0)
            {
                builder.AddJsonStream(stream);
            }

            builder.AddInMemoryCollection(Overrides(environment));
            return (new SettingsFile(path, shown, builder.Build(), lines), null);
        }
        catch (JsonException e)
        {
            return (null, NotJson(shown, e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidDataException)
        {
            return (null, new Problem(shown, "", "setting", true, new Words(
                $"Файл настроек не читается: {e.Message}", $"The settings file cannot be read: {e.Message}")));
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(IReadOnlyDictionary<string, string> environment) => environment
        .Where(pair => pair.Key.StartsWith("Hub__", StringComparison.OrdinalIgnoreCase))
        .Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value));

    private static byte[] WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    private static Problem NotFound(IReadOnlyList<string> candidates) => Problem.Usage(
        $"Файл настроек не найден: {string.Join(", ", candidates)}. Запустите hub из папки с {DefaultName} или укажите файл: --config ФАЙЛ.",
        $"No settings file: {string.Join(", ", candidates)}. Run hub in the folder of {DefaultName} or name the file: --config FILE.");

    private static Problem NotJson(string shown, JsonException e) => new(
        $"{shown}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}", "", "setting", true, new Words(
            "Здесь файл настроек перестаёт быть JSON: проверьте запятые, кавычки и скобки перед этим местом.",
            "Here the settings file stops being JSON: look at commas, quotes and brackets before this place."));
}
