using Crm.Connect;
using Crm.Connectors.Memory;

namespace Crm.Hub.Proving.Bases;

/// <summary>A base in memory, which either answers or works with files.</summary>
internal sealed class MemoryBase(MemorySystem there) : IPlayBase
{
    public string Connection => there.Connection;

    public Abilities Abilities => there.Habits.Answers ? Abilities.Receive | Abilities.Send | Abilities.Probe : Abilities.Receive | Abilities.Send;

    public long Age => there.Objects.Sum(one => one.Version);

    public IReadOnlyList<long> Deliveries => there.Deliveries;

    public int WaitingParcels => there.WaitingParcels;

    public IReadOnlyList<PlayObject> Objects(string kind) => [.. there.Objects.Where(one => one.Kind == kind).Select(Seen)];

    public PlayObject Find(string kind, string id) => Seen(there.Find(kind, id)!);

    public string IdFor(string name) => $"{Connection}-{name}";

    public void Edit(string kind, string id, Fields fields) => there.Edit(kind, id, [.. fields.Select(field => (field.Key, field.Value))]);

    public void Mark(string kind, string id, bool deleted) => there.Mark(kind, id, deleted);

    public void Deliver() => there.Deliver();

    public void Withhold(long delivery, bool withheld) => there.Withhold(delivery, withheld);

    public void Lose(long delivery) => there.Lose(delivery);

    public void Load()
    {
        if (!there.Habits.Answers)
        {
            there.Load();
        }
    }

    public void Trouble(Dice dice)
    {
    }

    public void Mend()
    {
    }

    public IChannel Open(IChannelMemory memory, IReadOnlyList<WantedKind> wants, Action<string> reach)
    {
        there.Io = reach;
        return there.Open();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static PlayObject Seen(MemoryObject one) => new(one.Id, one.Fields, one.IsDeleted);
}
