using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using Crm.Connect;

namespace Crm.Connectors.Memory;

/// <summary>The conversation with a memory base.</summary>
internal sealed class MemoryChannel(MemorySystem there) : IChannel
{
    public Task CheckAsync(CancellationToken ct)
    {
        Reach("check");
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<Delivery> ReceiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await CheckAsync(ct);
        foreach (var (number, formedAt, raw) in there.Told)
        {
            ct.ThrowIfCancellationRequested();
            yield return new Delivery(
                number, $"delivery {number}", formedAt, raw.Length, NeedsWhole: false,
                _ =>
                {
                    Reach("fetch");
                    return ValueTask.FromResult<Stream>(new MemoryStream(raw, writable: false));
                });
        }
    }

    public IEnumerable<Piece> Read(Delivery delivery, Stream raw, CancellationToken ct)
    {
        using var reader = new StreamReader(raw, Encoding.UTF8, leaveOpen: true);
        var line = 1;
        for (var text = reader.ReadLine(); text != MemorySystem.End; text = reader.ReadLine(), line++)
        {
            ct.ThrowIfCancellationRequested();
            yield return text?.EndsWith('}') == true
                ? new LinePiece(there, text, new Place(delivery.Name, line))
                : throw new ConnectorException(Trouble.Malformed, new Words($"строка {line} оборвана", $"line {line} is cut"));
        }
    }

    public Task AcknowledgeAsync(Delivery delivery, CancellationToken ct)
    {
        Reach("acknowledge");
        there.Forget(delivery.Number);
        Reach("acknowledged there");
        return Task.CompletedTask;
    }

    public Task<string> PutAsideAsync(Delivery delivery, Words reason, CancellationToken ct)
    {
        there.PutAside(delivery.Number);
        return Task.FromResult("aside");
    }

    public Task<IReadOnlyList<Receipt>> SendAsync(Parcel parcel, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Reach("send");
        var receipts = there.Receive(parcel);
        Reach("sent there");
        return Task.FromResult(receipts);
    }

    public Task<IReadOnlyList<Sight>> ProbeAsync(IReadOnlyList<ExternalRef> keys, CancellationToken ct)
    {
        Reach("probe");
        return Task.FromResult<IReadOnlyList<Sight>>([.. keys.Select(there.See)]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Reach(string point)
    {
        if (there.IsAway)
        {
            throw new ConnectorException(Trouble.Unavailable, new Words("база выключена", "the base is switched off"));
        }

        there.Io?.Invoke(point);
    }

    private sealed class LinePiece(MemorySystem there, string text, Place place) : Piece
    {
        public override string Kind => "Line";

        public override UInt128 Fingerprint =>
            Promise is null ? XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text)) : UInt128.One;

        public override FullSet? Promise => text.StartsWith("{\"promise\"", StringComparison.Ordinal) && MemoryJson.Read(text) is var said
            ? new FullSet(said.Text("promise")!, "all", long.Parse(said.Text("objects")!, CultureInfo.InvariantCulture))
            : null;

        public override bool MarksDeletion => text.Contains("\"fields\":null", StringComparison.Ordinal);

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
            var one = MemoryJson.Read(line);
            var reference = new ExternalRef(there.Connection, one.Text("kind")!, one.Text("id")!);
            DateTime? at = one.Text("at") is { } moment
                ? DateTime.Parse(moment, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
                : null;
            return one["fields"] is Fields fields
                ? new Change.Saved(reference, fields, place, at, one.Text("version"))
                : new Change.Deleted(reference, place, one.Text("version"));
        }
    }
}
