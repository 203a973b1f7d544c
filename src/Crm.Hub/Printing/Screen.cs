using System.Globalization;
using System.Text;
using Crm.Connect;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Crm.Hub.Printing;

/// <summary>Where a verb speaks to a person, in one language. With --json it stays silent: the document speaks.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;

    public Screen(Surroundings around, string language, bool isJson)
    {
        (Language, IsJson, IsTerminal) = (language, isJson, around.IsTerminal && !isJson);
        Out = around.Out;
        Err = around.Err;
        Clock = around.Clock;
        Width = around.Width;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isJson ? TextWriter.Null : around.Out),
            Ansi = around.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = around.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        _console.Profile.Width = around.Width;
        _console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>ru or en.</summary>
    public string Language { get; }

    public bool IsJson { get; }

    public bool IsTerminal { get; }

    public TextWriter Out { get; }

    public TextWriter Err { get; }

    public TimeProvider Clock { get; }

    /// <summary>Columns there is room for.</summary>
    public int Width { get; }

    public string In(Words words) => words.In(Language);

    public string In(string ru, string en) => Language == "en" ? en : ru;

    public void Line(string text = "")
    {
        if (!IsJson)
        {
            Out.WriteLine(Clean(text));
        }
    }

    public void Line(string ru, string en) => Line(In(ru, en));

    public void Line(Words words) => Line(In(words));

    public void Draw(IRenderable drawing) => _console.Write(drawing);

    /// <summary>A whole number with its thousands set apart.</summary>
    public string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", Language == "en" ? "," : "\u00a0", StringComparison.Ordinal);

    public string Bytes(long bytes) => bytes switch
    {
        < 10_000 => $"{Count(bytes)} {In("Б", "B")}",
        < 10_000_000 => $"{Count(bytes / 1_000)} {In("кБ", "kB")}",
        _ => $"{Count(bytes / 1_000_000)} {In("МБ", "MB")}",
    };

    public string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => $"{Tenths(time.TotalSeconds)} {In("с", "s")}",
        { TotalHours: < 1 } => $"{time.Minutes} {In("мин", "min")} {time.Seconds} {In("с", "s")}",
        _ => $"{(int)time.TotalHours} {In("ч", "h")} {time.Minutes} {In("мин", "min")}",
    };

    /// <summary>
    /// Text from outside without what would steer a terminal: names of firms are written by strangers.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            clean.Append(letter switch
            {
                '\n' => '\n',
                '\r' or '\t' => ' ',
                _ when IsUnsafe(letter) => '\ufffd',
                _ => letter,
            });
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char letter) =>
        letter != '\n' && (char.IsControl(letter) || letter is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069');

    private string Tenths(double seconds) =>
        seconds.ToString("0.0", CultureInfo.InvariantCulture).Replace(".", Language == "en" ? "." : ",", StringComparison.Ordinal);
}
