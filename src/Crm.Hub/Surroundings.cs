using System.Collections;
using System.Text;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Installing;

namespace Crm.Hub;

/// <summary>Everything outside the program that it looks at or writes to, so that a test can stand in for the world.</summary>
/// <param name="Folder">Where relative paths of the command line start.</param>
/// <param name="Environment">Environment variables; those named Hub__… override settings.</param>
/// <param name="IsTerminal">A person watches: progress is drawn and tables fit the window.</param>
/// <param name="Width">Columns of the terminal.</param>
public sealed record Surroundings(
    TextWriter Out,
    TextWriter Err,
    TimeProvider Clock,
    string Folder,
    IReadOnlyDictionary<string, string> Environment,
    bool IsTerminal,
    int Width,
    IReadOnlyList<IConnector> Connectors)
{
    private const int WidthOfFiles = 240;

    /// <summary>What is written into the program from outside.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Asks a person for a line that the screen does not show; null when nobody sits at the keyboard.</summary>
    public Func<string, string?>? Hidden { get; init; }

    /// <summary>What may be installed on.</summary>
    internal Machine Machine { get => field ??= Machine.This(); init; }

    /// <summary>Bytes left on the disk of a folder; null when nobody can tell.</summary>
    public Func<string, long?> FreeBytes { get; init; } = DiskRoom.FreeOf;

    public static Surroundings OfThisProcess()
    {
        var isTerminal = !Console.IsOutputRedirected;
        return new(
            Console.Out,
            Console.Error,
            TimeProvider.System,
            Directory.GetCurrentDirectory(),
            Variables(),
            isTerminal && !Console.IsErrorRedirected,
            isTerminal && Console.WindowWidth > 40 ? Console.WindowWidth : WidthOfFiles,
            Crm.Hub.Connectors.All)
        {
            In = Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), StrictUtf8) : TextReader.Null,
            Hidden = Console.IsInputRedirected ? null : HiddenLine.Ask,
        };
    }

    private static UTF8Encoding StrictUtf8 => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static Dictionary<string, string> Variables() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
}
