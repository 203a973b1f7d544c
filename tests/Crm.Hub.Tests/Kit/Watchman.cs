using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;
using Crm.Hub.Telling;

namespace Crm.Hub.Tests.Kit;

/// <summary>The watch of a hub in a folder, which looks when a test says so. What it tells is kept.</summary>
internal sealed class Watchman : IWay
{
    private static readonly HttpClient Unused = new();

    private readonly HubInFolder _hub;
    private Watch? _watch;

    public Watchman(HubInFolder hub)
    {
        _hub = hub;
        hub.Environment.TryAdd("Hub__Telling__Heartbeat", "http://127.0.0.1:9/");
    }

    public string Name => "watchman";

    /// <summary>What was told, oldest first.</summary>
    public List<Letter> Told { get; } = [];

    public List<Letter> Alarms => Told.FindAll(letter => letter.Kind == LetterKind.Alarm);

    public List<Letter> Mornings => Told.FindAll(letter => letter.Kind == LetterKind.Morning);

    public List<string> Keys => Alarms.ConvertAll(letter => letter.Key);

    /// <summary>It looks, and tells what there is to tell.</summary>
    public async Task LookAsync()
    {
        _watch ??= await WatchAsync();
        await _watch.LookAsync(CancellationToken.None);
    }

    public IReadOnlyList<Letter> Waiting(LetterStore letters, DateTime after) => letters.Unposted(after);

    public Task SendAsync(Letter letter, CancellationToken ct)
    {
        Told.Add(letter);
        return Task.CompletedTask;
    }

    public void Left(LetterStore letters, Letter letter, DateTime now) => letters.Posted(letter.Id, now);

    /// <summary>A session with the settings of the hub.</summary>
    public Session Session()
    {
        var around = _hub.Around(TextWriter.Null, TextWriter.Null);
        var settings = SettingsReader.Read(null, null, around).Configuration!;
        Assert.DoesNotContain(settings.Problems, problem => problem.IsError);
        return new Session(around, settings, new Screen(around, "en", isJson: true), new HubLog(settings.LogFolder, TextWriter.Null, verbose: false, settings.Hidden));
    }

    private async Task<Watch> WatchAsync()
    {
        var session = Session();
        return new Watch(session, await session.OpenDatabaseAsync(default), session.Settings.Circle! with { Heartbeat = null }, [this], Unused);
    }
}
