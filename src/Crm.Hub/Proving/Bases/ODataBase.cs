using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Simulator;
using Crm.Simulator.Habits;

namespace Crm.Hub.Proving.Bases;

/// <summary>
/// A simulated 1C over real HTTP. Answers are lost, cut and late at any request, the writing ones before all; what its accountants
/// do goes past the interface.
/// </summary>
/// <param name="open">Opens the connector's channel, given what the hub lends it.</param>
internal sealed class ODataBase(string connection, OneCBase there, Func<OneCBase, IChannelMemory, IReadOnlyList<WantedKind>, IChannel> open) : IPlayBase
{
    private const int LastRequest = 25;

    private static readonly FaultKind[] Faults = [FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.FailAfter, FaultKind.Cut, FaultKind.Html];

    private long _age;

    public string Connection => connection;

    public Abilities Abilities => Abilities.Receive | Abilities.NamesVersions | Abilities.Send | Abilities.Probe;

    public long Age => _age + there.Log.Entries.Count(entry => entry.Method is "POST" or "PATCH");

    public IReadOnlyList<long> Deliveries => [];

    public int WaitingParcels => 0;

    public IReadOnlyList<PlayObject> Objects(string kind) => [.. there.State.All(kind).Select(ODataFields.Seen)];

    public PlayObject Find(string kind, string id) => ODataFields.Seen(there.State.Find(kind, id)!);

    public string IdFor(string name) => new Guid(XxHash128.Hash(Encoding.UTF8.GetBytes(name))).ToString();

    public void Edit(string kind, string id, Fields fields)
    {
        _age++;
        var json = ODataFields.Json(fields);
        json["Ref_Key"] = id;
        there.State.Put(kind, json);
    }

    public void Mark(string kind, string id, bool deleted) => Edit(kind, id, Fields.Of(("DeletionMark", deleted ? "true" : "false")));

    public void Deliver()
    {
    }

    public void Withhold(long delivery, bool withheld)
    {
    }

    public void Lose(long delivery)
    {
    }

    public void Load()
    {
    }

    public void Trouble(Dice dice)
    {
        if (dice.Chance(40))
        {
            there.Faults.Plan(new Fault(dice.Pick(Faults), dice.Pick(["POST", "PATCH", null]), Nth: 1 + dice.Below(dice.Chance(50) ? 2 : LastRequest), Times: 1 + dice.Below(6)));
        }
    }

    public void Mend() => there.Faults.Clear();

    public IChannel Open(IChannelMemory memory, IReadOnlyList<WantedKind> wants, Action<string> reach) => new ReachingChannel(open(there, memory, wants), reach);

    public ValueTask DisposeAsync() => there.DisposeAsync();
}
