using System.IO.Hashing;
using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;

namespace Crm.Connectors.OneC.OData.Raw;

/// <summary>The line at which the walk stands: one object for a whole delivery, it moves with the walk.</summary>
internal sealed class ODataPiece(string connection, ObjectDecoder decoder) : Piece
{
    private RawLine _line;
    private long _number;
    private UInt128 _fingerprint;

    public override string Kind => _line.Set;

    // The version is a part of the object: one that was only written again has another fingerprint and says nothing new later.
    public override UInt128 Fingerprint => _fingerprint;

    public override bool MarksDeletion => _line.IsMarked;

    public override Place Place => new(_line.Set, _number);

    // Of some objects more is told than of others, but a register speaks of all: far fewer than the last time are for a person to look at.
    public override FullSet? Promise =>
        _line.Kind == LineKind.Spoken ? new FullSet(_line.Set, DeliveryName.OfAbout(_line.Set, _line.About ?? ""), _line.Number) : null;

    /// <summary>The object about which a register says something here, or that it has nothing to say of it any more.</summary>
    public string? SpokenOf => _line.Kind == LineKind.About ? _line.Id : null;

    public bool IsSilent => _line.IsEmpty;

    public void MoveTo(RawLine line, ReadOnlySpan<byte> bytes, long number)
    {
        _line = line;
        _number = number;
        _fingerprint = line.Kind == LineKind.Spoken ? UInt128.Zero : XxHash128.HashToUInt128(bytes);
    }

    public override IReadOnlyList<Change> Read()
    {
        try
        {
            return _line.Kind switch
            {
                LineKind.Object => [Told()],
                LineKind.Deleted => [new Change.Deleted(Ref(_line.Set, Id(_line.Id)), Place)],
                LineKind.About => [new Change.Saved(Ref(_line.About, Id(_line.Id)), Fields.Of((_line.Set, Nested())), Place)],
                _ => [],
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Broken(wrong);
        }
    }

    private Change Told()
    {
        var (fields, version) = decoder.Decode(_line.Content.Span);
        var id = Ref(_line.Set, _line.Id ?? fields.Text(OwnNames.Ref) ?? throw Broken(null));
        return _line.IsMarked ? new Change.Deleted(id, Place, version) : new Change.Saved(id, fields, Place, Version: version);
    }

    private object Nested() => decoder.DecodeRows(_line.Content.Span) switch
    {
        [var one] => one,
        [] => Many.None,
        var rows => new Many(rows),
    };

    private ExternalRef Ref(string? kind, string id) => string.IsNullOrWhiteSpace(kind) ? throw Broken(null) : new(connection, kind, id);

    private string Id(string? id) => string.IsNullOrWhiteSpace(id) ? throw Broken(null) : id.ToLowerInvariant();

    private ConnectorException Broken(Exception? inner) => new(
        Trouble.Malformed,
        new Words($"{Place}: у объекта нет ключа или он испорчен", $"{Place}: the object has no key, or it is broken"),
        inner);
}
