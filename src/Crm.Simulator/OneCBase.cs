using System.Net;
using System.Text;
using Crm.Simulator.Habits;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;
using Crm.Simulator.Registers;
using Crm.Simulator.Seeding;
using Crm.Simulator.Sessions;
using Crm.Simulator.SideDoor;
using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Crm.Simulator;

/// <summary>
/// A base of 1C in a box: answers OData over HTTP on this machine only, as 1C does, from its metadata alone. Runs until it is
/// disposed; several may run at once.
/// </summary>
public sealed class OneCBase : IAsyncDisposable
{
    private const string Interface = "odata/standard.odata/";

    private readonly WebApplication _server;
    private readonly SimulatorOptions _options;
    private readonly Door _door;
    private readonly SidePaths _side;
    private readonly KeptState? _kept;
    private string _root = "";

    private OneCBase(SimulatorOptions options, EdmModel model, byte[] metadata)
    {
        _options = options;
        Habits.Set(options.Habits);
        var books = new Books(model, new Lengths(options.Lengths), new WallClock(options.Time));
        var completion = new Completion(books);
        var author = new Author(books, completion);
        var bookkeeping = new Bookkeeping(books, author);
        var desk = new Desk(books, Habits, bookkeeping, completion);
        var sessions = new SessionDesk(Habits, options.Licences);
        State = new BaseState(books, bookkeeping, completion, sessions);
        _kept = options.DataFolder is { } folder ? KeptState.Open(books, folder) : null;
        new Seeder(books, author, bookkeeping).Seed(options.Counterparties, options.Seed);
        _door = new Door(
            new Routes(books, Habits, desk, metadata), Habits, Faults, Log, new Login(options.User, options.Password), sessions,
            new Slowness(Habits, books.Clock, options.SlowStart));
        _side = new SidePaths(this);
        _server = Server(options.Port);
        _server.Run(TakeAsync);
    }

    /// <summary>Where the interface is: http://127.0.0.1:port/base/odata/standard.odata/.</summary>
    public Uri Address => new(_root);

    /// <summary>Where the side door is: http://127.0.0.1:port/sim/.</summary>
    public Uri SideDoor => new(Address, "/sim/");

    /// <summary>What the base holds, seen and changed past the interface.</summary>
    public BaseState State { get; }

    /// <summary>How it behaves; may be changed at any time.</summary>
    public HabitSwitches Habits { get; } = new();

    /// <summary>What is to go wrong.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What was asked.</summary>
    public RequestLog Log { get; } = new();

    /// <exception cref="SimulatorException">The metadata, the data folder, a habit or the port is wrong.</exception>
    public static async Task<OneCBase> StartAsync(SimulatorOptions options, CancellationToken ct = default)
    {
        var metadata = await ReadAsync(options.MetadataFile, ct);
        var simulated = new OneCBase(options, MetadataReader.Read(new MemoryStream(metadata)), metadata);
        try
        {
            await simulated.ListenAsync(ct);
            return simulated;
        }
        catch
        {
            await simulated.DisposeAsync();
            throw;
        }
    }

    /// <summary>Breaks off what is being answered, then keeps the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _kept?.Dispose();
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorException($"Файл метаданных не читается: {e.Message}", $"The metadata cannot be read: {e.Message}", e);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        try
        {
            await _server.StartAsync(ct);
        }
        catch (IOException e)
        {
            throw new SimulatorException($"Порт {_options.Port} занят. Назовите другой: --port.", $"Port {_options.Port} is taken. Name another: --port.", e);
        }

        _root = $"{_server.Urls.First()}/{_options.Publication}/{Interface}";
    }

    private static WebApplication Server(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            // A client that takes its time, or a test that lets it wait, is no attack here.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            // 1C writes the address of a new object in raw Cyrillic.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        return builder.Build();
    }

    private async Task TakeAsync(HttpContext http)
    {
        // A page that a browser was lured to must not reach the base under another name of this machine.
        if (!IPAddress.TryParse(http.Request.Host.Host, out _) && http.Request.Host.Host != "localhost")
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (path, query) = Split(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var root = $"/{_options.Publication}/{Interface}";
        if (path.StartsWith("/sim/", StringComparison.Ordinal) || path == "/sim")
        {
            await _side.AnswerAsync(http, path, http.RequestAborted);
        }
        else if ((path + "/").StartsWith(root, StringComparison.Ordinal))
        {
            await _door.AnswerAsync(http, _root, (path + "/")[root.Length..].TrimEnd('/'), query);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static (string Path, string Query) Split(string target)
    {
        var at = target.IndexOf('?', StringComparison.Ordinal);
        return (Uri.UnescapeDataString(at < 0 ? target : target[..at]), at < 0 ? "" : target[(at + 1)..]);
    }
}
