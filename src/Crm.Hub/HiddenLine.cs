using System.Text;

namespace Crm.Hub;

/// <summary>A line typed at the keyboard that the screen does not show.</summary>
internal static class HiddenLine
{
    /// <returns>The line, or null when it was given up (Escape).</returns>
    public static string? Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var line = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key is ConsoleKey.Enter or ConsoleKey.Escape)
            {
                Console.Error.WriteLine();
                return key.Key == ConsoleKey.Enter ? line.ToString() : null;
            }

            Take(line, key);
        }
    }

    private static void Take(StringBuilder line, ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Backspace)
        {
            line.Length = Math.Max(0, line.Length - 1);
        }
        else if (!char.IsControl(key.KeyChar))
        {
            line.Append(key.KeyChar);
        }
    }
}
