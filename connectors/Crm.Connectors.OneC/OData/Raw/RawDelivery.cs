using Crm.Connect;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>A delivery as it was kept, piece by piece.</summary>
internal static class RawDelivery
{
    /// <summary>The pieces, forward only. The stream stays the caller's.</summary>
    /// <exception cref="ConnectorException">Malformed.</exception>
    public static IEnumerable<Piece> Read(string connection, Stream raw, CancellationToken ct)
    {
        var names = new SetNames();
        var lines = new LineSource(raw);
        var piece = new ODataPiece(connection, new ObjectDecoder(names));
        long count = 0;
        FullSet? spoken = null;
        while (lines.TryRead(out var bytes))
        {
            ct.ThrowIfCancellationRequested();
            var line = RawLine.Of(bytes, lines.Number, names);
            if (line.Kind == LineKind.End && line.Number == count && lines.Number > 1 && !lines.TryRead(out _))
            {
                if (spoken is not null)
                {
                    piece.Close(spoken);
                    yield return piece;
                }

                yield break;
            }

            Check(line, lines.Number);
            if (line.Kind != LineKind.Head)
            {
                count++;
                spoken = Spoken(spoken, line);
                piece.MoveTo(line, bytes.Span, lines.Number);
                yield return piece;
            }
        }

        throw Broken(lines.Number, "доставка оборвана", "the delivery was cut off");
    }

    // What registers say is always all that they say: far less than the last time is for a person to look at.
    private static FullSet? Spoken(FullSet? before, RawLine line) => line.Kind != LineKind.About
        ? before
        : new FullSet(line.Set, DeliveryName.OfAbout(line.Set, line.About ?? ""), (before?.Objects ?? 0) + (line.IsEmpty ? 0 : 1));

    private static void Check(RawLine line, long number)
    {
        var isHead = line.Kind == LineKind.Head;
        if (isHead != (number == 1) || line.Kind == LineKind.End)
        {
            throw Broken(number, "строки здесь быть не может", "this line cannot stand here");
        }

        if (isHead ? line.Number != RawForm.Version : string.IsNullOrEmpty(line.Set))
        {
            throw Broken(number, "эту запись сделала другая программа", "another program wrote this");
        }
    }

    private static ConnectorException Broken(long number, string ru, string en) =>
        new(Trouble.Malformed, new Words($"строка {number}: {ru}", $"line {number}: {en}"));
}
