using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Meaning;
using Crm.Connectors.OneC.CommerceML.Xml;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>One CommerceML document in a stream, piece by piece.</summary>
internal static class CommerceDocument
{
    /// <summary>The pieces, forward only. The stream stays the caller's.</summary>
    /// <param name="source">Its FormedAt is used when the document does not say when it was formed.</param>
    public static IEnumerable<Piece> Read(Stream raw, PieceSource source, CancellationToken ct)
    {
        var names = new XmlNames();
        using var utf8 = Utf8Source.Open(raw, source.File);
        using var scanner = new PieceScanner(utf8, source.File, names);
        CommercePiece? piece = null;
        while (scanner.MoveNext(ct))
        {
            piece ??= new CommercePiece(scanner, new PieceDecoder(names), source with { FormedAt = Moments.Utc(scanner.Formed, source.Zone) ?? source.FormedAt });
            yield return piece;
        }
    }
}
