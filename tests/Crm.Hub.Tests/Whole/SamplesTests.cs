using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Mappings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Hub.Tests.Whole;

/// <summary>The samples beside the shipped mappings, as the real connector reads them.</summary>
public sealed class SamplesTests : IAsyncDisposable
{
    private readonly IChannel _channel = new CommerceMlFilesConnector().Open(new Connection(
        "1c", new CommerceMlFilesSettings { Folder = "." }, ExchangeHub.Repository(), TimeZoneInfo.Utc, TimeProvider.System, NullLogger.Instance));

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    [Fact]
    public void Every_sample_becomes_what_stands_beside_it()
    {
        var samples = new MappingSamples(ExchangeHub.Book, ExchangeHub.Repository(), Read);

        Assert.True(samples.Find().Count >= 10);
        Assert.Empty(samples.Run());
    }

    private List<Change> Read(string name, Stream raw)
    {
        using (raw)
        {
            var delivery = new Delivery(0, name, DateTime.UnixEpoch, null, NeedsWhole: false, _ => ValueTask.FromResult(raw));
            return [.. _channel.Read(delivery, raw, CancellationToken.None).SelectMany(piece => piece.Read())];
        }
    }
}
