using System.Data.Common;
using System.Diagnostics.Metrics;
using Crm.Core.Storage;
using Crm.Hub.Reading;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;

namespace Crm.Hub.Serving;

/// <summary>
/// How things stand, for those who ask often: the database is read once for all that is asked within some seconds. While it is away, nothing is said of what
/// lies in it.
/// </summary>
internal sealed class Standings(Configuration settings, HubDatabase database, TimeProvider clock)
{
    // More runs than end out of order: what went on at the last look is looked at again.
    private const int Overlap = 1_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTime> _endedWell = new(StringComparer.Ordinal);
    private Sight _sight = Sight.Nothing;
    private DateTimeOffset? _lookedAt;
    private long _lastRun;

    public IEnumerable<Measurement<long>> Held() => Look().Held.Select(pair => new Measurement<long>(pair.Value, Label("state", HubMeter.Word(pair.Key))));

    public IEnumerable<Measurement<long>> Questions() => Look().Questions is { } open ? [new Measurement<long>(open)] : [];

    /// <summary>All of one look: the database may go away before the last is told.</summary>
    public IEnumerable<Measurement<long>> Outbox() => Look().Outbox is not { } outbox ? [] :
        from connection in settings.Connections
        from state in Enum.GetValues<OutboxState>()
        let lines = outbox[connection.Name].Where(line => line.State == state).Sum(line => line.Count)
        select new Measurement<long>(lines, Label("connection", connection.Name), Label("state", HubMeter.Word(state)));

    /// <summary>Nothing of a flow that never ended well.</summary>
    public IEnumerable<Measurement<double>> Lags()
    {
        var (now, ended) = (clock.GetUtcNow().UtcDateTime, Look().EndedWell);
        return from flow in settings.Flows
               where ended.ContainsKey(flow.Name)
               select new Measurement<double>((now - ended[flow.Name]).TotalSeconds, Label("flow", flow.Name));
    }

    public IEnumerable<Measurement<double>> Next()
    {
        var now = clock.GetUtcNow();
        return from flow in settings.Flows
               let next = flow.Schedule?.Next(now)
               where next is not null
               select new Measurement<double>(flow.Schedule!.Opening(next.Value).ToUnixTimeSeconds(), Label("flow", flow.Name));
    }

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    private Sight Look()
    {
        lock (_gate)
        {
            if (!(clock.GetUtcNow() - _lookedAt < Fresh))
            {
                _sight = Read();
                _lookedAt = clock.GetUtcNow();
            }

            return _sight;
        }
    }

    private Sight Read()
    {
        try
        {
            using var db = database.ConnectToRead();
            var standing = new Standing(db);
            return new Sight(standing.Held(), standing.OpenQuestions(), standing.Outbox(), EndedWell(db));
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            return Sight.Nothing;
        }
    }

    // The whole history is read once.
    private Dictionary<string, DateTime> EndedWell(DbSession db)
    {
        foreach (var (flow, at) in new RunTimes(db).EndedWell(_lastRun - Overlap))
        {
            _endedWell[flow] = at;
        }

        _lastRun = db.Scalar("SELECT MAX(Id) FROM Runs") as long? ?? 0;
        return new Dictionary<string, DateTime>(_endedWell, StringComparer.Ordinal);
    }

    private sealed record Sight(
        IReadOnlyDictionary<HeldState, long> Held, long? Questions, ILookup<string, (OutboxState State, long Count)>? Outbox,
        IReadOnlyDictionary<string, DateTime> EndedWell)
    {
        public static readonly Sight Nothing = new(new Dictionary<HeldState, long>(), null, null, new Dictionary<string, DateTime>());
    }
}
