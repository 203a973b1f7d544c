using System.Globalization;
using Crm.Core.Sync;

namespace Crm.Hub.Printing;

/// <summary>One line on a terminal that says how far a run is, how fast, and how long it will take yet.</summary>
internal sealed class ProgressLine(Screen screen) : IProgress<RunProgress>
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private (string Delivery, bool Applying) _stage;
    private long _begun;
    private long _shown;
    private int _width;

    public void Report(RunProgress value)
    {
        var now = screen.Clock.GetTimestamp();
        if (_stage != (value.Delivery, value.Applying))
        {
            (_stage, _begun) = ((value.Delivery, value.Applying), now);
        }

        if (_shown == 0 || screen.Clock.GetElapsedTime(_shown, now) >= Between)
        {
            _shown = now;
            Write(Text(value, screen.Clock.GetElapsedTime(_begun, now)));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            Write("");
            screen.Err.Write('\r');
            _width = 0;
        }
    }

    /// <summary>What the line says; rate and remaining time once they are known.</summary>
    internal string Text(RunProgress progress, TimeSpan elapsed)
    {
        var verb = progress.Applying ? screen.In("применяю", "applying") : screen.In("читаю", "reading");
        var text = $"{Screen.Clean(progress.Delivery)}: {verb} {Amount(progress.Applying, progress.Done)}";

        if (progress.Of is { } of and > 0)
        {
            var share = Math.Min(1, (double)progress.Done / of);
            text += screen.In(" из ", " of ") + Amount(progress.Applying, of) + $" ({share.ToString("P0", CultureInfo.InvariantCulture)})";
        }

        if (elapsed.TotalSeconds < 1 || progress.Done == 0)
        {
            return text;
        }

        var rate = progress.Done / elapsed.TotalSeconds;
        text += $", {Amount(progress.Applying, (long)rate)}{screen.In("/с", "/s")}";
        return progress.Of is { } all && all > progress.Done
            ? text + screen.In(", осталось ", ", remaining ") + screen.Duration(TimeSpan.FromSeconds((all - progress.Done) / rate))
            : text;
    }

    private string Amount(bool applying, long amount) => applying ? screen.Count(amount) : screen.Bytes(amount);

    private void Write(string text)
    {
        screen.Err.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }
}
