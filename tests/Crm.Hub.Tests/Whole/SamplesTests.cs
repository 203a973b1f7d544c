using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Mappings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Hub.Tests.Whole;

/// <summary>The samples beside the shipped mappings, as the real connector reads them.</summary>
public sealed class SamplesTests : IAsyncDisposable
{
    private static readonly MappingBook Book = Opened();

    private readonly IChannel _channel = new CommerceMlFilesConnector().Open(new Connection(
        "1c", new CommerceMlFilesSettings { Folder = "." }, ExchangeHub.Repository(), TimeZoneInfo.Utc, TimeProvider.System, NullLogger.Instance));

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    [Fact]
    public void Every_sample_becomes_what_stands_beside_it()
    {
        var samples = new MappingSamples(Book, ExchangeHub.Repository(), Read);

        Assert.True(samples.Find().Count >= 15);
        Assert.Contains(samples.Find(), file => file.EndsWith(".crm.json", StringComparison.Ordinal));
        Assert.Empty(samples.Run());
    }

    [Fact]
    public void Every_shipped_mapping_has_a_sample()
    {
        var samples = new MappingSamples(Book, ExchangeHub.Repository(), Read);
        var taken = samples.Find().Where(file => file.EndsWith(".xml", StringComparison.Ordinal)).SelectMany(Changes).OfType<Change.Saved>()
            .SelectMany(saved => Book.Taking(saved.Ref.Kind).Where(mapping => mapping.Takes(saved.Fields))).Select(mapping => mapping.Name);

        Assert.Empty(Book.Mappings.Select(mapping => mapping.Name).Except(taken));
    }

    [Fact]
    public void What_the_samples_tell_is_said_back_as_it_is_read()
    {
        var saved = new MappingSamples(Book, ExchangeHub.Repository(), Read).Find()
            .Where(file => file.EndsWith(".xml", StringComparison.Ordinal)).SelectMany(Changes).OfType<Change.Saved>();
        var said = 0;
        foreach (var change in saved)
        {
            foreach (var mapping in Book.Taking(change.Ref.Kind).Where(mapping => mapping.Sends))
            {
                var read = mapping.Translate(change.Fields);
                if (read.Rejections.Count > 0)
                {
                    continue;
                }

                var back = mapping.Back(read.Fields);
                Assert.Empty(back.Rejections.Select(rejection => $"{change.Ref} {rejection.Field}: {rejection.Reason}"));
                foreach (var rule in mapping.Written(isNew: true).Where(rule => read.Fields.Says(rule.To) && rule.Columns.Count == 0))
                {
                    Assert.Equal(read.Fields[rule.To], mapping.Translate(back.Fields).Fields[rule.To]);
                }

                said++;
            }
        }

        Assert.True(said >= 10);
    }

    private static MappingBook Opened()
    {
        var (book, lints) = MappingBook.Load(["mappings/commerceml"], ExchangeHub.Repository(), new CommerceMlFilesConnector().Kinds, Direction.Both);
        Assert.Empty(lints);
        return book!;
    }

    private List<Change> Changes(string file)
    {
        using var raw = File.OpenRead(file);
        return Read(Path.GetFileName(file), raw);
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
