using Crm.Connect;
using Crm.Hub.Secrets;

namespace Crm.Hub.Tests.Secrets;

public sealed class DiscreetChannelTests
{
    private const string Password = "s3cret-of-the-base";

    private static readonly Words Said = new($"не принято: {Password}", $"not taken: {Password}");
    private static readonly Delivery Some = new(1, "1", default, null, false, _ => throw Wrong());

    // A member that the contract answers by itself would answer in the place of the channel.
    [Fact]
    public void It_passes_on_every_question_of_the_contract()
    {
        var map = typeof(DiscreetChannel).GetInterfaceMap(typeof(IChannel));

        Assert.All(map.TargetMethods, method => Assert.Equal(typeof(DiscreetChannel), method.DeclaringType));
    }

    [Fact]
    public async Task Whatever_fails_says_no_secret()
    {
        await using var channel = Channel(new Loud(Fails: true));
        Func<Task>[] questions =
        [
            () => channel.CheckAsync(default), () => channel.DescribeAsync(default), () => channel.PinAsync(new BaseShape("", [], false), default), () => channel.ExamineAsync(default),
            async () => await channel.ReceiveAsync(default).ToListAsync(), () => Task.FromResult(channel.Read(Some, Stream.Null, default).Count()),
            () => channel.AcknowledgeAsync(Some, default), () => channel.PutAsideAsync(Some, Said, default),
            () => channel.SendAsync(new Parcel(1, "1", default, []), default), () => channel.ProbeAsync([], default),
        ];

        foreach (var question in questions)
        {
            AssertSilent(await Assert.ThrowsAsync<ConnectorException>(question));
        }
    }

    [Fact]
    public async Task What_it_finds_and_why_it_takes_nothing_says_no_secret()
    {
        await using var channel = Channel(new Loud(Fails: false));
        var delivery = Assert.Single(await channel.ReceiveAsync(default).ToListAsync());

        Assert.Equal("not taken: …", Assert.Single(await channel.ExamineAsync(default)).Words.En);
        Assert.Equal("не принято: …", Assert.Single(await channel.SendAsync(new Parcel(1, "1", default, []), default)).Reason!.Ru);
        AssertSilent(await Assert.ThrowsAsync<ConnectorException>(async () => await delivery.OpenAsync(default)));
    }

    private static DiscreetChannel Channel(IChannel channel)
    {
        var known = new KnownSecrets();
        known.Add(Password);
        return new DiscreetChannel(channel, known);
    }

    private static ConnectorException Wrong() => new(Trouble.Unavailable, Said);

    private static void AssertSilent(ConnectorException e)
    {
        Assert.Equal((Trouble.Unavailable, "не принято: …", "not taken: …"), (e.Trouble, e.Words.Ru, e.Words.En));
        Assert.DoesNotContain(Password, e.Message, StringComparison.Ordinal);
    }

    /// <summary>Repeats the password in all it says.</summary>
    private sealed record Loud(bool Fails) : IChannel
    {
        public Task CheckAsync(CancellationToken ct) => throw Wrong();

        public Task<BaseShape> DescribeAsync(CancellationToken ct) => throw Wrong();

        public Task PinAsync(BaseShape shape, CancellationToken ct) => throw Wrong();

        public Task<IReadOnlyList<BaseFinding>> ExamineAsync(CancellationToken ct) =>
            Fails ? throw Wrong() : Task.FromResult<IReadOnlyList<BaseFinding>>([new("Клиент", [], Said, true)]);

        public IAsyncEnumerable<Delivery> ReceiveAsync(CancellationToken ct) => Fails ? throw Wrong() : new[] { Some }.ToAsyncEnumerable();

        public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct) => throw Wrong();

        public Task AcknowledgeAsync(Delivery delivery, CancellationToken ct) => throw Wrong();

        public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) => throw Wrong();

        public Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct) =>
            Fails ? throw Wrong() : Task.FromResult<IReadOnlyList<Receipt>>([new(new ExternalRef("memory", "Клиент", "1"), Reception.Refused, Said)]);

        public Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct) => throw Wrong();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
