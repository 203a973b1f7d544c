using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Core.Mappings;
using Crm.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Hub.Proving.Bases;

/// <summary>Sets a proof up with a simulated 1C on one side, reached by its own connector over HTTP.</summary>
/// <param name="metadata">The file of $metadata that the base is built from.</param>
/// <param name="folder">Where the pinned description of the base may be kept while the proof goes on.</param>
internal sealed class ODataProof(string metadata, string folder)
{
    private static readonly OneCODataConnector Connector = new();

    /// <param name="load">Reads the mappings against the kinds of the base.</param>
    public async Task<ProofSetting> SettingAsync(Func<IReadOnlyList<ExternalKind>, MappingBook> load, CancellationToken ct)
    {
        await using var there = await OneCBase.StartAsync(new SimulatorOptions(metadata), ct);
        var connection = Lent(there, NoMemory.Instance, [], TimeProvider.System);
        await using var channel = Connector.Open(connection);
        await channel.PinAsync(await channel.DescribeAsync(ct), ct);
        return new ProofSetting(load(Connector.KindsOf(connection)), Service: StartAsync);
    }

    private async Task<IPlayBase> StartAsync(TimeProvider clock)
    {
        var time = new HurriedTime(clock);
        var there = await OneCBase.StartAsync(new SimulatorOptions(metadata) { Time = time });
        return new ODataBase(World.Service, there, (opened, memory, wants) => Connector.Open(Lent(opened, memory, wants, time)));
    }

    private Connection Lent(OneCBase there, IChannelMemory memory, IReadOnlyList<WantedKind> wants, TimeProvider time) => new(
        World.Service,
        new OneCODataSettings { Address = there.Address.AbsoluteUri, User = "proof" },
        folder, TimeZoneInfo.Utc, time, NullLogger.Instance)
    {
        Folder = Path.Combine(folder, World.Service),
        Memory = memory,
        Wants = wants,
    };
}
