using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Crm.Connect;
using Crm.Core.Storage;

namespace Crm.Testing;

/// <summary>
/// An external base that lives in memory and behaves like a real one: it numbers its deliveries, sends each again until it
/// is acknowledged, and forgets it then. On the wire an object is one line of JSON, and one line is one piece.
/// </summary>
public sealed class MemorySystem(string connection = "memory")
{
    private readonly List<(long Number, DateTime FormedAt, byte[] Raw)> _waiting = [];
    private readonly List<string> _pending = [];
    private long _number;

    public string Connection { get; } = connection;

    /// <summary>The other side cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many pieces were decoded since the last look; what is known must not be.</summary>
    public int Decoded { get; set; }

    public int Waiting => _waiting.Count;

    public void Save(string kind, string id, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        _pending.Add(Line(kind, id, Fields.Of(fields), null));

    /// <summary>The object is named inside another one, as it was seen at that moment.</summary>
    public void Mention(string kind, string id, DateTime at, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        _pending.Add(Line(kind, id, Fields.Of(fields), at));

    public void Delete(string kind, string id) => _pending.Add(Line(kind, id, null, null));

    /// <summary>What was saved of this kind since the last delivery is all there is, and the next delivery says so.</summary>
    public void PromiseAll(string kind)
    {
        var objects = _pending.Count(line => line.StartsWith($"{{\"kind\":\"{kind}\",", StringComparison.Ordinal));
        _pending.Add(FieldsJson.Write(Fields.Of(("promise", kind), ("objects", (decimal)objects))));
    }

    /// <summary>Several objects in one piece, as a document carries its parties.</summary>
    public void Together(params string[] lines) => _pending.Add(string.Join('\t', lines));

    public static string Line(string kind, string id, Fields? fields, DateTime? mentionedAt) =>
        FieldsJson.Write(Fields.Of(
            ("kind", kind), ("id", id), ("fields", fields), ("at", mentionedAt is { } at ? at.ToString("O") : null)));

    /// <summary>Packs what was changed into a delivery.</summary>
    /// <param name="number">By default the next; a smaller one is a delivery that was delayed on its way.</param>
    public void Deliver(long? number = null)
    {
        _number = Math.Max(_number + 1, number ?? 0);
        var own = number ?? _number;
        _waiting.Add((own, DateTime.UnixEpoch.AddDays(own), Encoding.UTF8.GetBytes(string.Concat(_pending.Select(line => line + "\n")))));
        _waiting.Sort((one, other) => one.Number.CompareTo(other.Number));
        _pending.Clear();
    }

    /// <summary>A delivery whose end was lost.</summary>
    public void DeliverBroken()
    {
        Deliver();
        var last = _waiting[^1];
        _waiting[^1] = last with { Raw = last.Raw[..^3] };
    }

    public IChannel Open() => new Channel(this);

    private sealed class Channel(MemorySystem there) : IChannel
    {
        public Task CheckAsync(CancellationToken ct) => there.IsAway
            ? throw new ConnectorException(Trouble.Unavailable, new Words("база выключена", "the base is switched off"))
            : Task.CompletedTask;

        public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
        {
            await CheckAsync(ct);
            foreach (var (number, formedAt, raw) in there._waiting.ToList())
            {
                yield return new Delivery(
                    number, $"delivery {number}", formedAt, raw.Length, NeedsWhole: false,
                    _ => ValueTask.FromResult<Stream>(new MemoryStream(raw)));
            }
        }

        public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct)
        {
            using var reader = new StreamReader(raw, Encoding.UTF8, leaveOpen: true);
            for (var line = 1; reader.ReadLine() is { } text; line++)
            {
                ct.ThrowIfCancellationRequested();
                yield return text.EndsWith('}')
                    ? new LinePiece(there, text, new Place(delivery.Name, line))
                    : throw new ConnectorException(Trouble.Malformed, new Words($"строка {line} оборвана", $"line {line} is cut"));
            }
        }

        public Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
        {
            there._waiting.RemoveAll(waiting => waiting.Number == delivery.Number);
            return Task.CompletedTask;
        }

        public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct)
        {
            there._waiting.RemoveAll(waiting => waiting.Number == delivery.Number);
            return Task.FromResult("aside");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class LinePiece(MemorySystem there, string text, Place place) : Piece
    {
        public override string Kind => "Line";

        public override UInt128 Fingerprint =>
            Promise is null ? XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text)) : UInt128.One;

        public override bool MarksDeletion => text.Contains("\"fields\":null", StringComparison.Ordinal);

        public override FullSet? Promise => text.StartsWith("{\"promise\"", StringComparison.Ordinal) && FieldsJson.Read(text) is var said
            ? new FullSet(said.Text("promise")!, "all", long.Parse(said.Text("objects")!, System.Globalization.CultureInfo.InvariantCulture))
            : null;

        public override Place Place => place;

        public override IReadOnlyList<Change> Read()
        {
            if (Promise is not null)
            {
                return [];
            }

            there.Decoded++;
            return [.. text.Split('\t').Select(ReadOne)];
        }

        private Change ReadOne(string line)
        {
            using var json = JsonDocument.Parse(line);
            var one = FieldsJson.Read(line);
            var reference = new ExternalRef(there.Connection, one.Text("kind")!, one.Text("id")!);
            DateTime? at = one.Text("at") is { } moment
                ? DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind)
                : null;
            return one["fields"] is Fields fields
                ? new Change.Saved(reference, fields, place, at)
                : new Change.Deleted(reference, place);
        }
    }
}
