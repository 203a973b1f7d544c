using System.Globalization;
using Crm.Hub.Tests.Kit;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Tests.Whole;

/// <summary>The real program, killed without a word in the middle of a transaction.</summary>
public sealed class KilledProcessTests
{
    private const int Busy = 5;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HUB_KILLS") ?? "4", CultureInfo.InvariantCulture);
    private static readonly TimeSpan ARunAndMore = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The database itself holds the program fast: at the fifth line that the delivery writes into the journal a trigger
    /// never comes to an end, rows and links written and nothing committed. There the kill meets it.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task A_killed_run_is_made_good_by_the_next(int delivery)
    {
        TestDatabase.OnlyAFile("a trigger that never ends holds the program fast");
        using var hub = HubInFolder.WithDemo();
        Settle(hub);
        await HoldFastAsync(hub, delivery);

        var exit = await KillAfterAsync(hub, filesDone: delivery - 1);

        Assert.NotEqual(0, exit);
        Assert.Equal("Running", await AskAsync(hub, "SELECT group_concat(Outcome) FROM Runs"));
        await LetGoAsync(hub);
        Assert.Equal(ExitCode.Done, (await hub.RunAsync("run")).Exit);
        Assert.Equal(await CleanAsync(), HubState.Read(await hub.DatabaseAsync()));
        Assert.Equal(0L, await AskAsync(hub, "SELECT COUNT(*) FROM (SELECT 1 FROM Links GROUP BY SourceId, ExternalId HAVING COUNT(*) > 1)"));
        Assert.Empty(Directory.EnumerateFiles(hub.Exchange));
    }

    [Fact]
    public async Task A_service_killed_at_work_takes_its_run_up_again_when_it_is_back_however_often()
    {
        TestDatabase.OnlyAFile("a trigger that never ends holds the program fast");
        using var patience = new CancellationTokenSource(Patience);
        using var hub = HubInFolder.WithDemo();
        Settle(hub);
        hub.Environment["Hub__Flows__night__Schedule__Cron"] = "0 1 1 1 *";
        hub.Environment["Hub__Service__Listen"] = "http://127.0.0.1:0";
        await HoldFastAsync(hub, delivery: 2);
        await new ServedHub(hub).RingAsync("night");
        for (var kill = 1; kill <= 2; kill++)
        {
            using var service = HubProcess.Start(hub, new Dictionary<string, string>(), "serve");
            WaitUntilHeldFast(hub, service);
            await service.KillAsync();
        }

        await LetGoAsync(hub);
        using var back = HubProcess.Start(hub, new Dictionary<string, string>(), "serve");
        await back.SaysAsync("run 3: Done", patience.Token);

        Assert.Equal(await CleanAsync(), HubState.Read(await hub.DatabaseAsync()));
        Assert.Empty(Directory.EnumerateFiles(hub.Exchange));
    }

    /// <summary>In real time, at any moment from the start of the process on; HUB_KILLS says how often.</summary>
    [Fact]
    public async Task A_program_killed_at_random_moments_leaves_a_whole_file_and_loses_nothing()
    {
        TestDatabase.OnlyAFile("its pages are looked through");
        var (chance, clean, ended) = (new Random(20261126), await CleanAsync(), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var hub = HubInFolder.WithDemo();
            Settle(hub);
            using (var program = HubProcess.Start(hub, new Dictionary<string, string>(), "run"))
            {
                await Task.WhenAny(Task.Delay(chance.NextDouble() * ARunAndMore), program.EndAsync(CancellationToken.None));
                ended += program.HasExited ? 1 : 0;
                await program.KillAsync();
            }

            if (File.Exists(hub.DatabaseFile))
            {
                Assert.Equal("ok", await AskAsync(hub, "SELECT group_concat(integrity_check) FROM pragma_integrity_check"));
            }

            Assert.Equal(ExitCode.Done, (await hub.RunAsync("run")).Exit);
            Assert.Equal(clean, HubState.Read(await hub.DatabaseAsync()));
            Assert.Empty(Directory.EnumerateFiles(hub.Exchange));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, of them {ended} after the end");
    }

    private static void Settle(HubInFolder hub) => hub.Write("appsettings.json", """
        {
          "Hub": {
            "Connections": { "1c": { "Connector": "commerceml-files", "Settings": { "Folder": "exchange", "AfterReading": "Move", "QuietSeconds": 0 } } },
            "Flows": { "night": { "Connection": "1c", "Mappings": [ "mappings/commerceml" ] } }
          }
        }
        """);

    private static async Task<int> KillAfterAsync(HubInFolder hub, int filesDone)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileSystemWatcher(hub.Exchange) { NotifyFilter = NotifyFilters.FileName };
        var gone = 0;
        watch.Deleted += (_, _) => Count();
        watch.EnableRaisingEvents = true;

        using var program = HubProcess.Start(hub, new Dictionary<string, string>(), "run");
        await Task.WhenAny(done.Task, program.EndAsync(CancellationToken.None)).WaitAsync(Patience);
        Assert.True(done.Task.IsCompleted, program.Told);
        WaitUntilHeldFast(hub, program);
        return await program.KillAsync();

        void Count()
        {
            if (Interlocked.Increment(ref gone) == filesDone)
            {
                done.SetResult();
            }
        }
    }

    // Nobody else holds the lock of the database for longer than the library waits for it.
    private static void WaitUntilHeldFast(HubInFolder hub, HubProcess program)
    {
        using var db = new SqliteConnection($"Data Source={hub.DatabaseFile};Pooling=False;Default Timeout=1");
        db.Open();
        while (true)
        {
            Assert.False(program.HasExited, "the program came to its end");
            try
            {
                using var free = db.BeginTransaction();
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == Busy)
            {
                return;
            }
        }
    }

    private static async Task HoldFastAsync(HubInFolder hub, int delivery) => await DoAsync(
        hub,
        "CREATE VIEW Forever AS WITH RECURSIVE Forever(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM Forever) SELECT n FROM Forever",
        $"CREATE TRIGGER HoldFast AFTER INSERT ON Journal WHEN NEW.DeliveryId = {delivery} AND (SELECT COUNT(*) FROM Journal WHERE DeliveryId = {delivery}) = 5 "
        + "BEGIN SELECT COUNT(*) FROM Forever; END");

    private static Task LetGoAsync(HubInFolder hub) => DoAsync(hub, "DROP TRIGGER HoldFast", "DROP VIEW Forever");

    private static async Task DoAsync(HubInFolder hub, params string[] statements)
    {
        using var db = (await hub.DatabaseAsync()).Connect();
        foreach (var statement in statements)
        {
            db.Execute(statement);
        }
    }

    private static async Task<object?> AskAsync(HubInFolder hub, string sql)
    {
        using var db = (await hub.DatabaseAsync()).Connect();
        return db.Scalar(sql);
    }

    private static async Task<IReadOnlyList<string>> CleanAsync()
    {
        using var hub = HubInFolder.WithDemo();
        await hub.RunAsync("run");
        return HubState.Read(await hub.DatabaseAsync());
    }
}
