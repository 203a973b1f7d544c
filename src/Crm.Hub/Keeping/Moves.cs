namespace Crm.Hub.Keeping;

/// <summary>Files and folders that were given another place, and can go back.</summary>
internal sealed class Moves
{
    private readonly Stack<(string From, string To)> _done = [];

    /// <summary>Harmless when there is nothing at that place.</summary>
    public void Move(string from, string to)
    {
        if (Shift(from, to))
        {
            _done.Push((from, to));
        }
    }

    public void Undo()
    {
        while (_done.TryPop(out var move))
        {
            Shift(move.To, move.From);
        }
    }

    private static bool Shift(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
            return true;
        }

        if (File.Exists(from))
        {
            File.Move(from, to);
            return true;
        }

        return false;
    }
}
