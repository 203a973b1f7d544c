using Crm.Connectors.OneC.CommerceML;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Hub.Tests.Whole;

/// <summary>The machine dies at every point at which it can; one more run over its disk ends where one clean run ends.</summary>
public sealed class DeadMachineTests
{
    // Nothing gets to tidy up here: the disk is what it was at that moment, the lease still held, a transaction half written.
    [Theory]
    [InlineData(Nights.One)]
    [InlineData(Nights.LateFiles)]
    public async Task A_machine_that_died_at_any_boundary_goes_on_from_its_disk(Nights nights)
    {
        TestDatabase.OnlyAFile("its image at death is copied");
        var clean = await PowerStory.CleanAsync(nights);
        var disks = Directory.CreateTempSubdirectory("hub-disks-");
        try
        {
            var names = await DisksAsync(disks, nights);

            Assert.Contains("3 before-commit", names);
            Assert.True(names.Count > 40, $"a story of {names.Count} boundaries is too short to tell anything");
            foreach (var name in names)
            {
                using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
                PutDisk(Path.Combine(disks.FullName, name), hub.Hub.Folder);
                hub.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
                await hub.RunAsync();
                PowerStory.AssertEndsAs(clean, hub, name);
            }
        }
        finally
        {
            disks.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> DisksAsync(DirectoryInfo disks, Nights nights)
    {
        using var hub = await PowerStory.OpenAsync(nights);
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

    // The index of the write-ahead log lives in memory: a machine that died does not have it, nor what a process held open.
    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.Contains("-lives-", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }
}
