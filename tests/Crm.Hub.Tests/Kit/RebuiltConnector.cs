using Crm.Connect;

namespace Crm.Hub.Tests.Kit;

/// <summary>A base in memory that describes itself: it can be rebuilt, and things can be found in it. What was pinned outlives a run.</summary>
internal sealed class RebuiltConnector(MemorySystem system) : IConnector
{
    /// <summary>How the base is built.</summary>
    public ExternalKind Now { get; set; } = Client("Имя", "ИНН", "Заметка");

    public ExternalKind? Pinned { get; private set; }

    public List<BaseFinding> Findings { get; } = [];

    /// <summary>What the last channel that was opened for a flow was to bring.</summary>
    public IReadOnlyList<WantedKind> Wanted { get; private set; } = [];

    public string Name => "memory";

    public Abilities Abilities => Abilities.Receive | Abilities.ReportsDeletions | Abilities.DescribesKinds;

    public Type SettingsType => typeof(MemorySettings);

    public IReadOnlyList<ExternalKind> Kinds => [];

    public static ExternalKind Client(params string[] texts) => new("Клиент", texts, [])
    {
        Types = texts.ToDictionary(name => name, _ => new ExternalField(ExternalType.Text)),
    };

    public IReadOnlyList<ExternalKind> KindsOf(Connection connection) => Pinned is null ? [] : [Pinned];

    public IEnumerable<SettingProblem> Validate(object settings) => [];

    public IChannel Open(Connection connection)
    {
        Wanted = connection.Wants.Count > 0 ? connection.Wants : Wanted;
        return new Channel(this, system.Open());
    }

    private sealed class Channel(RebuiltConnector there, IChannel inner) : IChannel
    {
        public Task CheckAsync(CancellationToken ct) => inner.CheckAsync(ct);

        public async Task<BaseShape> DescribeAsync(CancellationToken ct)
        {
            await inner.CheckAsync(ct);
            var print = string.Join('|', there.Now.Fields);
            return new BaseShape(print, [there.Now], there.Pinned is { } pinned && string.Join('|', pinned.Fields) == print);
        }

        public Task PinAsync(BaseShape shape, CancellationToken ct)
        {
            there.Pinned = shape.Kinds[0];
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<BaseFinding>> ExamineAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<BaseFinding>>(there.Findings);

        public IAsyncEnumerable<Delivery> ReceiveAsync(CancellationToken ct) => inner.ReceiveAsync(ct);

        public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct) => inner.Read(delivery, raw, ct);

        public Task AcknowledgeAsync(Delivery delivery, CancellationToken ct) => inner.AcknowledgeAsync(delivery, ct);

        public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct) => inner.PutAsideAsync(delivery, reason, ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
