using Crm.Connect;
using Crm.Connectors.Memory;
using Crm.Core.Editing;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Storage.Sqlite;
using Crm.Core.Sync;
using Crm.Hub.Proving.Bases;

namespace Crm.Hub.Proving;

/// <summary>How a proof is set up; the tests of the proof set it up wrongly on purpose.</summary>
/// <param name="Channel">What stands between the hub and a base.</param>
/// <param name="OnPoint">Is called at every point of every run.</param>
/// <param name="Service">Makes the base that answers, for one history; by default one in memory.</param>
internal sealed record ProofSetting(
    MappingBook Book, Func<IChannel, IChannel>? Channel = null, Action<World, string>? OnPoint = null, Func<TimeProvider, Task<IPlayBase>>? Service = null);

/// <summary>A hub with its database and archive, two bases, a clock, the lines between, and the power. Everything follows from the plan.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Service = "service", Files = "files";

    private static readonly TimeSpan LeaseAndMore = TimeSpan.FromMinutes(11);

    private readonly ProofSetting _setting;
    private readonly string _folder;
    private readonly string _file;
    private string? _image;

    private World(ProofSetting setting, string folder, SqliteDatabase database, ProofClock clock, IPlayBase service)
    {
        _setting = setting;
        _folder = folder;
        _file = database.File;
        Database = database;
        Clock = clock;
        Bases = [service, new MemoryBase(new MemorySystem(Files, new MemoryHabits(Answers: false, OwnIds: false)))];
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = setting.Book, [Files] = setting.Book });
    }

    public HubDatabase Database { get; }

    public Subscriptions Wanted { get; }

    public ProofClock Clock { get; }

    public IReadOnlyList<IPlayBase> Bases { get; }

    /// <summary>Decides at every point what happens there: nothing, or an exception.</summary>
    public Action<string>? Fate { get; set; }

    /// <param name="template">A database without rows.</param>
    public static async Task<World> OpenAsync(ProofSetting setting, string folder, byte[] template)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "hub.db");
        await File.WriteAllBytesAsync(file, template);
        var clock = new ProofClock();
        var service = setting.Service is { } make ? await make(clock) : new MemoryBase(new MemorySystem(Service));
        return new World(setting, folder, await SqliteDatabase.OpenFileAsync(file, CancellationToken.None), clock, service);
    }

    /// <summary>One run of a base, in and out.</summary>
    /// <returns>How it ended; null when the process died.</returns>
    public async Task<RunOutcome?> RunAsync(IPlayBase there)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var opened = there.Open(new ChannelMemory(Database, FlowOf(there).Name, _setting.Book), _setting.Book.Wants(), point => Reach("there: " + point));
        await using var channel = _setting.Channel?.Invoke(opened) ?? opened;
        var corridor = new Corridor(Database, new Archive(Path.Combine(_folder, "archive")), Clock, Reach);
        try
        {
            return (await corridor.RunAsync(FlowOf(there), channel, progress: null, CancellationToken.None)).Outcome;
        }
        catch (PowerCutException)
        {
            Restart();
            return null;
        }
    }

    /// <summary>A person at the CRM, in one transaction.</summary>
    public T Crm<T>(Func<DbSession, RowEditor, T> work)
    {
        using var db = Database.Connect();
        db.Begin();
        var done = work(db, new RowEditor(db, Wanted, Clock, TimeZoneInfo.Utc));
        db.Commit();
        return done;
    }

    public T Ask<T>(Func<DbSession, T> question)
    {
        using var db = Database.Connect();
        return question(db);
    }

    /// <summary>The disk as it is at this moment is all that is left of the process.</summary>
    public PowerCutException Die(string point)
    {
        _image = Path.Combine(_folder, "image");
        Directory.CreateDirectory(_image);
        foreach (var file in DatabaseFiles())
        {
            File.Copy(file, Path.Combine(_image, Path.GetFileName(file)), overwrite: true);
        }

        return new PowerCutException(point);
    }

    /// <summary>Makes a backup of the database.</summary>
    public Task BackUpAsync() => Database.CopyToAsync(BackupFile, CancellationToken.None);

    /// <summary>The hub is given back from the backup; the bases have gone on.</summary>
    public void GiveBack()
    {
        Database.Release();
        foreach (var file in DatabaseFiles())
        {
            File.Delete(file);
        }

        File.Move(BackupFile, _file);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var there in Bases)
        {
            await there.DisposeAsync();
        }

        Database.Release();
        Directory.Delete(_folder, recursive: true);
    }

    private Flow FlowOf(IPlayBase there) => new($"proof {there.Connection}", there.Connection, _setting.Book, new Brakes(), TimeZoneInfo.Utc)
    {
        Direction = Direction.Both,
        Subscriptions = Wanted,
        Abilities = there.Abilities,
        Patience = new Patience(TimeSpan.FromDays(1), int.MaxValue),
    };

    // What a dying process still writes while its exception travels upwards, a dead one does not.
    private void Restart()
    {
        Database.Release();
        foreach (var file in DatabaseFiles())
        {
            File.Delete(file);
        }

        foreach (var file in Directory.EnumerateFiles(_image!))
        {
            File.Move(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        Clock.Advance(LeaseAndMore);
    }

    private string BackupFile => Path.Combine(_folder, "backup.db");

    private IEnumerable<string> DatabaseFiles() => new[] { _file, _file + "-wal" }.Where(File.Exists);

    private void Reach(string point)
    {
        _setting.OnPoint?.Invoke(this, point);
        Fate?.Invoke(point);
    }
}
