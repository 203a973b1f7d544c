namespace Crm.Core.Storage;

/// <summary>
/// Deletes raw files of applied deliveries when they are old. What a person may still have to look into stays: what is unfinished,
/// stopped or put aside, what something is held back of, and what a run brought of which a question is open. The rows stay.
/// </summary>
public sealed class ArchiveThinning(DbSession db, Archive archive)
{
    /// <summary>Files of one connection that nobody needs and that were received before that moment.</summary>
    public IReadOnlyList<(long Delivery, string File)> Find(string connection, DateTime before) => db.Query(
        "SELECT d.Id, d.ArchiveFile FROM Deliveries d WHERE d.Connection = $0 AND d.State = 'Applied' AND d.ReceivedAt < $1 AND d.ArchiveFile <> '' "
        + "AND NOT EXISTS (SELECT 1 FROM Held h WHERE h.DeliveryId = d.Id) "
        + "AND NOT EXISTS (SELECT 1 FROM Questions q WHERE q.IsOpen AND q.RunId = d.RunId) "
        + "AND NOT EXISTS (SELECT 1 FROM Deliveries o WHERE o.ArchiveFile = d.ArchiveFile AND o.Id <> d.Id)",
        row => (row.GetInt64(0), row.GetString(1)), connection, before);

    /// <summary>Within a transaction. When it is not committed, the files are gone all the same, and are found again.</summary>
    public void Delete(IEnumerable<(long Delivery, string File)> files)
    {
        foreach (var (delivery, file) in files)
        {
            archive.Delete(file);
            db.Write("UPDATE Deliveries SET ArchiveFile = '' WHERE Id = $0", delivery);
        }
    }
}
