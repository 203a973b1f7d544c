using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Core.Tests.Sync;
using Crm.Testing;
using Microsoft.Data.Sqlite;

namespace Crm.Core.Tests.Storage;

/// <summary>A disk that is full, fails or may only be read.</summary>
public sealed class DiskTests : CorridorTest
{
    private const int NoSpaceLeft = 28, ReadOnlyFileSystem = 30, Firms = 3_000;

    [Fact]
    public async Task A_full_archive_ends_the_run_as_unavailable_with_nothing_acknowledged_and_the_next_one_goes_on()
    {
        DeliverFirms();

        var full = await RunAsync(new Archive(Hub.Archive.Folder, file => new FullDisk(file, room: 4_000, NoSpaceLeft)));
        var (waiting, rows) = (There.Waiting, Count("Counterparty"));
        var next = await RunAsync(Hub.Archive);

        Assert.Equal((RunOutcome.Unavailable, 1, 0L), (full.Outcome, waiting, rows));
        Assert.Matches(@"The disk is full \(.*, \d+ MB left\)", full.Reason!.En);
        Assert.Equal((RunOutcome.Done, 0, (long)Firms), (next.Outcome, There.Waiting, Count("Counterparty")));
        Assert.Empty(Directory.GetFiles(Hub.Archive.Folder, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_archive_that_may_only_be_read_is_told_as_that()
    {
        DeliverFirms();

        var report = await RunAsync(new Archive(Hub.Archive.Folder, file => new FullDisk(file, room: 0, ReadOnlyFileSystem)));

        Assert.Equal((RunOutcome.Misconfigured, 1), (report.Outcome, There.Waiting));
        Assert.Contains("cannot be written to", report.Reason!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_database_ends_the_run_as_unavailable_with_nothing_acknowledged_and_the_next_one_goes_on()
    {
        TestDatabase.OnlyAFile("a server has a disk of its own");
        DeliverFirms();
        var pages = (long)Hub.Ask("PRAGMA page_count")!;
        Hub.Execute($"PRAGMA max_page_count = {pages + 100}");

        // Whether the run could still be noted depends on the page it went into.
        var words = await TroubleAsync(() => RunAsync(Hub.Archive));
        var waiting = There.Waiting;
        SqliteConnection.ClearAllPools();
        var next = await RunAsync(Hub.Archive);

        Assert.Equal((Trouble.Unavailable, 1), (words.Trouble, waiting));
        Assert.Contains("The disk is full", words.Words.En, StringComparison.Ordinal);
        Assert.Equal((RunOutcome.Done, 0, (long)Firms), (next.Outcome, There.Waiting, Count("Counterparty")));
        Assert.Equal("ok", Hub.Ask("PRAGMA integrity_check"));
    }

    [Fact]
    public void A_database_that_may_only_be_read_is_told_as_that()
    {
        TestDatabase.OnlyAFile("a server says itself what it lacks");
        using var db = Hub.Database.ConnectToRead();

        var refused = Assert.Throws<SqliteException>(() => db.Execute("DELETE FROM Runs"));

        Assert.Equal(Trouble.Misconfigured, DiskTrouble.Of(refused, Hub.Folder)?.Trouble);
    }

    [Theory]
    [InlineData(NoSpaceLeft, Trouble.Unavailable)]
    [InlineData(unchecked((int)0x80070070), Trouble.Unavailable)]
    [InlineData(ReadOnlyFileSystem, Trouble.Misconfigured)]
    public void What_lies_behind_another_exception_is_found(int code, Trouble trouble)
    {
        var disk = new InvalidOperationException("outside", new AggregateException(new IOException("inside", code)));

        Assert.Equal(trouble, DiskTrouble.Of(disk, Hub.Folder)?.Trouble);
        Assert.Null(DiskTrouble.Of(new InvalidOperationException("a bug", new IOException("a share that is away")), Hub.Folder));
    }

    private void DeliverFirms()
    {
        var dice = new Random(1);
        for (var firm = 1; firm <= Firms; firm++)
        {
            There.Save("Контрагент", $"{firm}", ("Наименование", $"Фирма {dice.Next()} {dice.Next()}"));
        }

        There.Deliver();
    }

    private Task<RunReport> RunAsync(Archive archive) =>
        new Corridor(Hub.Database, archive, Hub.Clock).RunAsync(new Flow("night", "memory", Book, new Brakes(), TimeZoneInfo.Utc), There.Open(), null, TestContext.Current.CancellationToken);

    private async Task<(Trouble Trouble, Words Words)> TroubleAsync(Func<Task<RunReport>> run)
    {
        try
        {
            var report = await run();
            return (report.Outcome == RunOutcome.Unavailable ? Trouble.Unavailable : Trouble.Malformed, report.Reason!);
        }
        catch (SqliteException e)
        {
            return DiskTrouble.Of(e, Hub.Folder)!.Value;
        }
    }

    /// <summary>A disk that takes so many bytes and no more; like a file, it says so once more when it is closed.</summary>
    private sealed class FullDisk(Stream disk, int room, int code) : Stream
    {
        private int _room = room;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => disk.Length;

        public override long Position { get => disk.Position; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _room -= buffer.Length;
            if (_room < 0)
            {
                throw new IOException("the disk takes no more", code);
            }

            disk.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => disk.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            disk.Dispose();
            base.Dispose(disposing);
            if (_room < 0)
            {
                throw new IOException("what was left in the buffer does not go, either", code);
            }
        }
    }
}
