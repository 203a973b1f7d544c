namespace Crm.Hub.Proving;

/// <summary>
/// What must come out, known without the hub: who wrote what, having seen what. A value that was written over a seen one
/// replaces it; of values written without seeing each other one stays, and which, only a person or a policy may say.
/// </summary>
internal sealed class Model
{
    private readonly Dictionary<(string Thing, string Field), List<Write>> _writes = [];
    private readonly Dictionary<(string Thing, string Field), HashSet<object>> _words = [];
    private readonly HashSet<string> _deletions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _returns = new(StringComparer.Ordinal);

    private sealed record Write(object Value, HashSet<object> Replaced);

    /// <summary>Somebody wrote a word that others may have written, too.</summary>
    public void NoteWord(string thing, string field, object word)
    {
        if (!_words.TryGetValue((thing, field), out var words))
        {
            _words.Add((thing, field), words = []);
        }

        words.Add(word);
    }

    public bool WasSaid(string thing, string field, object word) => _words.TryGetValue((thing, field), out var words) && words.Contains(word);

    /// <summary>Somebody added a row to a set, or took out one that he saw.</summary>
    public void NoteRow(string thing, string field, string row, bool isThere) => Note(thing, $"{field}: {row}", isThere, isThere ? null : true);

    /// <summary>The rows that must be in a set in the end.</summary>
    public IEnumerable<string> Rows(string thing, string field) => _writes.Keys
        .Where(write => write.Thing == thing && write.Field.StartsWith($"{field}: ", StringComparison.Ordinal) && Last(thing, write.Field) is [true])
        .Select(write => write.Field[(field.Length + 2)..]);

    /// <summary>Somebody wrote a value where he saw another.</summary>
    public void Note(string thing, string field, object value, object? seen)
    {
        var writes = Of(thing, field);
        var write = writes.Find(write => write.Value.Equals(value));
        if (write is null)
        {
            writes.Add(write = new Write(value, []));
        }

        Replace(writes, write, seen);
    }

    /// <summary>
    /// A person decided for one value and against the other, which may have replaced it; and so may what was built on the other.
    /// Whoever wrote over the chosen value without having seen the other still stands against it.
    /// </summary>
    public void Decide(string thing, string field, object chosen, object? lost)
    {
        var writes = Of(thing, field);
        var beaten = writes.Find(write => write.Value.Equals(lost))?.Replaced ?? [];
        foreach (var write in writes.Where(write => write.Value.Equals(lost) || beaten.Contains(write.Value) || (lost is not null && write.Replaced.Contains(lost))))
        {
            write.Replaced.Remove(chosen);
        }

        Note(thing, field, chosen, lost);
    }

    public void Delete(string thing) => _deletions.Add(thing);

    public void Return(string thing) => _returns.Add(thing);

    /// <summary>Whether the thing may be marked as deleted in the end, and whether it may live.</summary>
    public (bool MayBeDeleted, bool MayLive) Fate(string thing) =>
        (_deletions.Contains(thing), !_deletions.Contains(thing) || _returns.Contains(thing));

    /// <summary>The values that nobody replaced knowingly. With one, it must be there; with several, nobody was asked.</summary>
    public IReadOnlyList<object> Last(string thing, string field)
    {
        var writes = Of(thing, field);
        var replaced = writes.SelectMany(write => write.Replaced).ToHashSet();
        return [.. writes.Select(write => write.Value).Where(value => !replaced.Contains(value))];
    }

    private static void Replace(List<Write> writes, Write write, object? seen)
    {
        if (seen is null || seen.Equals(write.Value))
        {
            return;
        }

        write.Replaced.Add(seen);
        if (writes.Find(older => older.Value.Equals(seen)) is { } known)
        {
            write.Replaced.UnionWith(known.Replaced);
        }

        write.Replaced.Remove(write.Value);
    }

    private List<Write> Of(string thing, string field)
    {
        if (!_writes.TryGetValue((thing, field), out var writes))
        {
            _writes.Add((thing, field), writes = []);
        }

        return writes;
    }
}
