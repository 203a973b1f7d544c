using Crm.Connect;
using Xunit;

namespace Crm.Testing;

/// <summary>What every channel with <see cref="Abilities.Send"/> owes the hub, besides what every channel does.</summary>
public abstract class SendingCompliance : ChannelCompliance
{
    /// <summary>What the channel declares.</summary>
    protected abstract Abilities Abilities { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_object_sent_is_answered_in_its_order()
    {
        var parcel = Parcel(1, Sendable("1"), Sendable("2"), Sendable("3"));

        var receipts = await SendAsync(parcel);

        Assert.Equal(parcel.Objects.Select(one => one.Ref), receipts.Select(receipt => receipt.Ref));
        Assert.All(receipts, receipt => Assert.True(receipt.Reception is Reception.Handed or Reception.Taken));
    }

    [Fact]
    public async Task The_same_parcel_sent_again_has_the_effect_of_once()
    {
        var parcel = Parcel(1, Sendable("1"), Sendable("2"));
        var nothing = StateThere();
        var first = await SendAsync(parcel);
        var once = StateThere();

        var again = await SendAsync(parcel);

        Assert.NotEqual(nothing, once);
        Assert.Equal(once, StateThere());
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_parcel_does_not_undo_those_before_it()
    {
        await SendAsync(Parcel(1, Sendable("1")));
        var first = StateThere();

        await SendAsync(Parcel(2, Sendable("2")));

        Assert.Superset(first.ToHashSet(), StateThere().ToHashSet());
        Assert.NotEqual(first, StateThere());
    }

    [Fact]
    public async Task A_refused_object_leaves_the_others_and_has_no_effect()
    {
        Assert.SkipWhen(Refusable("no") is null, "this channel refuses nothing");
        await SendAsync(Parcel(1, Sendable("1"), Sendable("2")));
        var without = StateThere();

        var receipts = await SendAsync(Parcel(1, Sendable("1"), Refusable("no")!, Sendable("2")));

        Assert.Equal([false, true, false], receipts.Select(receipt => receipt.Reception == Reception.Refused));
        Assert.NotEmpty(receipts[1].Reason!.Ru);
        Assert.NotEmpty(receipts[1].Reason!.En);
        Assert.Equal(without, StateThere());
    }

    [Fact]
    public async Task A_cancelled_sending_has_no_effect_and_can_be_done_again()
    {
        var parcel = Parcel(1, Sendable("1"));
        var nothing = StateThere();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(parcel, new CancellationToken(canceled: true)));
        Assert.Equal(nothing, StateThere());

        await SendAsync(parcel);
        Assert.NotEqual(nothing, StateThere());
    }

    [Fact]
    public async Task A_deletion_mark_is_set_or_refused_with_the_reason()
    {
        var receipt = Assert.Single(await SendAsync(Parcel(1, Sendable("1") with { Fields = null, IsNew = false })));

        Assert.Equal(receipt.Reception == Reception.Refused, receipt.Reason is not null);
    }

    [Fact]
    public async Task What_was_taken_is_seen_under_its_key_and_what_was_not_is_not()
    {
        Assert.SkipUnless(Abilities.HasFlag(Abilities.Probe), "this channel does not probe");
        var (sent, unsent) = (Sendable("1"), Sendable("2"));
        await SendAsync(Parcel(1, sent));
        await using var channel = Open();

        var sights = await channel.ProbeAsync([unsent.Ref, sent.Ref], Ct);

        Assert.Equal([unsent.Ref, sent.Ref], sights.Select(sight => sight.Ref));
        Assert.Null(sights[0].Fields);
        Assert.NotNull(sights[1].Fields);
    }

    /// <summary>A new object with this id that the other side takes.</summary>
    protected abstract Outbound Sendable(string id);

    /// <summary>An object with this id that the other side refuses; null when it refuses nothing.</summary>
    protected abstract Outbound? Refusable(string id);

    /// <summary>Everything that sending has brought about over there, a line each: equal lines are an equal state.</summary>
    protected abstract IReadOnlyList<string> StateThere();

    private static Parcel Parcel(long number, params Outbound[] objects) => new(number, $"parcel-{number}", DateTime.UnixEpoch.AddDays(number), objects);

    private async Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken? ct = null)
    {
        await using var channel = Open();
        return await channel.SendAsync(parcel, ct ?? Ct);
    }
}
