using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Crm.Hub.Keeping;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Keeping;

/// <summary>Files that are no backups, or not whole, or made by somebody who means ill.</summary>
public sealed class BrokenBackupTests : IAsyncLifetime
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;
    private byte[] _backup = [];

    public BrokenBackupTests() => _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Forged => Path.Combine(_hub.Folder, "forged.zip");

    public async ValueTask InitializeAsync()
    {
        _memory.Save("Клиент", "1", ("Имя", "Ромашка"));
        _memory.Deliver();
        await _hub.RunAsync("run");
        await _hub.RunAsync("backup");
        _backup = await File.ReadAllBytesAsync(_hub.Backup, Ct);
    }

    public ValueTask DisposeAsync()
    {
        _hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_that_is_cut_anywhere_is_refused_whole()
    {
        foreach (var share in Enumerable.Range(0, 20))
        {
            await RefusedAsync(_backup[..(_backup.Length * share / 20)], "The file is cut off, or no backup");
        }
    }

    [Fact]
    public async Task A_file_in_which_any_byte_is_another_is_refused_or_means_the_same()
    {
        var (whole, dice) = (await ReadAsync(_hub.Backup), new Random(7));
        for (var turn = 0; turn < 60; turn++)
        {
            var bytes = _backup.ToArray();
            bytes[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
            await File.WriteAllBytesAsync(Forged, bytes, Ct);
            try
            {
                Assert.Equal(whole, await ReadAsync(Forged));
            }
            catch (BackupException e)
            {
                Assert.NotEqual("", e.Words.Ru);
            }
        }
    }

    [Theory]
    [InlineData("settings/../../../outside.txt")]
    [InlineData("/outside.txt")]
    [InlineData("settings/..\\..\\outside.txt")]
    [InlineData("settings//outside.txt")]
    [InlineData("hub.db-wal")]
    [InlineData("archive/c:outside.txt")]
    [InlineData("connections/outside.key")]
    public async Task What_would_be_written_outside_of_its_place_is_refused(string name)
    {
        Forge(manifest => manifest with { Files = [.. manifest.Files, new KeptFile(name, 1, HashOf("x"))] }, (name, "x"));

        await RefusedAsync(null, "that has no place there");
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(_hub.Folder)!, "outside*"));
    }

    [Fact]
    public async Task What_is_not_listed_is_refused()
    {
        Forge(manifest => manifest, ("archive/stranger.br", "x"));

        await RefusedAsync(null, "'manifest.json' is not as it was written");
    }

    [Fact]
    public async Task What_is_listed_twice_is_refused()
    {
        Forge(manifest => manifest with { Files = [.. manifest.Files, manifest.Files[^1]] }, ("archive/stranger.br", "x"));

        await RefusedAsync(null, "'manifest.json' is not as it was written");
    }

    [Fact]
    public async Task What_unpacks_to_more_than_is_listed_is_not_read_to_its_end()
    {
        Forge(manifest => manifest with { Files = [.. manifest.Files, new KeptFile("archive/bomb.br", 10, HashOf("0000000000"))] }, ("archive/bomb.br", new string('0', 50_000_000)));

        await RefusedAsync(null, "'archive/bomb.br' is not as it was written");
    }

    [Fact]
    public async Task No_more_is_read_than_is_listed()
    {
        using var bomb = new MemoryStream(new byte[50_000_000]);

        await HashedCopy.RunAsync(bomb, Stream.Null, 10, Ct);

        Assert.True(bomb.Position < 1_000_000);
    }

    [Fact]
    public async Task A_list_that_was_altered_is_refused()
    {
        Forge(manifest => manifest with { MadeAt = manifest.MadeAt.AddYears(1) }, isSealed: false);

        await RefusedAsync(null, "'manifest.json' is not as it was written");
    }

    [Fact]
    public async Task What_is_listed_as_more_than_it_can_unpack_to_is_refused_before_it_is_read()
    {
        Forge(manifest => manifest with { Files = [.. manifest.Files, new KeptFile("archive/bomb.br", 1L << 20, HashOf("x"))] }, ("archive/bomb.br", "x"));

        await RefusedAsync(null, "'archive/bomb.br' is not as it was written");
    }

    [Fact]
    public async Task A_database_with_other_rows_than_are_listed_is_refused()
    {
        Forge(manifest => manifest with { Tables = manifest.Tables.ToDictionary(table => table.Key, table => table.Value + (table.Key == "Runs" ? 1 : 0)) });

        await RefusedAsync(null, "The database in the backup is damaged");
    }

    [Fact]
    public async Task A_file_with_another_hash_than_is_listed_is_refused()
    {
        Forge(manifest => manifest with { Files = [.. manifest.Files.Select(file => file.Name == "hub.db" ? file with { Sha256 = HashOf("x") } : file)] });

        await RefusedAsync(null, "'hub.db' is not as it was written");
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_told()
    {
        Forge(manifest => manifest with { Schema = "29990101000000_Later" });

        await RefusedAsync(null, "was made by a newer program");
    }

    [Fact]
    public async Task Another_zip_is_told()
    {
        File.Delete(Forged);
        using (var zip = ZipFile.Open(Forged, ZipArchiveMode.Create))
        {
            zip.CreateEntry("letter.txt");
        }

        await RefusedAsync(null, "This is no backup of a hub");
    }

    // All of it, as one text.
    private static async Task<string> ReadAsync(string file)
    {
        using var reader = await BackupReader.OpenAsync(file, Ct);
        var files = new List<MemoryStream>();
        await reader.ReadAsync(
            _ =>
            {
                files.Add(new MemoryStream());
                return files[^1];
            },
            Ct);
        return Encoding.UTF8.GetString(reader.Manifest.Write()) + string.Join(' ', files.Select(bytes => Convert.ToHexString(SHA256.HashData(bytes.ToArray()))));
    }

    // A forger knows how to make the list and its seal.
    private void Forge(Func<Manifest, Manifest> change, params (string Name, string Text)[] more) => Forge(change, isSealed: true, more);

    private void Forge(Func<Manifest, Manifest> change, bool isSealed, params (string Name, string Text)[] more)
    {
        File.WriteAllBytes(Forged, _backup);
        using var zip = ZipFile.Open(Forged, ZipArchiveMode.Update);
        using var list = new MemoryStream();
        using (var text = zip.GetEntry(Manifest.EntryName)!.Open())
        {
            text.CopyTo(list);
        }

        var forged = change(Manifest.Read(list.ToArray())!).Write();
        zip.GetEntry(Manifest.EntryName)!.Delete();
        zip.GetEntry(Manifest.SealName)!.Delete();
        foreach (var (name, bytes) in more.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))).Append((Manifest.EntryName, forged))
            .Append((Manifest.SealName, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(isSealed ? forged : list.ToArray()))))))
        {
            using var to = zip.CreateEntry(name).Open();
            to.Write(bytes);
        }
    }

    private async Task RefusedAsync(byte[]? bytes, string words)
    {
        if (bytes is not null)
        {
            await File.WriteAllBytesAsync(Forged, bytes, Ct);
        }

        var before = HubState.Read(await _hub.DatabaseAsync());
        var answer = await _hub.RunAsync("restore", "forged.zip", "--replace", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(words, answer.Err, StringComparison.Ordinal);
        Assert.Equal(before, HubState.Read(await _hub.DatabaseAsync()));
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(_hub.Folder, "data")), folder => folder.Contains("restor", StringComparison.Ordinal));
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
