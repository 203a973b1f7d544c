namespace Crm.Core.Storage;

/// <summary>
/// One open connection with its prepared statements, the same for both databases: one text of SQL, whose parameters are named
/// $0, $1, …, and values as they are: <see cref="Guid"/>, <see cref="bool"/>, UTC <see cref="DateTime"/>, <see cref="DateOnly"/>,
/// numbers, texts, bytes, and lists of ids, texts or numbers. Not thread-safe.
/// </summary>
/// <remarks>
/// What the two databases say differently has one word here, of which each makes its own: <c>ids($0)</c>, <c>texts($0)</c> and
/// <c>numbers($0)</c> are tables with one column <c>value</c>; <c>lists($0)</c> is one of lists of texts, read by
/// <c>value ->> 0</c>; <c>uuid(text)</c> and <c>json(text)</c> make of a text what they say. Who reads for a person has <c>same(one, other)</c>,
/// which compares as a person does, and <c>moment(at)</c>, a moment as a text. What is asked by keys is asked as
/// <c>x IN ids($0)</c>: that both answer by the index, however little they know of the table. CROSS JOIN names tables in the order in which they are gone through.
/// </remarks>
public abstract class DbSession : IDisposable
{
    public abstract bool InTransaction { get; }

    /// <summary>Starts a transaction that holds the right to write from its beginning: two writers never deadlock, and never overwrite each other.</summary>
    public abstract void Begin();

    /// <summary>Holds one snapshot for what is read until the end of the transaction.</summary>
    public abstract void BeginReading();

    public abstract void Commit();

    /// <summary>Undoes what was not committed; harmless when there is no transaction.</summary>
    public abstract void Rollback();

    /// <summary>Does it whole or not at all.</summary>
    public T AsOne<T>(Func<T> deed)
    {
        Begin();
        try
        {
            var done = deed();
            Commit();
            return done;
        }
        finally
        {
            Rollback();
        }
    }

    /// <returns>How many rows were changed.</returns>
    public abstract int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Changes what needs no answer: it is done before the next question or the commit, in order.</summary>
    public abstract void Write(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Writes one row; many that follow each other go together where that is faster.</summary>
    /// <param name="values">One per column; the array may be used again at once.</param>
    public abstract void Write(RowWrite write, params ReadOnlySpan<object?> values);

    /// <summary>Numbers for new rows of a table that counts them, in order; nobody else gets them.</summary>
    public abstract IReadOnlyList<long> Numbers(string table, int count);

    /// <summary>The first value of the first row, or null. Whole numbers and truths are long.</summary>
    public abstract object? Scalar(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Reads all rows before it returns, so that nothing stays open over a commit.</summary>
    public abstract List<T> Query<T>(string sql, Func<DbRow, T> row, params ReadOnlySpan<object?> values);

    /// <summary>Reads what there is for each of these lists, named <c>j.value</c> in the condition: by the index of what is compared first, one list after the other.</summary>
    public abstract List<T> QueryEach<T>(string columns, string from, string where, Func<DbRow, T> row, IReadOnlyCollection<string[]> lists);

    /// <summary>Which of these pieces are known, in their order; see <see cref="Fingerprint"/>.</summary>
    public abstract bool[] AreKnown(IReadOnlyList<byte[]> pieces);

    /// <summary>Lets others see, under that name, that this session lives: until it is disposed, its connection breaks or its process dies.</summary>
    public abstract void Live(string name);

    /// <summary>Whether some session lives under that name. One whose machine vanished from the net may seem to for a minute.</summary>
    public abstract bool Lives(string name);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
