using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Sync;

/// <summary>What the brakes count, what they cost, and how a person lets something pass.</summary>
public sealed class BrakeTests : CorridorTest
{
    private static readonly Brakes Tight = new() { MaxMoneyMoved = 100 };

    [Fact]
    public async Task The_first_load_and_a_night_without_news_decode_nothing_for_the_brakes()
    {
        SaveFirms(30, "Фирма");
        There.Deliver();
        SaveFirms(60, "Фирма");
        There.PromiseAll("Контрагент");
        await RunAsync();
        Assert.Equal(60, There.Decoded);

        There.Decoded = 0;
        SaveFirms(60, "Фирма");
        There.PromiseAll("Контрагент");
        Assert.Equal((RunOutcome.Done, 0), ((await RunAsync()).Outcome, There.Decoded));
    }

    [Fact]
    public async Task What_is_news_is_decoded_once_more_and_nothing_else()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();
        There.Decoded = 0;

        SaveFirms(60, "Фирма");
        SaveFirm("new", "Новая", "7707083893", "770701001");
        await RunAsync();

        Assert.Equal(2, There.Decoded);
    }

    [Fact]
    public async Task A_first_load_that_broke_off_goes_on_as_a_first_load()
    {
        SaveFirms(5, "Фирма");
        There.Deliver();
        SaveFirms(900, "Фирма");
        There.Deliver();
        await CutAsync("received", times: 2, new Brakes());

        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.Done, 900L), (report.Outcome, Count("Counterparty")));
    }

    [Fact]
    public async Task A_delivery_that_was_weighed_and_broke_off_is_not_weighed_against_its_own_half()
    {
        SaveFirms(5, "Фирма");
        await RunAsync();
        SaveFirms(900, "Фирма");
        There.Deliver();
        await CutAsync("received", times: 1, new Brakes { Growth = new(1, 1_000) });

        Assert.Equal(RunOutcome.Done, (await RunAsync(deliver: false)).Outcome);
    }

    [Fact]
    public async Task A_full_set_is_measured_by_the_one_before_it()
    {
        SaveFirms(200, "Фирма");
        There.PromiseAll("Контрагент");
        await RunAsync();

        foreach (var (count, outcome) in new[] { (160, RunOutcome.Done), (128, RunOutcome.Done), (100, RunOutcome.Stopped) })
        {
            SaveFirms(count, "Фирма");
            There.PromiseAll("Контрагент");
            Assert.Equal(outcome, (await RunAsync()).Outcome);
        }
    }

    [Fact]
    public async Task An_empty_set_is_no_disaster_where_next_to_nothing_was_known_or_it_was_empty_before()
    {
        SaveFirms(6, "Фирма");
        await RunAsync();
        There.PromiseAll("Контрагент");
        var stopped = await RunAsync();
        Assert.Equal(RunOutcome.Stopped, stopped.Outcome);

        Approve(stopped.RunId);
        Assert.Equal(RunOutcome.Done, (await RunAsync(deliver: false)).Outcome);
        SaveFirm("other", "Другая", "7707083893", "770701001");
        There.PromiseAll("Товар");
        There.PromiseAll("Контрагент");
        Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);
    }

    [Fact]
    public async Task A_full_set_of_strangers_is_no_full_set()
    {
        SaveFirms(100, "Фирма");
        There.PromiseAll("Контрагент");
        await RunAsync();

        SaveFirms(100, "Чужая", from: 1_000);
        There.PromiseAll("Контрагент");

        Assert.Equal(RunOutcome.Stopped, (await RunAsync()).Outcome);
    }

    [Fact]
    public async Task A_field_that_a_mapping_begins_to_take_and_a_gap_that_is_filled_change_nothing_that_was_there()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();

        foreach (var phone in new[] { null, "+7495000" })
        {
            for (var no = 0; no < 60; no++)
            {
                There.Save("Контрагент", $"{no}", ("Наименование", $"Фирма {no}"), ("Телефон", phone is null ? null : $"{phone}{no:0000}"));
            }

            Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);
        }

        Assert.Equal(60L, Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE Phone IS NOT NULL"));
    }

    [Fact]
    public async Task Only_what_a_document_that_is_paid_or_shipped_loses_or_changes_is_money_that_moves()
    {
        SaveInvoice("unpaid", "1", "500");
        SaveInvoice("paid", "1", "500");
        SavePayment("p1", "500", "paid");
        SaveFirm("1", "А", "7707083893", "770701001");
        await RunAsync();

        SaveInvoice("unpaid", "1", "5000");
        Assert.Equal(RunOutcome.Done, (await RunAsync(Tight)).Outcome);
        SavePayment("p2", "5000", "unpaid");
        Assert.Equal(RunOutcome.Done, (await RunAsync(Tight)).Outcome);
        SaveInvoice("paid", "1", "600");
        Assert.Equal(RunOutcome.Done, (await RunAsync(Tight)).Outcome);

        SaveInvoice("paid", "1", "499.99");
        var report = await RunAsync(Tight);

        Assert.Equal(RunOutcome.Stopped, report.Outcome);
        Assert.Contains("двигает 100.01 RUB", Assert.Single(report.Notes).Words.Ru, StringComparison.Ordinal);
        Assert.Contains("Invoice «paid» Total: 600 → 499.99", report.Notes[0].Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_of_payment_that_is_taken_back_moves_the_whole_total_and_one_that_is_set_moves_nothing()
    {
        SaveFirm("1", "А", "7707083893", "770701001");
        Save(paid: "false");
        await RunAsync();
        Save(paid: "true");
        Assert.Equal(RunOutcome.Done, (await RunAsync(Tight)).Outcome);

        Save(paid: "false");

        Assert.Equal(RunOutcome.Stopped, (await RunAsync(Tight)).Outcome);

        void Save(string paid) => There.Save(
            "Счет", "1", ("Номер", "1"), ("Дата", "2026-02-01"), ("Контрагент", "1"), ("Сумма", "500"), ("Оплачен", paid));
    }

    [Fact]
    public async Task However_often_a_delivery_speaks_of_one_record_it_is_one()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();

        for (var times = 0; times < 50; times++)
        {
            There.Save("Контрагент", "1", ("Наименование", $"Имя {times}"));
            There.Mention("Контрагент", "new", Hub.Clock.GetUtcNow().UtcDateTime, ("Наименование", $"Новая {times}"));
        }

        Assert.Equal(RunOutcome.Done, (await RunAsync(new Brakes { Growth = new(0, 1) })).Outcome);
    }

    [Fact]
    public async Task What_is_marked_as_deleted_already_is_not_deleted_once_more()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();
        foreach (var portion in Enumerable.Range(0, 60).Chunk(10).Take(3))
        {
            There.Together([.. portion.Select(Deleted)]);
            Assert.Equal(RunOutcome.Done, (await RunAsync()).Outcome);
        }

        There.Together([.. Enumerable.Range(0, 30).Select(Deleted)]);

        var report = await RunAsync();
        Assert.Equal((RunOutcome.Done, false), (report.Outcome, report.Numbers.ChangedAnything));

        static string Deleted(int no) => MemorySystem.Line("Контрагент", $"{no}", null, null);
    }

    [Fact]
    public async Task The_question_names_every_brake_that_objects_with_ten_examples_at_most()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();
        SaveFirms(40, "Ошибка");
        for (var no = 40; no < 60; no++)
        {
            There.Delete("Контрагент", $"{no}");
        }

        var report = await RunAsync();

        var words = Assert.Single(report.Notes).Words;
        Assert.Contains("помечает на удаление 20 объектов из 60 известных (Counterparty): больше допустимой доли 20 %", words.Ru, StringComparison.Ordinal);
        Assert.Contains("меняет 40 записей из 60 известных (Counterparty): больше допустимой доли 40 %", words.Ru, StringComparison.Ordinal);
        Assert.Contains("changes the key field Counterparty.Name of 40 of 60 known records", words.En, StringComparison.Ordinal);
        Assert.Contains("    Counterparty «Фирма 0» Name: Фирма 0 → Ошибка 0\n", words.Ru, StringComparison.Ordinal);
        Assert.Equal(30, words.Ru.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)));
        Assert.Contains($"hub approve {report.RunId}", words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_approved_passes_and_nothing_else()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();
        SaveFirms(60, "Ошибка");
        var stopped = await RunAsync();
        SaveFirms(60, "Другая ошибка");
        await RunAsync();
        Assert.Equal(2L, Hub.Ask("SELECT COUNT(*) FROM Questions WHERE IsOpen"));

        Approve(stopped.RunId);
        var report = await RunAsync(deliver: false);

        Assert.Equal((RunOutcome.Stopped, 1, 1), (report.Outcome, report.Numbers.Deliveries, report.Numbers.DeliveriesStopped));
        Assert.Equal((60L, 1), (Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE Name LIKE 'Ошибка%'"), There.Waiting));
        Assert.Contains(report.Notes, note => note.Words.Ru.Contains("пропустил Бухгалтер", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_that_was_answered_otherwise_lets_nothing_pass()
    {
        SaveFirms(60, "Фирма");
        await RunAsync();
        SaveFirms(60, "Ошибка");
        await RunAsync();
        Hub.Execute("UPDATE Questions SET IsOpen = FALSE, Answer = 'skip', AnsweredBy = 'Бухгалтер', AnsweredAt = '2026-03-03 00:00:00'");

        Assert.Equal(RunOutcome.Stopped, (await RunAsync(deliver: false)).Outcome);
    }

    private async Task CutAsync(string point, int times, Brakes brakes)
    {
        var reached = 0;
        Hub.Boundary = name => _ = name == point && ++reached == times ? throw new IOException("the power went") : 0;
        await Assert.ThrowsAsync<IOException>(() => Hub.RunAsync(Book, "memory", There.Open(), brakes));
        Hub.Boundary = null;
    }

    private Task<RunReport> RunAsync(Brakes brakes)
    {
        There.Deliver();
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        return Hub.RunAsync(Book, "memory", There.Open(), brakes);
    }

    private void SaveFirms(int count, string name, int from = 0)
    {
        for (var no = from; no < from + count; no++)
        {
            There.Save("Контрагент", $"{no}", ("Наименование", $"{name} {no}"));
        }
    }

    private void Approve(long run)
    {
        using var db = Hub.Database.Connect();
        var stopped = Assert.Single(new ApprovalStore(db).StoppedBy(run));
        Assert.True(new QuestionStore(db).Answer(stopped.Question, ApprovalStore.Approve, "Бухгалтер", Hub.Clock.GetUtcNow().UtcDateTime));
    }
}
