using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Crm.Core.Storage;

/// <summary>
/// Remembers pieces that say nothing new, for one flow under one set of mappings: with other mappings the same
/// piece is news again.
/// </summary>
public sealed class FingerprintStore
{
    private readonly DbSession _db;
    private readonly long _seed;
    private readonly byte[] _key = new byte[16];

    public FingerprintStore(DbSession db, string flow, string connection, UInt128 mappings)
    {
        _db = db;
        Span<byte> seed = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(seed, mappings);
        _seed = (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{flow}\n{connection}\n{Convert.ToHexString(seed)}"));
    }

    /// <summary>Whether every link the piece speaks of still agrees with all it says.</summary>
    public bool Knows(UInt128 piece)
    {
        Span<byte> key = stackalloc byte[16];
        Scope(piece, key);
        return _db.Asks("SELECT COUNT(*) = MAX(Of) FROM Fingerprints WHERE Hash = $0", key);
    }

    public void Remember(UInt128 piece, HashSet<long> links)
    {
        Scope(piece, _key);
        if (links.Count == 0)
        {
            Remember(0, 1);
        }

        foreach (var link in links)
        {
            Remember(link, links.Count);
        }
    }

    /// <summary>Takes away what was remembered of pieces that spoke of a link.</summary>
    /// <returns>Those pieces, as <see cref="Scoped"/> gives them.</returns>
    public List<UInt128> Forget(long link) => _db.Query(
        "DELETE FROM Fingerprints WHERE LinkId = $0 RETURNING Hash",
        reader => BinaryPrimitives.ReadUInt128BigEndian(reader.GetBlob(0)),
        link);

    /// <summary>The name under which this store keeps a piece.</summary>
    public UInt128 Scoped(UInt128 piece)
    {
        Span<byte> key = stackalloc byte[16];
        Scope(piece, key);
        return BinaryPrimitives.ReadUInt128BigEndian(key);
    }

    private void Remember(long link, int of) =>
        _db.Execute("INSERT OR REPLACE INTO Fingerprints (Hash, LinkId, Of) VALUES ($0, $1, $2)", _key, link, of);

    private void Scope(UInt128 piece, Span<byte> key)
    {
        Span<byte> raw = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(raw, piece);
        BinaryPrimitives.WriteUInt128BigEndian(key, XxHash128.HashToUInt128(raw, _seed));
    }
}
