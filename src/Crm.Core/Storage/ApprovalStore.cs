using Crm.Connect;

namespace Crm.Core.Storage;

/// <summary>A delivery that a brake stopped, and the question about it.</summary>
/// <param name="Answer">Null while the question is open.</param>
public sealed record StoppedDelivery(long Question, string Delivery, Words Words, string? Answer, string? Person, DateTime? AnsweredAt);

/// <summary>What brakes stopped. Answered "approve", the question lets exactly that content pass, in the next run.</summary>
public sealed class ApprovalStore(DbSession db)
{
    /// <summary>The answer that lets it pass.</summary>
    public const string Approve = "approve";

    /// <summary>Whether there was such a run.</summary>
    public bool HasRun(long run) => db.Scalar("SELECT 1 FROM Runs WHERE Id = $0", run) is not null;

    /// <summary>
    /// What a run stopped, in order: it asked the question, or met what an earlier run had asked of. Answered ones, too.
    /// </summary>
    public List<StoppedDelivery> StoppedBy(long run) => db.Query(
        "SELECT q.Id, json(q.Detail) ->> 'delivery', q.Text, CASE WHEN NOT q.IsOpen THEN COALESCE(q.Answer, '') END, q.AnsweredBy, q.AnsweredAt "
        + "FROM Questions q WHERE q.Kind = 'Brake' AND (q.RunId = $0 OR q.Key IN ("
        + "SELECT 'Brake:' || d.Connection || ':' || d.ContentHash FROM Deliveries d WHERE d.RunId = $0)) ORDER BY q.Id",
        Read, run);

    private static StoppedDelivery Read(DbRow reader) => new(
        reader.GetInt64(0),
        reader.IsDBNull(1) ? "" : reader.GetString(1),
        WordsJson.Read(reader.GetString(2)),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetDateTime(5));
}
