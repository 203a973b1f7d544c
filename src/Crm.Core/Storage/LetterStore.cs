namespace Crm.Core.Storage;

/// <summary>Letters to people, and by which ways they left.</summary>
public sealed class LetterStore(DbSession db)
{
    private const string Columns = "Id, Kind, Key, Subject, Text, WrittenAt, OverAt, JournalId, MailedAt, PostedAt";

    /// <summary>Writes it, unless one with its key is open.</summary>
    public void Add(Letter letter) => db.Execute(
        "INSERT INTO Letters (Kind, Key, Subject, Text, WrittenAt, JournalId) VALUES ($0, $1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        letter.Kind.ToString(), letter.Key, letter.Subject, letter.Text, letter.WrittenAt, letter.JournalId);

    /// <summary>The cause of an alarm is gone; when it comes back it is told anew.</summary>
    public void Over(long letter, DateTime now) => db.Execute("UPDATE Letters SET OverAt = $1 WHERE Id = $0", letter, now);

    public List<Letter> OpenAlarms() => db.Query($"SELECT {Columns} FROM Letters WHERE Kind = 'Alarm' AND OverAt IS NULL ORDER BY Id", Read);

    /// <summary>Alarms whose cause lasts, or was there after that moment.</summary>
    public List<Letter> AlarmsOpenAfter(DateTime moment) =>
        db.Query($"SELECT {Columns} FROM Letters WHERE Kind = 'Alarm' AND (OverAt IS NULL OR OverAt > $0) ORDER BY Id", Read, moment);

    /// <summary>The newest letter of the morning; null when there was none.</summary>
    public Letter? LastMorning() => db.Query($"SELECT {Columns} FROM Letters WHERE Kind = 'Morning' ORDER BY Id DESC LIMIT 1", Read).FirstOrDefault();

    /// <summary>Those written after that moment that have not left by mail, oldest first.</summary>
    public List<Letter> Unmailed(DateTime after) => db.Query($"SELECT {Columns} FROM Letters WHERE MailedAt IS NULL AND WrittenAt > $0 ORDER BY Id", Read, after);

    /// <summary>Those written after that moment that the webhook has not taken, oldest first.</summary>
    public List<Letter> Unposted(DateTime after) => db.Query($"SELECT {Columns} FROM Letters WHERE PostedAt IS NULL AND WrittenAt > $0 ORDER BY Id", Read, after);

    public void Mailed(long letter, DateTime now) => db.Execute("UPDATE Letters SET MailedAt = $1 WHERE Id = $0", letter, now);

    public void Posted(long letter, DateTime now) => db.Execute("UPDATE Letters SET PostedAt = $1 WHERE Id = $0", letter, now);

    private static Letter Read(DbRow row) => new()
    {
        Id = row.GetInt64(0),
        Kind = Enum.Parse<LetterKind>(row.GetString(1)),
        Key = row.GetString(2),
        Subject = row.GetString(3),
        Text = row.GetString(4),
        WrittenAt = row.GetDateTime(5),
        OverAt = Moment(row, 6),
        JournalId = row.GetInt64(7),
        MailedAt = Moment(row, 8),
        PostedAt = Moment(row, 9),
    };

    private static DateTime? Moment(DbRow row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);
}
