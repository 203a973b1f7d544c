using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>Reads what was run.</summary>
internal sealed class RunHistory(DbSession db)
{
    private const string Columns = "Id, Flow, Connection, Outcome, StartedAt, EndedAt, MappingHash, Numbers, Reason";

    public List<SyncRun> Newest(int limit) => db.Query($"SELECT {Columns} FROM Runs ORDER BY Id DESC LIMIT $0", Read, limit);

    public SyncRun? Last(string flow) => Newest(flow, 1).FirstOrDefault();

    public List<SyncRun> Newest(string flow, int limit) => db.Query($"SELECT {Columns} FROM Runs WHERE Flow = $0 ORDER BY Id DESC LIMIT $1", Read, flow, limit);

    /// <summary>Runs that ended after that moment, oldest first.</summary>
    public List<SyncRun> EndedSince(DateTime moment) => db.Query($"SELECT {Columns} FROM Runs WHERE EndedAt > $0 ORDER BY Id", Read, moment);

    private static SyncRun Read(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Flow = reader.GetString(1),
        Connection = reader.GetString(2),
        Outcome = Enum.Parse<RunOutcome>(reader.GetString(3)),
        StartedAt = reader.GetDateTime(4),
        EndedAt = reader.IsDBNull(5) ? null : reader.GetDateTime(5),
        MappingHash = reader.GetString(6),
        Numbers = reader.GetString(7),
        Reason = reader.IsDBNull(8) ? null : reader.GetString(8),
    };
}
