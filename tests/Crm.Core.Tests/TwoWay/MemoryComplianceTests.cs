using Crm.Connect;
using Crm.Testing;

namespace Crm.Core.Tests.TwoWay;

/// <summary>The base of the proofs owes what every base owes.</summary>
public sealed class MemoryServiceComplianceTests : MemoryCompliance
{
    private protected override MemorySystem There { get; } = new("there");

    protected override Abilities Abilities => Abilities.Receive | Abilities.Send | Abilities.Probe;
}

public sealed class MemoryFilesComplianceTests : MemoryCompliance
{
    private protected override MemorySystem There { get; } = new("there", new MemoryHabits(Answers: false, OwnIds: false));

    protected override Abilities Abilities => Abilities.Receive | Abilities.Send;
}

public abstract class MemoryCompliance : SendingCompliance
{
    private protected abstract MemorySystem There { get; }

    protected override IChannel Open()
    {
        There.Refuses = sent => sent.Fields?.Text("Имя") == "нет" ? new Words("нет", "no") : null;
        return There.Open();
    }

    protected override void SaveSomethingThere(string id)
    {
        There.Save("Клиент", id, ("Имя", "Фирма"));
        There.Deliver();
    }

    protected override Outbound Sendable(string id) => Sent(id, "Фирма");

    protected override Outbound? Refusable(string id) => Sent(id, "нет");

    // What lies there unloaded is an effect, too, once it is loaded.
    protected override IReadOnlyList<string> StateThere()
    {
        There.Load();
        return [.. There.Objects.Select(one => $"{one.Kind} {one.Id} {one.Key} {one.Fields} {one.IsDeleted} {one.Version}").Order(StringComparer.Ordinal)];
    }

    private static Outbound Sent(string id, string name) =>
        new(new ExternalRef("there", "Клиент", id), Fields.Of(("Имя", name)), IsNew: true, ["Имя"], null);
}
