using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Testing;

namespace Crm.Connectors.OneC.Tests.OData;

/// <summary>What every channel owes, by the versions of objects. Each object is saved in a set of its own, for a set is one delivery.</summary>
/// <param name="habits">Of the simulated base.</param>
public abstract class OneCODataCompliance(string habits) : SendingCompliance, IAsyncLifetime
{
    private static readonly string[] Sets = [BaseRoom.Banks, BaseRoom.Units, BaseRoom.Parties];

    private BaseRoom _room = null!;
    private int _count;

    public async ValueTask InitializeAsync()
    {
        _room = await BaseRoom.OfAsync(habits: habits);
        Array.ForEach(Sets, set => _room.Want(set, "Description"));
    }

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Abilities Abilities => new OneCODataConnector().Abilities;

    protected override string IdThere(string name) => Id(name);

    protected override IChannel Open() => new Accounted(_room.Open(), _room.Memory);

    protected override void SaveSomethingThere(string id) => _room.Put(Sets[_count++], ("Ref_Key", Id(id)), ("Description", "Ромашка"));

    protected override Outbound Sendable(string id) => new(
        new ExternalRef("bp", BaseRoom.Parties, Id(id)), Fields.Of(("Description", "Ромашка"), ("ИНН", "7708000018")), IsNew: true, [], null);

    protected override Outbound? Refusable(string id) => Sendable(id) with { Fields = Fields.Of(("НетТакого", "1")) };

    protected override IReadOnlyList<string> StateThere() => _room.All(BaseRoom.Parties);

    private static string Id(string name) => $"00000000-0000-4000-8000-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..12]}";
}
