namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// How many rows to ask for at once, so that an answer has about as many bytes as it is meant to: 1C builds every answer whole
/// in the memory of its server.
/// </summary>
internal sealed class PageSize(long targetBytes)
{
    private const int Probe = 20;
    private const int Most = 50_000;

    // One answer may lie: rows differ in size by their tabular sections.
    private const int Growth = 8;

    /// <summary>The answer that is not read any further.</summary>
    public long LongestAnswer { get; } = (targetBytes * 4) + (1 << 20);

    public int Rows { get; private set; } = Probe;

    public void Learn(int rows, long bytes)
    {
        if (rows == 0)
        {
            return;
        }

        // A few rows may be small by chance: only a good many say that more of them can be asked for.
        var fitting = targetBytes / Math.Max(1, bytes / rows);
        var most = rows >= Probe ? Math.Min(Most, (long)rows * Growth) : Rows;
        Rows = (int)Math.Clamp(fitting, 1, most);
    }

    /// <summary>Asks for less.</summary>
    /// <returns>Whether there is less to ask for.</returns>
    public bool Shrink()
    {
        var less = Math.Max(1, Rows / 4);
        (Rows, var shrinks) = (less, less < Rows);
        return shrinks;
    }
}
