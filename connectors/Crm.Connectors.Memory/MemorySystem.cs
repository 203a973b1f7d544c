using System.Globalization;
using System.Text;
using Crm.Connect;

namespace Crm.Connectors.Memory;

/// <summary>
/// A base that lives in memory and behaves like a real one: it has objects with versions and deletion marks, numbers its
/// deliveries, sends each again until it is acknowledged, gives its own ids, and takes parcels under the same law as any other.
/// For rehearsals and proofs; on the wire an object is one line of JSON, and one line is one piece.
/// </summary>
public sealed class MemorySystem(string connection = "memory", MemoryHabits? habits = null)
{
    /// <summary>The last line of a delivery: without it nobody knows whether the rest was lost.</summary>
    internal const string End = "{}";

    private readonly Dictionary<(string Kind, string Id), MemoryObject> _objects = [];
    private readonly List<Letter> _waiting = [];
    private readonly List<string> _pending = [];

    // Changed since the delivery of that number was packed, oldest first; told whole with every delivery until one is acknowledged.
    private readonly Dictionary<(string Kind, string Id), long> _registered = [];
    private readonly SortedDictionary<long, Parcel> _inbox = [];
    private long _number;
    private long _made;

    private sealed record Letter(long Number, DateTime FormedAt, byte[] Raw, bool Withheld = false);

    public string Connection { get; } = connection;

    public MemoryHabits Habits { get; } = habits ?? new MemoryHabits();

    /// <summary>The other side cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>Called at the points of every conversation between which the line or the power may go; may throw.</summary>
    public Action<string>? Io { get; set; }

    /// <summary>Why it does not take an object, or null.</summary>
    public Func<Outbound, Words?>? Refuses { get; set; }

    /// <summary>How many pieces were decoded since the last look; what is known must not be.</summary>
    public int Decoded { get; set; }

    /// <summary>Deliveries that are not acknowledged.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Parcels that are taken in and not loaded.</summary>
    public int WaitingParcels => _inbox.Count;

    public IReadOnlyCollection<MemoryObject> Objects => _objects.Values;

    public MemoryObject? Find(string kind, string id) => _objects.GetValueOrDefault((kind, id));

    /// <summary>Somebody over there says these fields of an object, and the next delivery tells just these.</summary>
    public void Save(string kind, string id, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var said = Fields.Of(fields);
        Write(One(kind, id), said);
        _pending.Add(Line(kind, id, said, null));
    }

    /// <summary>Somebody over there changes an object, or makes it; the base notes that it has changed and tells it whole.</summary>
    public void Edit(string kind, string id, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var one = One(kind, id);
        Write(one, Fields.Of(fields));
        Register(one);
    }

    /// <summary>Somebody over there sets the deletion mark, or takes it away.</summary>
    public void Mark(string kind, string id, bool deleted)
    {
        var one = One(kind, id);
        one.IsDeleted = deleted;
        one.Version++;
        Register(one);
    }

    /// <summary>The object is named inside another one, as it was seen at that moment.</summary>
    public void Mention(string kind, string id, DateTime at, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        _pending.Add(Line(kind, id, Fields.Of(fields), at));

    public void Delete(string kind, string id)
    {
        One(kind, id).IsDeleted = true;
        _pending.Add(Line(kind, id, null, null));
    }

    /// <summary>What was saved of this kind since the last delivery is all there is, and the next delivery says so.</summary>
    public void PromiseAll(string kind)
    {
        var objects = _pending.Count(line => line.StartsWith($"{{\"kind\":\"{kind}\",", StringComparison.Ordinal));
        _pending.Add(MemoryJson.Write(Fields.Of(("promise", kind), ("objects", objects))));
    }

    /// <summary>Several objects in one piece, as a document carries its parties.</summary>
    public void Together(params string[] lines) => _pending.Add(string.Join('\t', lines));

    public static string Line(string kind, string id, Fields? fields, DateTime? mentionedAt, long? version = null) => MemoryJson.Write(Fields.Of(
        ("kind", kind), ("id", id), ("fields", fields), ("at", mentionedAt?.ToString("O", CultureInfo.InvariantCulture)),
        ("version", version?.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Packs what was changed into a delivery.</summary>
    /// <param name="number">By default the next; a smaller one is a delivery that was delayed on its way.</param>
    public void Deliver(long? number = null)
    {
        _number = Math.Max(_number + 1, number ?? 0);
        var own = number ?? _number;
        var lines = _pending.Concat(_registered.Keys.Select(name => Line(_objects[name]))).Append(End);
        _waiting.Add(new Letter(own, DateTime.UnixEpoch.AddDays(own), Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
        _waiting.Sort((one, other) => one.Number.CompareTo(other.Number));
        foreach (var name in _registered.Where(entry => entry.Value == 0).Select(entry => entry.Key).ToList())
        {
            _registered[name] = own;
        }

        _pending.Clear();
    }

    /// <summary>A delivery whose end was lost.</summary>
    public void DeliverBroken()
    {
        Deliver();
        var last = _waiting[^1];
        _waiting[^1] = last with { Raw = last.Raw[..^3] };
    }

    /// <summary>A delivery stays on its way for now, or arrives.</summary>
    public void Withhold(long number, bool withheld) =>
        _waiting[_waiting.FindIndex(waiting => waiting.Number == number)] = _waiting.Find(waiting => waiting.Number == number)! with { Withheld = withheld };

    /// <summary>A delivery is lost on its way. What it told is told again: nobody has acknowledged it.</summary>
    public void Lose(long number) => _waiting.RemoveAll(waiting => waiting.Number == number);

    public IReadOnlyList<long> Deliveries => [.. _waiting.Select(waiting => waiting.Number)];

    /// <summary>Loads the parcels that lie there, as the scheduled job of such a base does.</summary>
    public void Load()
    {
        foreach (var parcel in _inbox.Values.ToList())
        {
            foreach (var sent in parcel.Objects)
            {
                Take(sent);
            }

            _inbox.Remove(parcel.Number);
        }
    }

    public IChannel Open() => new MemoryChannel(this);

    internal IEnumerable<(long Number, DateTime FormedAt, byte[] Raw)> Told =>
        [.. _waiting.Where(waiting => !waiting.Withheld).Select(waiting => (waiting.Number, waiting.FormedAt, waiting.Raw))];

    internal void Forget(long number)
    {
        _waiting.RemoveAll(waiting => waiting.Number == number);
        foreach (var name in _registered.Where(entry => entry.Value > 0 && entry.Value <= number).Select(entry => entry.Key).ToList())
        {
            _registered.Remove(name);
        }
    }

    internal void PutAside(long number) => _waiting.RemoveAll(waiting => waiting.Number == number);

    internal IReadOnlyList<Receipt> Receive(Parcel parcel)
    {
        if (!Habits.Answers)
        {
            _inbox[parcel.Number] = parcel;
            return [.. parcel.Objects.Select(sent => Refuses?.Invoke(sent) is { } reason
                ? new Receipt(sent.Ref, Reception.Refused, reason)
                : new Receipt(sent.Ref, Reception.Handed))];
        }

        return [.. parcel.Objects.Select(Take)];
    }

    internal Sight See(ExternalRef key) => Known(key) is { } one
        ? new Sight(key, one.IsDeleted ? null : one.Fields, Text(one.Version), one.Id == key.Id ? null : one.Id)
        : new Sight(key, null);

    private Receipt Take(Outbound sent)
    {
        if (Refuses?.Invoke(sent) is { } reason)
        {
            return new Receipt(sent.Ref, Reception.Refused, reason);
        }

        var one = Known(sent.Ref);
        if (one is null && sent.Fields is null)
        {
            return new Receipt(sent.Ref, Reception.Taken);
        }

        if (one is not null && sent.Version != Text(one.Version) && !Has(one, sent))
        {
            // Whoever sent it has not seen what we have; the object is told once more.
            Register(one);
            return new Receipt(sent.Ref, Reception.Outdated, Theirs: one.Id == sent.Ref.Id ? null : one.Id);
        }

        one ??= Make(sent.Ref);
        Write(one, sent);
        return new Receipt(sent.Ref, Reception.Taken, null, Text(one.Version), one.Id == sent.Ref.Id ? null : one.Id);
    }

    private void Write(MemoryObject one, Outbound sent)
    {
        if (Has(one, sent))
        {
            Register(one);
            return;
        }

        one.IsDeleted = sent.Fields is null;
        Write(one, sent.Fields is null ? Fields.Empty
            : one.Version == 0 ? sent.Fields : sent.Fields.Without(name => !sent.Changed.Contains(name)));
        Register(one);
    }

    private static bool Has(MemoryObject one, Outbound sent) => sent.Fields is null
        ? one.IsDeleted
        : one.Version > 0 && !one.IsDeleted && sent.Changed.All(name => Equals(one.Fields[name], sent.Fields[name]));

    private MemoryObject? Known(ExternalRef key) =>
        Find(key.Kind, key.Id) ?? _objects.Values.FirstOrDefault(one => one.Kind == key.Kind && one.Key == key.Id);

    private MemoryObject Make(ExternalRef key)
    {
        var id = Habits is { OwnIds: true, Answers: true } ? $"{Connection}-{++_made}" : key.Id;
        var one = new MemoryObject(key.Kind, id, key.Id);
        _objects.Add((key.Kind, id), one);
        return one;
    }

    private MemoryObject One(string kind, string id)
    {
        if (!_objects.TryGetValue((kind, id), out var one))
        {
            _objects.Add((kind, id), one = new MemoryObject(kind, id, key: null));
        }

        return one;
    }

    private static void Write(MemoryObject one, Fields fields)
    {
        one.Fields = one.Fields.With(fields);
        one.Version++;
    }

    // 0: no delivery has told this change yet.
    private void Register(MemoryObject one) => _registered[(one.Kind, one.Id)] = 0;

    private static string Line(MemoryObject one) => Line(one.Kind, one.Id, one.IsDeleted ? null : one.Fields, null, one.Version);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
