using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>Asks questions and notes their answers.</summary>
public sealed class QuestionStore(DbSession db)
{
    private const string Columns = "Id, Key, Kind, IsOpen, AskedAt, RunId, Text, Detail, Answer, AnsweredBy, AnsweredAt";

    /// <summary>Asks once: a question that is there already, open or answered, is left as it is.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Ask(string key, QuestionKind kind, Words text, string detail, long run, DateTime at) => db.Execute(
        "INSERT INTO Questions (Key, Kind, IsOpen, AskedAt, RunId, Text, Detail) VALUES ($0, $1, TRUE, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        key, kind.ToString(), at, run, WordsJson.Write(text), detail) > 0;

    /// <summary>Asks; one that was answered before is asked anew: the world came back to it.</summary>
    /// <returns>Whether it was not open until now.</returns>
    public bool AskAgain(string key, QuestionKind kind, Words text, string detail, long run, DateTime at) => db.Execute(
        "INSERT INTO Questions (Key, Kind, IsOpen, AskedAt, RunId, Text, Detail) VALUES ($0, $1, TRUE, $2, $3, $4, $5) ON CONFLICT (Key) DO UPDATE SET "
        + "IsOpen = TRUE, AskedAt = $2, RunId = $3, Text = $4, Detail = $5, Answer = NULL, AnsweredBy = NULL, AnsweredAt = NULL WHERE NOT Questions.IsOpen",
        key, kind.ToString(), at, run, WordsJson.Write(text), detail) > 0;

    /// <summary>The question under that key, open or not.</summary>
    public Question? Find(string key) => db.Query($"SELECT {Columns} FROM Questions WHERE Key = $0", Read, key).FirstOrDefault();

    public Question? Find(long id) => db.Query($"SELECT {Columns} FROM Questions WHERE Id = $0", Read, id).FirstOrDefault();

    /// <summary>Newest first.</summary>
    public List<Question> All(bool openOnly) => db.Query(
        $"SELECT {Columns} FROM Questions{(openOnly ? " WHERE IsOpen" : "")} ORDER BY Id DESC", Read);

    /// <summary>Open questions whose key begins so.</summary>
    public List<Question> Open(string keyBegin) => db.Query(
        $"SELECT {Columns} FROM Questions WHERE Key >= $0 AND Key < $1 AND IsOpen ORDER BY Id", Read, keyBegin, keyBegin + '\uffff');

    /// <summary>The open quarrels about these rows, in one query.</summary>
    public List<Question> ClashesOf(IReadOnlyCollection<Guid> rows) => !HasClashes() ? [] : db.Query(
        $"SELECT {Columns} FROM Questions WHERE IsOpen AND Id IN (SELECT q.Id FROM texts($0) j "
        + "CROSS JOIN Questions q WHERE q.Key >= 'Clash:' || j.value || ':' AND q.Key < 'Clash:' || j.value || ';') ORDER BY Id",
        Read, rows.Select(row => row.ToString()));

    public bool HasClashes() => db.Scalar("SELECT 1 FROM Questions WHERE Key >= 'Clash:' AND Key < 'Clash;' AND IsOpen LIMIT 1") is not null;

    /// <summary>Notes what a person answered.</summary>
    /// <returns>Whether it was open until now.</returns>
    public bool Answer(long id, string answer, string person, DateTime at) => db.Execute(
        "UPDATE Questions SET IsOpen = FALSE, Answer = $1, AnsweredBy = $2, AnsweredAt = $3 WHERE Id = $0 AND IsOpen",
        id, answer, person, at) > 0;

    /// <summary>The question has answered itself: what it was about is no more. Asked again, it is a new one.</summary>
    public void Withdraw(long id) => db.Write("DELETE FROM Questions WHERE Id = $0 AND IsOpen", id);

    private static Question Read(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Key = reader.GetString(1),
        Kind = Enum.Parse<QuestionKind>(reader.GetString(2)),
        IsOpen = reader.GetBoolean(3),
        AskedAt = reader.GetDateTime(4),
        RunId = reader.GetInt64(5),
        Text = reader.GetString(6),
        Detail = reader.GetString(7),
        Answer = reader.IsDBNull(8) ? null : reader.GetString(8),
        AnsweredBy = reader.IsDBNull(9) ? null : reader.GetString(9),
        AnsweredAt = reader.IsDBNull(10) ? null : reader.GetDateTime(10),
    };
}
