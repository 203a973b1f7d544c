using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.Sync.Disasters;

/// <summary>A firm and a hub that have lived through a year together; lived once, and copied for every test.</summary>
internal sealed class LivedFirm : IDisposable
{
    public const string Connection = "memory";

    private const int Seed = 2_025;

    private static readonly Lazy<Task<(HubSnapshot Database, Firm Firm, IReadOnlyList<string> Stopped)>> Lived = new(LiveAsync);

    private LivedFirm(TestHub hub, Firm firm) => (Hub, Firm) = (hub, firm);

    public TestHub Hub { get; }

    public MemorySystem There { get; } = new(Connection);

    /// <summary>The books as they are at the end of the year, as the hub knows them.</summary>
    public Firm Firm { get; }

    /// <summary>The books as they were before it.</summary>
    public static Firm Backup => new(Seed);

    /// <summary>The brakes of that year: three months after its end the books of a quarter are closed.</summary>
    public static Brakes BrakesOf(DateOnly day) => new()
    {
        ClosedPeriods = new(new Dictionary<string, DateOnly> { [ClosedPeriods.All] = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1).AddMonths(-3).AddDays(-1) }),
    };

    public static Brakes YearEnd { get; } = BrakesOf(Year.First.AddDays(Year.Nights));

    /// <summary>What was stopped in the year, with the reasons.</summary>
    public static async Task<IReadOnlyList<string>> StoppedAsync() => (await Lived.Value).Stopped;

    public static async Task<LivedFirm> OpenAsync()
    {
        var (database, firm, _) = await Lived.Value;
        var hub = await TestHub.OpenAsync(database);
        hub.Clock.Advance(TimeSpan.FromDays(Year.Nights + 1));
        return new(hub, firm.Copy());
    }

    /// <summary>One more night, in which the base tells what was saved there.</summary>
    public Task<RunReport> RunAsync(Brakes? brakes = null, int number = Year.Nights + 2)
    {
        There.Deliver(number);
        return Hub.RunAsync(FirmBook.Of(Hub), Connection, There.Open(), brakes ?? YearEnd);
    }

    public void Dispose() => Hub.Dispose();

    private static async Task<(HubSnapshot Database, Firm Firm, IReadOnlyList<string> Stopped)> LiveAsync()
    {
        using var hub = await TestHub.OpenAsync();
        var (firm, there, stopped) = (new Firm(Seed), new MemorySystem(Connection), new List<string>());
        var (book, year) = (FirmBook.Of(hub), new Year(firm, Seed));
        firm.Tell(there);
        there.Deliver();
        await hub.RunAsync(book, Connection, there.Open());

        for (var night = 0; night < Year.Nights && stopped.Count == 0; night++)
        {
            hub.Clock.Advance(TimeSpan.FromDays(1));
            year.Live(night, there);
            there.Deliver();
            var report = await hub.RunAsync(book, Connection, there.Open(), BrakesOf(Year.First.AddDays(night)));
            if (report.Outcome != RunOutcome.Done)
            {
                stopped.Add($"{Year.First.AddDays(night)} {report.Outcome}: {string.Join('\n', report.Notes.Select(note => note.Words.Ru))} {report.Reason?.Ru}");
            }
        }

        return (await hub.SnapshotAsync(), firm, stopped);
    }
}
