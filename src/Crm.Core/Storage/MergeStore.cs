namespace Crm.Core.Storage;

/// <summary>Reads and writes what people said of two rows: that they are one, or that they are not.</summary>
public sealed class MergeStore(DbSession db)
{
    private const string Columns = "Id, Kind, KeptId, GoneId, MergedAt, Person, UndoneAt, Undo";

    /// <returns>Its number.</returns>
    public long Write(RowMerge merge) => (long)db.Scalar(
        "INSERT INTO Merges (Kind, KeptId, GoneId, MergedAt, Person, Undo) VALUES ($0, $1, $2, $3, $4, $5) RETURNING Id",
        merge.Kind, merge.KeptId, merge.GoneId, merge.MergedAt, merge.Person, merge.Undo)!;

    public RowMerge? Find(long id) =>
        db.Query($"SELECT {Columns} FROM Merges WHERE Id = $0", Read, id).FirstOrDefault();

    /// <summary>The newest merge that the row takes part in and that holds; when none holds, the newest of all.</summary>
    public RowMerge? Last(string kind, Guid row) => db.Query(
        $"SELECT {Columns} FROM Merges WHERE Kind = $0 AND (KeptId = $1 OR GoneId = $1) ORDER BY UndoneAt IS NOT NULL, Id DESC LIMIT 1",
        Read, kind, row).FirstOrDefault();

    /// <summary>The merges that a row takes part in and that hold, newest first.</summary>
    public List<RowMerge> Of(Guid row) => db.Query(
        $"SELECT {Columns} FROM Merges WHERE UndoneAt IS NULL AND (KeptId = $0 OR GoneId = $0) ORDER BY Id DESC", Read, row);

    /// <summary>The newest merge after this one that holds and that a row of it takes part in.</summary>
    public RowMerge? After(RowMerge merge) => db.Query(
        $"SELECT {Columns} FROM Merges WHERE Id > $0 AND UndoneAt IS NULL AND (KeptId IN ($1, $2) OR GoneId IN ($1, $2)) ORDER BY Id DESC LIMIT 1",
        Read, merge.Id, merge.KeptId, merge.GoneId).FirstOrDefault();

    /// <summary>The row that stayed in a merge, and all rows that it has been part of since.</summary>
    public HashSet<Guid> Carriers(RowMerge merge)
    {
        var rows = new HashSet<Guid> { merge.KeptId };
        foreach (var (kept, gone) in db.Query(
            "SELECT KeptId, GoneId FROM Merges WHERE Kind = $0 AND Id > $1 ORDER BY Id",
            reader => (reader.GetGuid(0), reader.GetGuid(1)), merge.Kind, merge.Id))
        {
            if (rows.Contains(gone))
            {
                rows.Add(kept);
            }
        }

        return rows;
    }

    public void MarkUndone(long id, DateTime at) => db.Write("UPDATE Merges SET UndoneAt = $1 WHERE Id = $0", id, at);

    /// <summary>The row that a row is part of today; itself when it was not merged.</summary>
    public Guid Today(Guid row)
    {
        while (db.Query(
            "SELECT KeptId FROM Merges WHERE GoneId = $0 AND UndoneAt IS NULL ORDER BY Id DESC LIMIT 1", reader => reader.GetGuid(0), row) is [var kept])
        {
            row = kept;
        }

        return row;
    }

    /// <summary>Remembers that two rows are not the same.</summary>
    /// <returns>Whether it was not known.</returns>
    public bool SayDistinct(string kind, Guid one, Guid other, string person, DateTime at)
    {
        var (first, second) = Ordered(one, other);
        return db.Execute(
            "INSERT INTO DistinctPairs (Kind, OneId, OtherId, SaidAt, Person) VALUES ($0, $1, $2, $3, $4) ON CONFLICT DO NOTHING",
            kind, first, second, at, person) > 0;
    }

    /// <summary>Takes it back.</summary>
    /// <returns>Whether it had been said.</returns>
    public bool ForgetDistinct(string kind, Guid one, Guid other)
    {
        var (first, second) = Ordered(one, other);
        return db.Execute(
            "DELETE FROM DistinctPairs WHERE Kind = $0 AND OneId = $1 AND OtherId = $2", kind, first, second) > 0;
    }

    /// <summary>The pairs of a kind that are not the same, as the rows they are part of today; in both orders.</summary>
    public HashSet<(Guid, Guid)> Distinct(string kind)
    {
        var pairs = new HashSet<(Guid, Guid)>();
        foreach (var (one, other) in db.Query(
            "SELECT OneId, OtherId FROM DistinctPairs WHERE Kind = $0", reader => (reader.GetGuid(0), reader.GetGuid(1)), kind))
        {
            var (first, second) = (Today(one), Today(other));
            pairs.Add((first, second));
            pairs.Add((second, first));
        }

        return pairs;
    }

    private static (Guid One, Guid Other) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    private static RowMerge Read(DbRow reader) => new()
    {
        Id = reader.GetInt64(0),
        Kind = reader.GetString(1),
        KeptId = reader.GetGuid(2),
        GoneId = reader.GetGuid(3),
        MergedAt = reader.GetDateTime(4),
        Person = reader.GetString(5),
        UndoneAt = reader.IsDBNull(6) ? null : reader.GetDateTime(6),
        Undo = reader.GetString(7),
    };
}
