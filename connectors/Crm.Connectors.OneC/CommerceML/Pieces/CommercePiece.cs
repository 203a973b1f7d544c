using System.IO.Hashing;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Meaning;

namespace Crm.Connectors.OneC.CommerceML.Pieces;

/// <summary>What stays the same for all pieces of one document.</summary>
internal sealed record PieceSource(string Connection, string File, DateTime FormedAt, TimeZoneInfo Zone)
{
    /// <summary>By what the document is known from night to night, when that is not its file: zips are called anew every time.</summary>
    public string? Set { get; init; }
}

/// <summary>The piece at which a scanner stands: one object for a whole document, it moves with the scanner.</summary>
internal sealed class CommercePiece(PieceScanner scanner, PieceDecoder decoder, PieceSource source) : Piece
{
    private readonly Dictionary<PieceType, long> _seeds = [];
    private readonly RequisiteNames _names = new();

    public override string Kind => scanner.Type.Kind;

    // The zone turns local times of documents into moments, so the reading depends on it.
    public override UInt128 Fingerprint => XxHash128.HashToUInt128(scanner.Bytes, Seed(scanner.Type));

    public override bool MarksDeletion => MayMarkDeletion(scanner.Bytes) && Read().Any(change => change is Change.Deleted);

    public override FullSet? Promise => scanner.Promise is var (kind, told) ? new FullSet(kind, source.Set ?? source.File, told) : null;

    public override Place Place => new(source.File, scanner.Line);

    public override IReadOnlyList<Change> Read()
    {
        var telling = new Telling(source.Connection, Place, Fingerprint, source.FormedAt, source.Zone, _names);
        Tell(telling, decoder.Decode(scanner.Bytes));
        return telling.Changes;
    }

    // Nearly every piece says ПометкаУдаления false and nothing else about it: only the others are decoded.
    private static bool MayMarkDeletion(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("ДАЛ"u8) >= 0)
        {
            return true;
        }

        while (bytes.IndexOf("дал"u8) is var at and >= 0)
        {
            bytes = bytes[(at + "дал"u8.Length)..];
            if (!bytes.StartsWith("ения>false</ПометкаУдаления>"u8))
            {
                return true;
            }

            bytes = bytes["ения>false</ПометкаУдаления>"u8.Length..];
        }

        return false;
    }

    private long Seed(PieceType type)
    {
        if (!_seeds.TryGetValue(type, out var seed))
        {
            _seeds.Add(type, seed = type.Seed(source.Zone.Id));
        }

        return seed;
    }

    private void Tell(Telling telling, Fields fields)
    {
        switch (scanner.Type.Form)
        {
            case PieceForm.Owner: Parties.TellOwner(telling, fields); break;
            case PieceForm.Groups: Classifier.TellGroups(telling, fields); break;
            case PieceForm.Property: Classifier.TellProperty(telling, fields); break;
            case PieceForm.PriceType: Classifier.TellPriceType(telling, fields); break;
            case PieceForm.Warehouse: Classifier.TellWarehouse(telling, fields); break;
            case PieceForm.Unit: Units.Tell(telling, fields); break;
            case PieceForm.Goods: Goods.Tell(telling, fields); break;
            case PieceForm.Offer: Offers.Tell(telling, fields); break;
            case PieceForm.OfferChange: Offers.TellChange(telling, fields); break;
            case PieceForm.Party: Parties.Tell(telling, fields); break;
            case PieceForm.Document: Documents.Tell(telling, fields); break;
            case PieceForm.Container: Documents.TellContainer(telling, fields); break;
            case PieceForm.Promise: break;
            default: throw new InvalidOperationException($"no meaning for {scanner.Type.Form}");
        }
    }
}
