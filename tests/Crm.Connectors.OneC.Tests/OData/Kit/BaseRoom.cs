using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Simulator;
using Crm.Testing.OData;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crm.Connectors.OneC.Tests.OData.Kit;

/// <summary>A simulated base of 1C with a channel to it, and what the hub remembers of it.</summary>
internal sealed class BaseRoom : IAsyncDisposable
{
    public const string Parties = "Catalog_Контрагенты", Items = "Catalog_Номенклатура", Banks = "Catalog_Банки", Units = "Catalog_КлассификаторЕдиницИзмерения";
    public const string Invoices = "Document_СчетНаОплатуПокупателю", Statuses = "InformationRegister_СтатусыДокументов", Rates = "InformationRegister_КурсыВалют";
    public const string Plan = "СинхронизацияДанныхЧерезУниверсальныйФормат";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-odata-");

    private BaseRoom(OneCBase simulated)
    {
        Base = simulated;
        Settings.Address = simulated.Address.AbsoluteUri;
    }

    public OneCBase Base { get; }

    public OneCODataSettings Settings { get; } = new() { User = "Обмен", Password = "пароль" };

    public HurriedClock Clock { get; } = new();

    public MemoryNotes Memory { get; set; } = new();

    public List<WantedKind> Wants { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<BaseRoom> OfAsync(string shape = "bp", string habits = "", string? lengths = null) => new(await OneCBase.StartAsync(
        new SimulatorOptions(Shapes.Of(shape)) { Habits = habits, SlowStart = TimeSpan.FromMilliseconds(1), Lengths = lengths, User = "Обмен", Password = "пароль" }, Ct));

    public BaseRoom Want(string kind, params string[] paths)
    {
        Wants.Add(new WantedKind(kind, paths, []));
        return this;
    }

    public Connection Connection() => new("bp", Settings, _folder.FullName, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), Clock, NullLogger.Instance)
    {
        Folder = Path.Combine(_folder.FullName, "bp"),
        Wants = Wants,
        Memory = Memory,
    };

    public IChannel Open() => new OneCODataConnector().Open(Connection());

    /// <summary>The accountant writes an object; the key is given back.</summary>
    public string Put(string set, params (string Name, JsonNode? Value)[] fields) =>
        Base.State.Put(set, new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>So many objects with codes and names.</summary>
    public void PutMany(string set, int count)
    {
        for (var at = 1; at <= count; at++)
        {
            Put(set, ("Code", $"{at:D9}"), ("Description", $"Ромашка {at}"));
        }
    }

    /// <summary>An invoice of a day.</summary>
    public string PutInvoice(string date, params (string Name, JsonNode? Value)[] fields) => Put(Invoices, [("Date", date), .. fields]);

    /// <summary>Every object of a set, a line each.</summary>
    public IReadOnlyList<string> All(string set) => [.. Base.State.All(set).Select(one => one.ToJsonString()).Order(StringComparer.Ordinal)];

    /// <summary>Pins the description of the base, as an administrator does once.</summary>
    public async Task<BaseRoom> PinnedAsync()
    {
        await using var channel = Open();
        await channel.PinAsync(await channel.DescribeAsync(Ct), Ct);
        return this;
    }

    /// <summary>One night: all that is told, taken and acknowledged.</summary>
    /// <param name="meanwhile">What happens before each delivery is opened.</param>
    public async Task<List<Change>> NightAsync(bool acknowledge = true, Action? meanwhile = null)
    {
        await using var channel = Open();
        var told = new List<Change>();
        await foreach (var delivery in channel.ReceiveAsync(Ct))
        {
            meanwhile?.Invoke();
            var changes = await ReadAsync(channel, delivery);
            told.AddRange(changes);
            if (acknowledge)
            {
                Memory.Take(changes);
                await channel.AcknowledgeAsync(delivery, Ct);
            }
        }

        return told;
    }

    public static async Task<List<Change>> ReadAsync(IChannel channel, Delivery delivery)
    {
        await using var raw = await delivery.OpenAsync(Ct);
        return [.. channel.Read(delivery, raw, Ct).SelectMany(piece => piece.Read())];
    }

    public async Task<IReadOnlyList<Receipt>> SendAsync(params Outbound[] objects)
    {
        await using var channel = Open();
        return await channel.SendAsync(new Parcel(1, "parcel-1", DateTime.UnixEpoch, objects), Ct);
    }

    public Task<ConnectorException> FailsAsync() => Assert.ThrowsAsync<ConnectorException>(() => NightAsync());

    public int Asked(string method, string set) => Base.Log.Entries.Count(entry => entry.Method == method && entry.Set == set);

    public async ValueTask DisposeAsync()
    {
        await Base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
