using Crm.Connect;

namespace Crm.Hub.Proving.Bases;

/// <summary>An object of a base as its own people see it.</summary>
internal sealed record PlayObject(string Id, Fields Fields, bool IsDeleted);

/// <summary>One base of the play: what its people do, what its lines do, and the channel that the hub opens to it.</summary>
internal interface IPlayBase : IAsyncDisposable
{
    string Connection { get; }

    Abilities Abilities { get; }

    /// <summary>Is another after any change of any object.</summary>
    long Age { get; }

    /// <summary>What is on its way and may be lost or late; none where the hub asks and the base answers.</summary>
    IReadOnlyList<long> Deliveries { get; }

    /// <summary>Parcels that the base has and has not read.</summary>
    int WaitingParcels { get; }

    IReadOnlyList<PlayObject> Objects(string kind);

    PlayObject Find(string kind, string id);

    /// <summary>The id that a new object of that name gets.</summary>
    string IdFor(string name);

    /// <summary>Somebody there writes these fields of an object, or makes it.</summary>
    void Edit(string kind, string id, Fields fields);

    void Mark(string kind, string id, bool deleted);

    /// <summary>Packs what was changed.</summary>
    void Deliver();

    void Withhold(long delivery, bool withheld);

    void Lose(long delivery);

    /// <summary>Reads the parcels that lie there.</summary>
    void Load();

    /// <summary>Before a night in which the lines are not what they should be.</summary>
    void Trouble(Dice dice);

    /// <summary>The lines hold again.</summary>
    void Mend();

    /// <param name="memory">What the hub keeps for the channel.</param>
    /// <param name="reach">Is to be called between any two words that are exchanged.</param>
    IChannel Open(IChannelMemory memory, IReadOnlyList<WantedKind> wants, Action<string> reach);
}
