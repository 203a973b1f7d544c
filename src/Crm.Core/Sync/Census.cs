using System.Threading.Channels;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Finds the pieces of a delivery that are not known. It asks the database on a thread of its own, over one snapshot, while the
/// delivery goes on being read: on an ordinary night that is all that happens, twice as fast as one after the other.
/// </summary>
internal sealed class Census : IAsyncDisposable
{
    private const int BatchSize = 4_096;
    private const int CacheMegabytes = 16;

    private readonly Channel<List<UInt128>> _batches =
        Channel.CreateBounded<List<UInt128>>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });

    private readonly Task<News> _work;
    private List<UInt128> _batch = new(BatchSize);

    public Census(HubDatabase database, RunContext run) => _work = Task.Run(() => AskAsync(database, run));

    /// <summary>Notes a piece.</summary>
    /// <returns>A batch that is full and is to be passed on, or null.</returns>
    public List<UInt128>? Add(Piece piece)
    {
        _batch.Add(piece.Fingerprint);
        if (_batch.Count < BatchSize)
        {
            return null;
        }

        var full = _batch;
        _batch = new(BatchSize);
        return full;
    }

    public async ValueTask PassAsync(List<UInt128> batch, CancellationToken ct)
    {
        if (!_batches.Writer.TryWrite(batch))
        {
            await _batches.Writer.WriteAsync(batch, ct);
        }
    }

    /// <summary>Which pieces are news.</summary>
    public async Task<News> FinishAsync(CancellationToken ct)
    {
        await PassAsync(_batch, ct);
        _batches.Writer.Complete();
        return await _work;
    }

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await ((Task)_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<News> AskAsync(HubDatabase database, RunContext run)
    {
        try
        {
            using var db = database.Connect(CacheMegabytes);
            var fingerprints = new FingerprintStore(db, run.Scope);
            var news = new News();

            // One snapshot: a statement of its own each time would lock and unlock the file a hundred thousand times.
            db.BeginReading();
            await foreach (var batch in _batches.Reader.ReadAllAsync())
            {
                foreach (var isKnown in fingerprints.Know(batch))
                {
                    news.Add(!isKnown);
                }
            }

            db.Rollback();
            return news;
        }
        catch (Exception e)
        {
            // Whoever reads must not wait for one that asks no more.
            _batches.Writer.TryComplete(e);
            throw;
        }
    }
}
