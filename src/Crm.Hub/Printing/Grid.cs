using Spectre.Console;

namespace Crm.Hub.Printing;

/// <summary>A plain table: a head, a line under it, rows. Numbers stand to the right.</summary>
internal sealed class Grid
{
    private readonly Table _table = new Table().Border(TableBorder.Simple).BorderStyle(Style.Plain);

    public Grid(params IEnumerable<(string Title, bool IsNumber)> columns)
    {
        foreach (var (title, isNumber) in columns)
        {
            var column = new TableColumn(new Text(title)) { NoWrap = isNumber };
            _table.AddColumn(isNumber ? column.RightAligned() : column);
        }
    }

    public int Rows => _table.Rows.Count;

    public void Add(params IEnumerable<string?> cells) => _table.AddRow(cells.Select(cell => new Text(OneLine(cell))));

    public void Print(Screen screen) => screen.Draw(_table);

    private static string OneLine(string? cell) => cell is null ? "" : Screen.Clean(cell).Replace('\n', ' ');
}
