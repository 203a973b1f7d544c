using Crm.Core.Storage;

namespace Crm.Core.Tests.Sync;

public sealed class DeliveryTests : CorridorTest
{
    [Fact]
    public async Task A_second_delivery_with_the_same_words_is_not_even_decoded()
    {
        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        await RunAsync();
        There.Decoded = 0;

        SaveFirm("1", "ООО «Ромашка»", "7707083893", "770701001");
        var report = await RunAsync();

        Assert.Equal((0, 1L, false), (There.Decoded, report.Numbers.Unchanged, report.Numbers.ChangedAnything));
    }

    [Fact]
    public async Task A_broken_delivery_is_put_aside_whole()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        SaveFirm("2", "Б", "7736050003", "773601001");
        There.DeliverBroken();

        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.DoneWithHeld, 0L, 1), (report.Outcome, Count("Counterparty"), report.Numbers.DeliveriesPutAside));
        Assert.Equal(("PutAside", 0), (Hub.Ask("SELECT State FROM Deliveries"), There.Waiting));
    }

    [Fact]
    public async Task A_delivery_that_deletes_nearly_everything_stops_before_the_first_row()
    {
        foreach (var n in Enumerable.Range(10, 20))
        {
            There.Save("Контрагент", $"{n}", ("Наименование", $"Фирма {n}"));
        }

        await RunAsync();
        foreach (var n in Enumerable.Range(10, 15))
        {
            There.Delete("Контрагент", $"{n}");
        }

        var report = await RunAsync();

        Assert.Equal((RunOutcome.Stopped, 0L, 1), (
            report.Outcome, Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NOT NULL"), There.Waiting));
    }

    [Fact]
    public async Task Marks_on_objects_that_were_never_here_or_are_archived_already_are_no_disaster()
    {
        foreach (var n in Enumerable.Range(10, 20))
        {
            There.Delete("Контрагент", $"{n}");
        }

        SaveFirm("1", "А", "7707083893", "770701001");
        Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);

        foreach (var n in Enumerable.Range(10, 21))
        {
            There.Delete("Контрагент", $"{n}");
        }

        Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);
    }

    [Fact]
    public async Task A_delayed_delivery_does_not_overrule_a_newer_one()
    {
        SaveFirm("1", "Старое", "7707083893", "770701001");
        There.Deliver(10);
        await RunAsync(deliver: false);
        SaveFirm("1", "Новое", "7707083893", "770701001");
        There.Deliver(30);
        await RunAsync(deliver: false);

        SaveFirm("1", "Опоздавшее", "7707083893", "770701001");
        There.Deliver(20);
        await RunAsync(deliver: false);

        Assert.Equal("Новое", Hub.Ask("SELECT Name FROM Counterparty"));
    }

    [Fact]
    public async Task A_newer_delivery_that_said_nothing_new_still_overrules_a_delayed_one()
    {
        SaveFirm("1", "Имя", "7707083893", "770701001");
        There.Deliver(10);
        await RunAsync(deliver: false);
        SaveFirm("1", "Имя", "7707083893", "770701001");
        SaveFirm("2", "Другая", "7736050003", "773601001");
        There.Deliver(30);
        await RunAsync(deliver: false);

        SaveFirm("1", "Опоздавшее", "7707083893", "770701001");
        There.Deliver(20);
        await RunAsync(deliver: false);

        Assert.Equal("Имя", Hub.Ask("SELECT Name FROM Counterparty WHERE Kpp = '770701001'"));
    }

    [Fact]
    public async Task A_known_piece_that_a_changed_one_before_it_makes_news_is_read_after_all()
    {
        SaveFirm("1", "Первое", "7707083893", "770701001");
        await RunAsync();

        SaveFirm("1", "Второе", "7707083893", "770701001");
        SaveFirm("1", "Первое", "7707083893", "770701001");
        var report = await RunAsync();

        Assert.Equal(("Первое", 2L), (Hub.Ask("SELECT Name FROM Counterparty"), report.Numbers.Kinds["Counterparty"].Updated));
    }

    [Fact]
    public async Task Only_one_run_at_a_time_works_on_a_connection()
    {
        using var other = Hub.Database.Connect();
        other.Live("another");
        Hub.Execute("INSERT INTO Leases (Connection, Holder, ExpiresAt, Fence) VALUES ('memory', 'another', '2026-03-03 01:40:00', 7)");
        SaveFirm("1", "А", "7707083893", "770701001");

        Assert.Equal(RunOutcome.Unavailable, (await RunAsync()).Outcome);
        Assert.Equal(RunOutcome.Done, (await RunAsync(deliver: false)).Outcome);
    }

    [Fact]
    public async Task A_run_that_died_keeps_nobody_waiting()
    {
        using (var dead = Hub.Database.Connect())
        {
            dead.Live("another");
            new RunStore(dead).TakeLease("memory", "another", Hub.Clock.GetUtcNow().UtcDateTime, Hub.Clock.GetUtcNow().UtcDateTime.AddDays(2));
        }

        SaveFirm("1", "А", "7707083893", "770701001");

        Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);
        Assert.Equal(2L, Hub.Ask("SELECT Fence FROM Leases"));
    }

    [Fact]
    public async Task A_run_whose_lease_was_taken_over_writes_nothing_more()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        Hub.Boundary = name =>
        {
            if (name == "received")
            {
                Hub.Execute("UPDATE Leases SET Fence = Fence + 1");
            }
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync());

        Assert.Equal((0L, 1, "Failed"), (Count("Counterparty"), There.Waiting, Hub.Ask("SELECT Outcome FROM Runs")));
    }

    [Fact]
    public async Task A_run_whose_lease_was_taken_over_does_not_return_that_of_another()
    {
        using var other = Hub.Database.Connect();
        other.Live("another");
        SaveFirm("1", "А", "7707083893", "770701001");
        Hub.Boundary = name =>
        {
            if (name == "received")
            {
                Hub.Execute("UPDATE Leases SET Holder = 'another', Fence = Fence + 1");
            }
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync());

        using var asking = Hub.Database.Connect();
        Assert.Equal(["memory"], new RunStore(asking).Busy(Hub.Clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public void A_moment_that_was_written_is_read_as_the_same_moment_of_UTC()
    {
        using var db = Hub.Database.Connect();
        var now = Hub.Clock.GetUtcNow().UtcDateTime;
        new RunStore(db).Open("night", "memory", "", now);

        var read = Assert.Single(db.Query("SELECT StartedAt FROM Runs", row => row.GetDateTime(0)));

        Assert.Equal((now, DateTimeKind.Utc), (read, read.Kind));
    }

    [Fact]
    public void A_run_that_began_after_all_is_not_noted_as_one_that_did_not()
    {
        using var db = Hub.Database.Connect();
        var (runs, now) = (new RunStore(db), Hub.Clock.GetUtcNow().UtcDateTime);
        runs.Open("night", "memory", "", now);

        runs.NotBegun("night", "memory", RunOutcome.Failed, null, since: now, now);
        Assert.Equal(1L, Count("Runs"));
        runs.NotBegun("night", "memory", RunOutcome.Failed, null, since: now.AddMinutes(1), now.AddMinutes(1));

        Assert.Equal(2L, Count("Runs"));
    }

    [Fact]
    public async Task A_base_that_is_away_ends_the_run_and_loses_nothing()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        There.IsAway = true;
        Assert.Equal(RunOutcome.Unavailable, (await RunAsync()).Outcome);

        There.IsAway = false;
        Assert.Equal(1L, (await RunAsync(deliver: false)).Numbers.Kinds["Counterparty"].Created);
    }
}
