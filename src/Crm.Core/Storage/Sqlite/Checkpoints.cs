namespace Crm.Core.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database on another thread while the writer goes on, instead of within its commits.
/// </summary>
internal sealed class Checkpoints : Upkeep
{
    /// <summary>From here on it is copied in the background: enough for pages that many commits touch to be copied once.</summary>
    private const long Soft = 64L << 20;

    /// <summary>
    /// From here on the writer waits until all is copied and the log begins anew. A log that is written to while it is copied
    /// never does so by itself, and its index lies in memory.
    /// </summary>
    private const long Hard = 256L << 20;

    private readonly SqliteDatabase _database;
    private readonly string _log;
    private Task _work = Task.CompletedTask;

    /// <param name="writer">The session that writes; it stops making checkpoints of its own.</param>
    public Checkpoints(SqliteDatabase database, DbSession writer)
    {
        _database = database;
        _log = database.File + "-wal";
        writer.Execute("PRAGMA wal_autocheckpoint = 0");
    }

    public override void AfterCommit()
    {
        // Copies when the log has grown.
        var length = File.Exists(_log) ? new FileInfo(_log).Length : 0;
        if (length > Hard)
        {
            // The writer has nothing to do meanwhile: the next transaction must not begin before the log is empty.
            _work.GetAwaiter().GetResult();
            Make("TRUNCATE");
        }
        else if (length > Soft && _work.IsCompleted)
        {
            _work = Task.Run(() => Make("PASSIVE"));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _work;
        Make("TRUNCATE");
    }

    // A reader that is in the way makes it copy less, not fail.
    private void Make(string mode)
    {
        using var db = _database.Connect();
        db.Execute($"PRAGMA wal_checkpoint({mode})");
    }
}
