using Crm.Core.Storage;

namespace Crm.Hub.Schedule;

/// <summary>What the history of runs says to the schedule.</summary>
internal sealed class RunTimes(DbSession db)
{
    private const string Well = "Outcome IN ('Done', 'DoneWithHeld')";
    private const int Remembered = 15;

    /// <summary>How long the flow takes: longer than most of its last runs that ended well; null when there was none.</summary>
    public TimeSpan? Duration(string flow)
    {
        var times = db.Query(
                $"SELECT StartedAt, EndedAt FROM Runs WHERE Flow = $0 AND {Well} AND EndedAt IS NOT NULL ORDER BY Id DESC LIMIT $1",
                row => row.GetDateTime(1) - row.GetDateTime(0), flow, Remembered)
            .Order().ToList();
        return times.Count == 0 ? null : times[times.Count * 3 / 4];
    }

    /// <summary>How long these flows take, as far as they ever ended well.</summary>
    public Dictionary<string, TimeSpan> Durations(IEnumerable<string> flows) => flows
        .Select(flow => (flow, Time: Duration(flow)))
        .Where(pair => pair.Time is not null)
        .ToDictionary(pair => pair.flow, pair => pair.Time!.Value, StringComparer.Ordinal);

    /// <summary>When the flow last ended well; null when it never did.</summary>
    public DateTime? LastWell(string flow) => db.Query(
        $"SELECT EndedAt FROM Runs WHERE Flow = $0 AND {Well} AND EndedAt IS NOT NULL ORDER BY Id DESC LIMIT 1", row => (DateTime?)row.GetDateTime(0), flow).FirstOrDefault();

    /// <summary>When each flow last ended well, among the runs after that one.</summary>
    public Dictionary<string, DateTime> EndedWell(long after) => db.Query(
            $"SELECT Flow, MAX(EndedAt) FROM Runs WHERE Id > $0 AND {Well} AND EndedAt IS NOT NULL GROUP BY Flow",
            row => (Flow: row.GetString(0), At: row.GetDateTime(1)), after)
        .ToDictionary(pair => pair.Flow, pair => pair.At, StringComparer.Ordinal);

    /// <summary>Whether the other flow has ended well after that moment and since this one last began.</summary>
    public bool HasNewsOf(string before, string flow, DateTime after) => db.Scalar(
        $"SELECT 1 FROM Runs WHERE Flow = $0 AND {Well} AND EndedAt > $2 AND Id > COALESCE((SELECT MAX(Id) FROM Runs WHERE Flow = $1), 0) LIMIT 1",
        before, flow, after) is not null;
}
