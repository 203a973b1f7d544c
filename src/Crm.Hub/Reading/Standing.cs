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

    public long OpenQuestions() => (long)db.Scalar("SELECT COUNT(*) FROM Questions WHERE IsOpen = 1")!;

    public List<Question> Questions(bool answeredToo, int limit) => db.Query(
        $"SELECT Id, Kind, IsOpen, AskedAt, RunId, Text, Detail, Key FROM Questions{(answeredToo ? "" : " WHERE IsOpen = 1")} ORDER BY Id DESC LIMIT $0",
        reader => new Question
        {
            Id = reader.GetInt64(0),
            Kind = Enum.Parse<QuestionKind>(reader.GetString(1)),
            IsOpen = reader.GetBoolean(2),
            AskedAt = DateTime.SpecifyKind(reader.GetDateTime(3), DateTimeKind.Utc),
            RunId = reader.GetInt64(4),
            Text = reader.GetString(5),
            Detail = reader.GetString(6),
            Key = reader.GetString(7),
        },
        limit);
}
