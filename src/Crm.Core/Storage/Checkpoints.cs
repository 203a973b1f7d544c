namespace Crm.Core.Storage;

/// <summary>
/// Copies the write-ahead log into the database on another thread while the writer goes on, instead of within its commits.
/// </summary>
public sealed class Checkpoints : IAsyncDisposable
{
    /// <summary>Enough for pages that many commits touch to be copied once; small enough for any disk.</summary>
    private const long LogBytes = 64L << 20;

    private readonly HubDatabase _database;
    private readonly string _log;
    private Task _work = Task.CompletedTask;

    /// <param name="writer">The session that writes; it stops making checkpoints of its own.</param>
    public Checkpoints(HubDatabase database, DbSession writer)
    {
        _database = database;
        _log = database.File + "-wal";
        writer.Execute("PRAGMA wal_autocheckpoint = 0");
    }

    /// <summary>Starts a checkpoint when the log has grown and none is under way.</summary>
    public void AfterCommit()
    {
        if (_work.IsCompleted && File.Exists(_log) && new FileInfo(_log).Length > LogBytes)
        {
            _work = Task.Run(Make);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _work;
        Make();
    }

    private void Make()
    {
        using var db = _database.Connect();
        db.Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
}
