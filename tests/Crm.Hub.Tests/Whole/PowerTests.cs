using System.Text;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Sync;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Tests.Whole;

/// <summary>The power goes at every point at which it can; one more run ends where one clean run ends.</summary>
public sealed class PowerTests
{
    private static readonly Lazy<Task<End>> Clean = new(async () =>
    {
        using var hub = await OpenAsync();
        await hub.RunAsync();
        return EndOf(hub);
    });

    [Fact]
    public async Task A_run_that_failed_at_any_boundary_is_made_good_by_the_next()
    {
        for (var cut = 1; ; cut++)
        {
            using var hub = await OpenAsync();
            var reached = 0;
            hub.Hub.Boundary = name => _ = ++reached == cut ? throw new PowerCutException(name) : 0;

            var wasCut = await IsCutAsync(hub);
            hub.Hub.Boundary = null;
            await hub.RunAsync();

            await AssertAsCleanAsync(hub, $"boundary {cut}");
            if (!wasCut)
            {
                Assert.True(cut > 40, $"a story of {cut} boundaries is too short to tell anything");
                return;
            }
        }
    }

    // Nothing gets to tidy up here: the disk is what it was at that moment, the lease still held, a transaction half written.
    [Fact]
    public async Task A_machine_that_died_at_any_boundary_goes_on_from_its_disk()
    {
        var disks = Directory.CreateTempSubdirectory("hub-disks-");
        try
        {
            var names = await DisksAsync(disks);

            Assert.Contains("3 before-commit", names);
            foreach (var name in names)
            {
                using var hub = await OpenAsync();
                PutDisk(Path.Combine(disks.FullName, name), hub.Hub.Folder);
                hub.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
                await hub.RunAsync();
                await AssertAsCleanAsync(hub, name);
            }
        }
        finally
        {
            disks.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_second_run_beside_a_living_one_does_nothing()
    {
        using var hub = await OpenAsync();
        var second = (RunReport?)null;
        hub.Hub.Boundary = name =>
        {
            if (name == "received" && second is null)
            {
                hub.Hub.Boundary = null;
                second = hub.RunAsync().GetAwaiter().GetResult();
            }
        };

        await hub.RunAsync();

        Assert.Equal(ExitCode.Unavailable, ExitCodes.Of(second!.Outcome));
        Assert.Contains("уже работает другой запуск", second.Reason!.Ru, StringComparison.Ordinal);
        await AssertAsCleanAsync(hub, "beside");
    }

    private static async Task<ExchangeHub> OpenAsync()
    {
        const string Head = "<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>руб.</Валюта></ТипЦены></ТипыЦен>";
        var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        var offers = Written.Offers(string.Concat(Enumerable.Range(1, 3).Select(no =>
            $"<Предложение><Ид>i-{no}</Ид><Наименование>Товар {no}</Наименование><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>{no}0</ЦенаЗаЕдиницу></Цена></Цены></Предложение>")), head: Head);

        hub.Write("1-payments.xml", Written.Exchange(Written.Document("Выплата безналичных денег", "p1", "40", "<Основание>L1</Основание>"), "2026-03-01T09:00:00"));
        hub.WriteZip("v8_7E31_2c.zip", ("offers.xml", offers), ("import.xml", Written.Catalogue(Written.Items(3, "<БазоваяЕдиница Код=\"796\">шт</БазоваяЕдиница>"))));
        hub.Write("orders.xml", Written.Exchange(Written.Order("L1", "100", "<Товары><Товар><Ид>i-1</Ид><Наименование>Товар 1</Наименование><Количество>2</Количество><Сумма>100</Сумма></Товар></Товары>"), "2026-03-01T08:00:00"));
        hub.Write("parties.xml", Written.Parties(Written.Party("c-1", "Ладья", "<ИНН>7701000019</ИНН><КПП>770101001</КПП>"), "2026-03-01T11:00:00"));
        hub.Write("broken.xml", Encoding.UTF8.GetBytes(Written.Catalogue(Written.Items(9))[..^60]));
        return hub;
    }

    private static async Task<bool> IsCutAsync(ExchangeHub hub)
    {
        try
        {
            await hub.RunAsync();
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }

    private static async Task<List<string>> DisksAsync(DirectoryInfo disks)
    {
        using var hub = await OpenAsync();
        var names = new List<string>();
        hub.Hub.Boundary = name =>
        {
            names.Add($"{names.Count + 1} {name}");
            CopyTree(hub.Hub.Folder, Path.Combine(disks.FullName, names[^1]));
        };
        await hub.RunAsync();
        return names;
    }

    private static void PutDisk(string disk, string folder)
    {
        SqliteConnection.ClearAllPools();
        foreach (var old in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.Delete(old);
        }

        CopyTree(disk, folder);
    }

    // The index of the write-ahead log lives in memory: a machine that died does not have it.
    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }

    private static async Task AssertAsCleanAsync(ExchangeHub hub, string when)
    {
        var (clean, end) = (await Clean.Value, EndOf(hub));
        Assert.True(clean.State.SequenceEqual(end.State), $"{when}: {string.Join("\n", end.State.Except(clean.State).Concat(clean.State.Except(end.State)))}");
        Assert.True(clean.Files.SequenceEqual(end.Files), $"{when}: {string.Join("\n", end.Files)}");
        Assert.Equal((when, clean.Links, clean.Rows, 0L), (when, end.Links, end.Rows, end.Unfinished));
    }

    private static End EndOf(ExchangeHub hub) => new(
        hub.State(),
        hub.Files(),
        (long)hub.Ask("SELECT COUNT(*) FROM (SELECT DISTINCT SourceId, ExternalId FROM Links)")! * 1000 + (long)hub.Ask("SELECT COUNT(*) FROM Links")!,
        (long)hub.Ask("SELECT (SELECT COUNT(*) FROM Journal WHERE Decision = 'Create') * 1000 + (SELECT COUNT(DISTINCT EntityId) FROM Journal WHERE Decision = 'Create')")!,
        (long)hub.Ask("SELECT COUNT(*) FROM Deliveries WHERE State = 'Received'")!);

    private sealed record End(IReadOnlyList<string> State, IReadOnlyList<string> Files, long Links, long Rows, long Unfinished);

    private sealed class PowerCutException(string at) : Exception($"the power went at {at}");
}
