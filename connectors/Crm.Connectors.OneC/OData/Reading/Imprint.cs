using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>
/// How the objects of a set looked: a number for each of the groups into which their keys fall, made of all that was seen in it, in whatever
/// order. It fits into a note, and tells in which groups something changed, came or went.
/// </summary>
internal sealed class Imprint
{
    private const int Groups = 1024;

    private readonly ulong[] _groups = new ulong[Groups];

    /// <summary>What <see cref="ToString"/> wrote; null when nothing was written, or something else.</summary>
    public static Imprint? Of(string? note)
    {
        var imprint = new Imprint();
        var bytes = MemoryMarshal.AsBytes(imprint._groups.AsSpan());
        return note is not null && Convert.TryFromBase64String(note, bytes, out var written) && written == bytes.Length ? imprint : null;
    }

    public static int GroupOf(Guid key) => (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes([key])) % Groups);

    /// <param name="trace">Another when the object changes.</param>
    public void Add(Guid key, string trace) => _groups[GroupOf(key)] += XxHash3.HashToUInt64(MemoryMarshal.AsBytes(trace.AsSpan()));

    public bool Differs(Imprint other, int group) => _groups[group] != other._groups[group];

    public override string ToString() => Convert.ToBase64String(MemoryMarshal.AsBytes(_groups.AsSpan()));
}
