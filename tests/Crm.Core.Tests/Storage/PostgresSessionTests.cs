using Crm.Connect;
using Crm.Core.Storage;
using Crm.Testing;

namespace Crm.Core.Tests.Storage;

public sealed class PostgresSessionTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 30, 0, DateTimeKind.Utc);

    private TestDatabase? _database;

    private HubDatabase Database => _database!.Database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.OpenServerAsync();

    public ValueTask DisposeAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_late_write_under_a_lease_that_was_taken_over_is_fenced_off()
    {
        using var dead = Database.Connect();
        using var heir = Database.Connect();
        dead.Live("dead");
        var fence = new RunStore(dead).TakeLease("1c", "dead", Now, Now.AddMinutes(10))!.Value;
        Assert.Null(new RunStore(heir).TakeLease("1c", "heir", Now, Now.AddMinutes(10)));

        dead.Begin();
        dead.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ('late', 'f', 't')");
        Assert.NotNull(new RunStore(heir).TakeLease("1c", "heir", Now.AddMinutes(11), Now.AddMinutes(21)));
        Assert.False(new RunStore(dead).RenewLease("1c", fence, Now.AddMinutes(30)));
        dead.Rollback();

        Assert.Null(heir.Scalar("SELECT 1 FROM Mappings WHERE Hash = 'late'"));
    }

    [Fact]
    public async Task A_lease_that_is_renewed_in_a_transaction_cannot_be_taken_over_until_its_end_and_not_after()
    {
        using var holder = Database.Connect();
        using var other = Database.Connect();
        holder.Live("holder");
        var fence = new RunStore(holder).TakeLease("1c", "holder", Now, Now.AddMinutes(10))!.Value;

        holder.Begin();
        Assert.True(new RunStore(holder).RenewLease("1c", fence, Now.AddMinutes(30)));
        var taking = Task.Run(() => new RunStore(other).TakeLease("1c", "other", Now.AddMinutes(11), Now.AddMinutes(21)), TestContext.Current.CancellationToken);
        holder.Commit();

        Assert.Null(await taking);
    }

    [Fact]
    public async Task One_writes_at_a_time_and_the_next_sees_what_the_first_wrote()
    {
        using var one = Database.Connect();
        using var other = Database.Connect();
        one.Begin();
        one.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ('h', 'f', 'first')");
        Assert.Equal(1L, one.Scalar("SELECT COUNT(*) FROM Mappings"));

        var next = Task.Run(
            () => other.AsOne(() => other.Scalar("SELECT Text FROM Mappings WHERE Hash = 'h'")), TestContext.Current.CancellationToken);
        WaitUntilSomebodyWaits(next);
        one.Commit();

        Assert.Equal("first", await next);
    }

    [Fact]
    public void A_row_is_found_by_the_first_of_its_keys_however_many_share_the_others_and_however_little_the_server_knows_of_the_table()
    {
        using var db = Database.Connect();
        const int rows = 3_000;
        db.Execute("INSERT INTO Variant (Id, ItemId, CharacteristicKey, Revision) SELECT gen_random_uuid(), gen_random_uuid(), 'M', 1 FROM generate_series(1, $0)", rows);
        var items = db.Query("SELECT ItemId FROM Variant LIMIT 25", row => row.GetGuid(0));

        db.BeginReading();
        var found = new RowStore(db).FindByKey(KindTable.Of("Variant"), ["Item", "Characteristic"], [.. items.Select(item => new[] { $"{item}", "M" })]);
        var looked = (long)db.Scalar("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'variant'")!;
        db.Commit();

        // A row that is found by a bitmap is counted twice.
        Assert.Equal(items.Count, found.Count);
        Assert.InRange(looked, items.Count, 2 * items.Count);
    }

    [Fact]
    public void What_waits_is_written_in_its_order_whatever_sort_it_is_of()
    {
        using var db = Database.Connect();
        var links = new LinkStore(db);
        db.Begin();
        var row = Guid.CreateVersion7();
        var one = links.Insert(1, "a", row, Text("1"));
        var other = links.Insert(1, "b", row, Text("1"));
        links.Update(one, Text("2"));
        links.Update(one, Text("3"));
        db.Write("UPDATE Links SET ExternalId = ExternalId || Agreed, Agreed = 'x'");
        links.Update(other, Text("4"));
        db.Commit();

        Assert.Equal(["a3 x", "b1 4"], db.Query("SELECT ExternalId || ' ' || Agreed FROM Links ORDER BY Id", reader => reader.GetString(0)));
    }

    [Fact]
    public void Many_rows_go_by_copy_and_come_back_as_they_were()
    {
        using var db = Database.Connect();
        var links = new LinkStore(db);
        db.Begin();
        var ids = links.Numbers(2_500);
        var rows = ids.Select(_ => Guid.CreateVersion7()).ToList();
        for (var at = 0; at < ids.Count; at++)
        {
            links.Insert(ids[at], 7, $"и-{at}\0", rows[at], Text($"{{\"№\":{at}}}"));
        }

        db.Commit();

        var back = links.Read(7, ids.Select((_, at) => $"и-{at}\0")).OrderBy(link => link.Id).ToList();
        Assert.Equal(rows, back.ConvertAll(link => link.EntityId));
        Assert.Equal(("и-2499\ufffd", "{\"№\":2499}"), (back[^1].ExternalId, back[^1].Agreed));
    }

    [Fact]
    public void What_was_rolled_back_is_not_written_by_the_next_question()
    {
        using var db = Database.Connect();
        db.Begin();
        db.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ('h', 'f', 't')");
        db.Rollback();

        Assert.Equal(0L, db.Scalar("SELECT COUNT(*) FROM Mappings"));
    }

    [Fact]
    public void Outside_a_transaction_a_write_is_there_at_once()
    {
        using var one = Database.Connect();
        using var other = Database.Connect();
        one.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ('h', 'f', 't')");

        Assert.Equal(1L, other.Scalar("SELECT COUNT(*) FROM Mappings"));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_transaction_is_told_as_a_server_that_is_away_and_leaves_nothing()
    {
        using var db = Database.Connect();
        db.Begin();
        db.Write("INSERT INTO Mappings (Hash, File, Text) VALUES ('h', 'f', 't')");
        Assert.Equal(1L, db.Scalar("SELECT COUNT(*) FROM Mappings"));
        await _database!.CutAsync();

        var broken = Record.Exception(() => db.Scalar("SELECT 1"));
        var still = Record.Exception(() => db.Write("DELETE FROM Mappings"));
        var end = Record.Exception(db.Commit);
        db.Rollback();

        Assert.Equal(Trouble.Unavailable, DatabaseTrouble.Of(broken!)?.Trouble);
        Assert.Null(still);
        Assert.Equal(Trouble.Unavailable, DatabaseTrouble.Of(end!)?.Trouble);
        using var next = Database.Connect();
        Assert.Equal(0L, next.Scalar("SELECT COUNT(*) FROM Mappings"));
    }

    [Fact]
    public void A_session_that_reads_cannot_write()
    {
        using var db = Database.ConnectToRead();

        Assert.Throws<Npgsql.PostgresException>(() => db.Execute("DELETE FROM Mappings"));
    }

    [Theory]
    [InlineData("  ооо  «Ёлка» ", "ООО «ЕЛКА»", 1L)]
    [InlineData("a\u00a0b", "A B", 1L)]
    [InlineData("a", "b", 0L)]
    public void Texts_are_the_same_as_to_a_person(string one, string other, long same)
    {
        using var db = Database.ConnectToRead();

        Assert.Equal(same, db.Scalar("SELECT same($0, $1)", one, other));
    }

    // Until the other stands before the lock, or has gone through: a test of locks must not depend on who comes first.
    private void WaitUntilSomebodyWaits(Task task)
    {
        using var db = Database.ConnectToRead();
        while (!task.IsCompleted && db.Scalar("SELECT COUNT(*) FROM pg_locks WHERE NOT granted") is 0L)
        {
        }
    }

    private static Utf8 Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
