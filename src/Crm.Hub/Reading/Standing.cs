using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>Reads how things stand now: what is held back, what is asked.</summary>
internal sealed class Standing(DbSession db)
{
    public IReadOnlyDictionary<HeldState, long> Held()
    {
        var counts = db.Query(
            "SELECT State, COUNT(*) FROM Held GROUP BY State",
            reader => (State: Enum.Parse<HeldState>(reader.GetString(0)), Count: reader.GetInt64(1)))
            .ToDictionary(pair => pair.State, pair => pair.Count);
        return Enum.GetValues<HeldState>().ToDictionary(state => state, state => counts.GetValueOrDefault(state));
    }

    public long OpenQuestions() => (long)db.Scalar("SELECT COUNT(*) FROM Questions WHERE IsOpen")!;

    /// <summary>Newest first.</summary>
    public List<Question> Questions(bool answeredToo) => new QuestionStore(db).All(openOnly: !answeredToo);

    /// <summary>How many lines of the outbox each connection has, in what state.</summary>
    // By state first: else SQLite goes row by row through the index of connections, several times slower.
    public ILookup<string, (OutboxState State, long Count)> Outbox() => db.Query(
        "SELECT Connection, State, COUNT(*) FROM Outbox GROUP BY State, Connection",
        reader => (Connection: reader.GetString(0), State: Enum.Parse<OutboxState>(reader.GetString(1)), Count: reader.GetInt64(2)))
        .ToLookup(line => line.Connection, line => (line.State, line.Count));
}
