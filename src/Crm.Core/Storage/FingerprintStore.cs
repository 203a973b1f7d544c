using System.Buffers.Binary;

namespace Crm.Core.Storage;

/// <summary>
/// Remembers pieces that say nothing new, for one flow under one set of mappings: with other mappings the same
/// piece is news again.
/// </summary>
/// <param name="scope">Whose pieces they are.</param>
public sealed class FingerprintStore(DbSession db, PieceScope scope)
{
    private static readonly RowWrite Agreeing = RowWrite.Put(
        "Fingerprints", ["Hash", "LinkId"], new("Hash", ColumnType.Bytes), new("LinkId", ColumnType.Long), new("Of", ColumnType.Int));

    public PieceScope Scope => scope;

    /// <summary>Of each piece, whether every link it speaks of still agrees with all it says.</summary>
    public bool[] Know(IEnumerable<UInt128> pieces) => db.AreKnown([.. pieces.Select(scope.Key)]);

    public void Remember(UInt128 piece, HashSet<long> links)
    {
        var key = scope.Key(piece);
        if (links.Count == 0)
        {
            db.Write(Agreeing, key, 0L, 1);
        }

        foreach (var link in links)
        {
            db.Write(Agreeing, key, link, links.Count);
        }
    }

    /// <summary>Takes away what was remembered of pieces that spoke of these links.</summary>
    /// <returns>Those pieces, as <see cref="PieceScope.Of"/> names them.</returns>
    public List<UInt128> Forget(IReadOnlyCollection<long> links) => links.Count == 0 ? [] : db.Query(
        "DELETE FROM Fingerprints WHERE LinkId IN numbers($0) RETURNING Hash",
        reader => BinaryPrimitives.ReadUInt128BigEndian(reader.GetBlob(0)),
        links);
}
