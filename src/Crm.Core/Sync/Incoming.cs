using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>One received change on its way through one mapping, from Translate to Apply.</summary>
internal sealed class Incoming
{
    public required Mapping Mapping { get; init; }

    public required int Source { get; init; }

    public required ExternalRef Ref { get; init; }

    public required Place Place { get; init; }

    public required long DeliveryId { get; init; }

    /// <summary>Their fields as they came, with those of a held change of the same object below them; null when it was deleted.</summary>
    public required Fields? Theirs { get; set; }

    /// <summary>In CRM words; null when it was deleted or could not be translated.</summary>
    public Fields? Fields { get; set; }

    public DateTime? MentionedAt { get; init; }

    /// <summary>What they call this state of the object.</summary>
    public string? Version { get; init; }

    /// <summary>Fields left out, and why.</summary>
    public IReadOnlyList<Rejection> Notices { get; set; } = [];

    /// <summary>Tables of which it tells every row.</summary>
    public IReadOnlyList<string> Whole { get; set; } = [];

    /// <summary>Required fields that it does not speak of: a known row has them, a new one would be without.</summary>
    public IReadOnlyList<Rejection> Unsaid { get; set; } = [];

    /// <summary>What a person decided of it that no run could; null for nearly all.</summary>
    public Answer? Answer { get; set; }

    /// <summary>What was held of this object before; released when the object is applied.</summary>
    public IReadOnlyList<HeldChange> Held { get; set; } = [];

    /// <summary>The piece it came in; null for what was held.</summary>
    public PieceNote? Piece { get; init; }
}

/// <summary>What the corridor notes of a piece until its chunk is committed.</summary>
internal sealed class PieceNote(UInt128 fingerprint)
{
    private readonly List<(LinkState Link, int Epoch)> _said = [];
    private List<PieceNote>? _mentions;

    public UInt128 Fingerprint { get; } = fingerprint;

    /// <summary>Something of it is held back: it must be decoded again when it comes again.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Adds the links it spoke of.</summary>
    /// <returns>Whether nothing that it said was changed by what came after it; otherwise what was added means nothing.</returns>
    public bool Collect(HashSet<long> links)
    {
        if (IsHeld)
        {
            return false;
        }

        foreach (var (link, epoch) in _said)
        {
            if (link.Epoch != epoch)
            {
                return false;
            }

            links.Add(link.Id);
        }

        for (var at = 0; at < (_mentions?.Count ?? 0); at++)
        {
            if (!_mentions![at].Collect(links))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>It mentions what another piece of the chunk mentioned in the same words; both share what becomes of that.</summary>
    public void Mentions(PieceNote mention) => (_mentions ??= []).Add(mention);

    public void Said(LinkState link) => _said.Add((link, link.Epoch));
}

/// <summary>A link in memory while its chunk is worked on.</summary>
internal sealed class LinkState(int source, string externalId, Guid entityId)
{
    /// <summary>0 until it is written.</summary>
    public long Id { get; set; }

    public int Source { get; } = source;

    public string ExternalId { get; } = externalId;

    public Guid EntityId { get; } = entityId;

    public Agreed Agreed { get; set; } = Agreed.Nothing;

    public bool IsDirty { get; set; }

    /// <summary>Grows whenever something that was agreed on is agreed on otherwise.</summary>
    public int Epoch { get; set; }
}

/// <summary>A CRM row in memory while its chunk is worked on.</summary>
internal sealed class RowState(StoredRow row, bool isNew)
{
    private Dictionary<string, (HashSet<int> Changed, int Before)>? _dirtyRows;

    public StoredRow Row { get; } = row;

    public bool IsNew { get; } = isNew;

    public bool IsDirty { get; set; } = isNew;

    /// <summary>Tables whose rows from a number on must be written, and how many rows there were.</summary>
    public Dictionary<string, (HashSet<int> Changed, int Before)> DirtyRows => _dirtyRows ??= new(StringComparer.Ordinal);

    public bool HasDirtyRows => _dirtyRows is not null;
}
