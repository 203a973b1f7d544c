using Spectre.Console;

namespace Crm.Hub.Printing;

/// <summary>
/// A plain table: a head, a line under it, rows. Numbers stand to the right. Where the window is too narrow, long texts
/// wrap first; then the last columns are left out, for they matter least.
/// </summary>
internal sealed class Grid(params IEnumerable<(string Title, bool IsNumber)> columns)
{
    // What the border takes: between two columns, and at both ends together beyond that.
    private const int Gap = 3;
    private const int Ends = 1;

    private const int WrapAt = 24;
    private const int Fewest = 2;

    private readonly (string Title, bool IsNumber)[] _columns = [.. columns];
    private readonly List<string[]> _rows = [];

    public int Rows => _rows.Count;

    public void Add(params IEnumerable<string?> cells) => _rows.Add([.. cells.Select(OneLine)]);

    /// <returns>The titles of columns for which there was no room.</returns>
    public IReadOnlyList<string> Print(Screen screen)
    {
        var widths = Fitting(
            [.. _columns.Select((column, at) => _rows.Select(row => row[at].Length).Append(column.Title.Length).Max())], screen.Width);
        var table = new Table().Border(TableBorder.Simple).BorderStyle(Style.Plain);

        foreach (var (width, (title, isNumber)) in widths.Zip(_columns))
        {
            var column = new TableColumn(new Text(title)) { Width = width };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var row in _rows)
        {
            table.AddRow(row.Take(widths.Count).Select(cell => new Text(cell)));
        }

        screen.Draw(table);
        return [.. _columns.Skip(widths.Count).Select(column => column.Title)];
    }

    /// <summary>The widths of those columns that have room: short texts whole, long ones share what is left over.</summary>
    private static List<int> Fitting(int[] wanted, int room)
    {
        var widths = new List<int>();
        var left = room - Ends;
        foreach (var width in wanted.Select(width => Math.Min(width, WrapAt)))
        {
            if (left < width + Gap && widths.Count >= Fewest)
            {
                break;
            }

            widths.Add(width);
            left -= width + Gap;
        }

        for (var at = 0; at < widths.Count && left > 0; at++)
        {
            var more = Math.Min(left, wanted[at] - widths[at]);
            widths[at] += more;
            left -= more;
        }

        return widths;
    }

    private static string OneLine(string? cell) => cell is null ? "" : Screen.Clean(cell).Replace('\n', ' ');
}
