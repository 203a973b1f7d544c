namespace Crm.Core.Storage;

/// <summary>
/// The questions about what is held back, kept in step with it: each record that waits for a person is asked about once, and
/// nobody is asked about what is no longer held.
/// </summary>
public sealed class HeldQuestions(DbSession db)
{
    private const string Object = "s.Connection || '/' || s.ExternalKind || '/' || h.ExternalId";

    // Of a rejected record every wrong field is a question of its own: the answer to one is not lost by asking for the next.
    private const string Key =
        "CASE h.State WHEN 'Parked' THEN 'Missing:' WHEN 'Asked' THEN 'Ambiguous:' ELSE 'Rejected:' END || s.Kind || ':' || "
        + Object + " || CASE h.State WHEN 'Rejected' THEN ':' || h.Field ELSE '' END";

    private const string From = "FROM Held h JOIN LinkSources s ON s.Id = h.SourceId ";

    /// <summary>Whether there is anything to ask or to withdraw.</summary>
    public bool AreNeeded() => db.Scalar(
        "SELECT EXISTS (SELECT 1 FROM Held) OR EXISTS (SELECT 1 FROM Questions WHERE IsOpen AND Kind IN ('Missing', 'Rejected', 'Ambiguous'))") is 1L;

    /// <summary>Asks of everything of a connection that waits, and withdraws what was asked of records no longer held.</summary>
    /// <returns>How many questions are new.</returns>
    public int Ask(string connection, long run, DateTime at)
    {
        Withdraw();
        return Renew(connection, run, at) > 0 ? (int)(long)db.Scalar(
            "SELECT COUNT(*) FROM Questions WHERE RunId = $0 AND Kind IN ('Missing', 'Rejected')", run)! : 0;
    }

    private void Withdraw() => db.Write(
        "DELETE FROM Questions WHERE IsOpen AND Kind IN ('Missing', 'Rejected', 'Ambiguous') AND Key NOT IN ("
        + $"SELECT {Key} {From} WHERE h.State IN ('Parked', 'Rejected', 'Asked'))");

    // Of an object's records the newest is the one that is told of. What is to be tried again has been answered.
    private int Renew(string connection, long run, DateTime at) => db.Execute(
        "INSERT INTO Questions (Key, Kind, IsOpen, AskedAt, RunId, Text, Detail) "
        + $"SELECT {Key}, CASE h.State WHEN 'Parked' THEN 'Missing' ELSE 'Rejected' END, TRUE, $2, $1, h.Reason, CAST(json_object("
        + $"'kind', s.Kind, 'external', {Object}, 'field', h.Field, 'value', h.Value, 'file', h.File, 'line', h.Line, "
        + $"'missingKind', h.MissingKind, 'missingId', h.MissingId) AS text) {From} WHERE h.Id IN (SELECT MAX(h.Id) {From} "
        + $"WHERE s.Connection = $0 AND h.State IN ('Parked', 'Rejected') AND h.MappingHash <> '' GROUP BY {Key}) "
        + "ON CONFLICT (Key) DO UPDATE SET IsOpen = TRUE, Text = excluded.Text, Detail = excluded.Detail, "
        + "AskedAt = CASE WHEN Questions.IsOpen THEN Questions.AskedAt ELSE excluded.AskedAt END, "
        + "RunId = CASE WHEN Questions.IsOpen THEN Questions.RunId ELSE excluded.RunId END, Answer = NULL, AnsweredBy = NULL, AnsweredAt = NULL "
        + "WHERE NOT Questions.IsOpen OR Questions.Text <> excluded.Text OR Questions.Detail <> excluded.Detail",
        connection, run, at);
}
