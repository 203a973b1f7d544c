using Crm.Connect;
using Xunit;

namespace Crm.Testing;

/// <summary>
/// What every channel owes the hub. A new connector derives from this, says how to make the other side have
/// something to tell, and inherits the tests. A channel that sends derives from <see cref="SendingCompliance"/>.
/// </summary>
public abstract class ChannelCompliance
{
    /// <summary>Whether an acknowledged delivery is gone. A channel that leaves it there tells it again, and tells the same.</summary>
    protected virtual bool ForgetsWhatIsAcknowledged => true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_that_is_set_up_rightly_passes_its_check()
    {
        SaveSomethingThere("1");
        await using var channel = Open();

        await channel.CheckAsync(Ct);
    }

    [Fact]
    public async Task What_was_saved_there_is_told_under_its_id()
    {
        SaveSomethingThere("first");
        await using var channel = Open();
        var delivery = Assert.Single(await ReceiveAsync(channel));

        var pieces = await ReadAsync(channel, delivery, await BytesAsync(delivery));

        Assert.Contains(pieces.SelectMany(piece => piece.Changes), change => change.Ref.Id == IdThere("first"));
    }

    [Fact]
    public async Task A_delivery_comes_again_until_it_is_acknowledged()
    {
        SaveSomethingThere("1");

        var first = Assert.Single(await ReceiveAnewAsync());
        var again = Assert.Single(await ReceiveAnewAsync());

        Assert.Equal((first.Number, first.Name, first.FormedAt), (again.Number, again.Name, again.FormedAt));
    }

    [Fact]
    public async Task An_acknowledged_delivery_does_not_come_again()
    {
        Assert.SkipUnless(ForgetsWhatIsAcknowledged, "this channel leaves what it told");
        SaveSomethingThere("1");
        await AcknowledgeAsync(Assert.Single(await ReceiveAnewAsync()));

        Assert.Empty(await ReceiveAnewAsync());
    }

    [Fact]
    public async Task Acknowledging_twice_does_no_harm()
    {
        SaveSomethingThere("1");
        var delivery = Assert.Single(await ReceiveAnewAsync());
        await AcknowledgeAsync(delivery);
        SaveSomethingThere("2");

        await AcknowledgeAsync(delivery);

        Assert.Single(await ReceiveAnewAsync(), other => other.Number > delivery.Number);
    }

    [Fact]
    public async Task A_change_made_while_we_read_comes_in_a_later_delivery()
    {
        SaveSomethingThere("1");
        var first = Assert.Single(await ReceiveAnewAsync());
        SaveSomethingThere("2");
        await AcknowledgeAsync(first);

        await using var channel = Open();
        var next = Assert.Single(await ReceiveAsync(channel), delivery => delivery.Number > first.Number);
        var pieces = await ReadAsync(channel, next, await BytesAsync(next));

        Assert.Contains(pieces.SelectMany(piece => piece.Changes), change => change.Ref.Id == IdThere("2"));
    }

    [Fact]
    public async Task Deliveries_come_in_the_order_of_their_numbers()
    {
        SaveSomethingThere("1");
        SaveSomethingThere("2");
        SaveSomethingThere("3");

        var numbers = (await ReceiveAnewAsync()).Select(delivery => delivery.Number).ToList();

        Assert.Equal(3, numbers.Count);
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task What_is_put_aside_does_not_come_again_and_twice_does_no_harm()
    {
        SaveSomethingThere("1");
        var delivery = Assert.Single(await ReceiveAnewAsync());
        await using var channel = Open();

        var place = await channel.PutAsideAsync(delivery, new Words("причина", "the reason"), Ct);
        var again = await channel.PutAsideAsync(delivery, new Words("причина", "the reason"), Ct);

        Assert.NotEmpty(place);
        Assert.Equal(place, again);
        Assert.Empty(await ReceiveAnewAsync());
    }

    [Fact]
    public async Task The_same_bytes_give_the_same_pieces()
    {
        SaveSomethingThere("1");
        await using var channel = Open();
        var delivery = Assert.Single(await ReceiveAsync(channel));
        var bytes = await BytesAsync(delivery);

        var first = await ReadAsync(channel, delivery, bytes);
        await using var other = Open();
        var second = await ReadAsync(other, delivery, bytes);

        Assert.NotEmpty(first);
        Assert.Equal(first.Select(piece => (piece.Kind, piece.Fingerprint, piece.Place)), second.Select(piece => (piece.Kind, piece.Fingerprint, piece.Place)));
        Assert.Equal(first.SelectMany(piece => piece.Changes), second.SelectMany(piece => piece.Changes));
    }

    [Fact]
    public async Task A_piece_that_marks_a_deletion_tells_one()
    {
        SaveSomethingThere("1");
        await using var channel = Open();
        var delivery = Assert.Single(await ReceiveAsync(channel));

        var pieces = await ReadAsync(channel, delivery, await BytesAsync(delivery));

        Assert.All(pieces, piece => Assert.Equal(piece.MarksDeletion, piece.Changes.Any(change => change is Change.Deleted)));
    }

    [Fact]
    public async Task A_delivery_cut_off_anywhere_is_malformed()
    {
        SaveSomethingThere("1");
        await using var channel = Open();
        var delivery = Assert.Single(await ReceiveAsync(channel));
        var bytes = (await BytesAsync(delivery)).AsSpan().TrimEnd("\r\n \t"u8).ToArray();

        foreach (var length in new[] { 0, 1, bytes.Length / 3, bytes.Length / 2, bytes.Length - 2, bytes.Length - 1 })
        {
            var wrong = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(channel, delivery, bytes[..length]));
            Assert.Equal(Trouble.Malformed, wrong.Trouble);
            Assert.NotEmpty(wrong.Words.Ru);
        }
    }

    [Fact]
    public async Task A_cancelled_run_stops_receiving_and_reading()
    {
        SaveSomethingThere("1");
        await using var channel = Open();
        var delivery = Assert.Single(await ReceiveAsync(channel));
        var bytes = await BytesAsync(delivery);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReceiveAsync(channel, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => channel.Read(delivery, new MemoryStream(bytes), cancelled).Count());
    }

    protected abstract IChannel Open();

    /// <summary>Makes the other side have one more delivery, later than those before, that tells of an object with this id.</summary>
    protected abstract void SaveSomethingThere(string id);

    /// <summary>The id over there of what is called so, where the other side has ids of a form of its own.</summary>
    protected virtual string IdThere(string name) => name;

    private static async Task<List<Delivery>> ReceiveAsync(IChannel channel, CancellationToken? ct = null)
    {
        var deliveries = new List<Delivery>();
        await foreach (var delivery in channel.ReceiveAsync(ct ?? Ct))
        {
            deliveries.Add(delivery);
        }

        return deliveries;
    }

    private async Task<List<Delivery>> ReceiveAnewAsync()
    {
        await using var channel = Open();
        return await ReceiveAsync(channel);
    }

    private async Task AcknowledgeAsync(Delivery delivery)
    {
        await using var channel = Open();
        await channel.AcknowledgeAsync(delivery, Ct);
    }

    private static async Task<byte[]> BytesAsync(Delivery delivery)
    {
        await using var raw = await delivery.OpenAsync(Ct);
        using var copy = new MemoryStream();
        await raw.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private static Task<List<Told>> ReadAsync(IChannel channel, Delivery delivery, byte[] bytes)
    {
        var told = new List<Told>();
        using var raw = new MemoryStream(bytes, writable: false);
        try
        {
            foreach (var piece in channel.Read(delivery, raw, Ct))
            {
                told.Add(new Told(piece.Kind, piece.Fingerprint, piece.Place, piece.MarksDeletion, piece.Read()));
            }
        }
        catch (ConnectorException wrong)
        {
            return Task.FromException<List<Told>>(wrong);
        }

        return Task.FromResult(told);
    }

    private sealed record Told(string Kind, UInt128 Fingerprint, Place Place, bool MarksDeletion, IReadOnlyList<Change> Changes);
}
