namespace Crm.Benchmarks.Raw;

/// <summary>One table that is written. Columns are said by name; what is not said since <see cref="Clear"/> is null.</summary>
internal abstract class RawTable : IDisposable
{
    public abstract object? this[string column] { set; }

    public long Written { get; private set; }

    public abstract void Clear();

    /// <summary>Writes the entity and gives its number.</summary>
    public long Write()
    {
        Written++;
        return Put();
    }

    public void WriteRow(long owner, int number)
    {
        Written++;
        this["OwnerId"] = owner;
        this["No"] = number;
        PutRow();
    }

    public abstract void Dispose();

    protected abstract long Put();

    protected abstract void PutRow();
}

/// <summary>Makes the tables of one database.</summary>
internal interface IRawTables
{
    /// <summary>A table of entities: a number of its own, and the id over there, which is unique.</summary>
    RawTable OfEntities(string name, params string[] columns);

    /// <summary>A table of rows that belong to an entity, in their order.</summary>
    RawTable OfRows(string name, params string[] columns);
}
