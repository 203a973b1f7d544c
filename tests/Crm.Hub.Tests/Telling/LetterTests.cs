using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Crm.Core.Storage;
using Crm.Hub.Telling;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Telling;

/// <summary>How letters leave, and what the one of the morning says.</summary>
public sealed class LetterTests : IDisposable
{
    private readonly MemorySystem _memory = new();
    private readonly HubInFolder _hub;

    public LetterTests()
    {
        _hub = HubInFolder.WithMemory(new MemoryConnector(_memory));
        _hub.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
        _hub.Environment["Hub__TimeZone"] = "UTC";
        _hub.Environment["Hub__Flows__night__Schedule__Cron"] = "30 2 * * *";
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Two_ordinary_nights_send_one_letter_each()
    {
        await using var hook = await HookAsync();
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        hook.Calls.Clear();

        await service.UntilAsync(_hub.Clock.GetUtcNow().AddDays(2));
        await service.StopAsync();

        var keys = hook.Calls.Select(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("key").GetString());
        Assert.Equal(["morning 2026-03-03", "morning 2026-03-04"], keys);
        Assert.All(hook.Calls, call => Assert.Contains("Хаб: всё в порядке, запусков 1", call.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_fails_at_night_is_told_by_mail_at_once()
    {
        await using var postbox = Postbox();
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        _memory.Save("Клиент", "1", ("Имя", "Ромашка"));
        _memory.Deliver();
        _memory.Io = _ => throw new InvalidOperationException("the abacus fell down");

        await service.UntilAsync(new DateTimeOffset(2026, 3, 3, 2, 31, 0, TimeSpan.Zero));
        await service.StopAsync();

        var mail = Assert.Single(postbox.Mail, mail => mail.Subject!.StartsWith("Хаб: тревога", StringComparison.Ordinal));
        Assert.Equal("Хаб: тревога: Поток night не удался (запуск 1)", mail.Subject);
        Assert.Equal("admin@firm.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal("auto-generated", mail.Headers[MimeKit.HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task A_letter_that_the_mail_server_does_not_take_is_tried_again_and_comes_once()
    {
        await using var postbox = Postbox();
        postbox.IsFull = true;
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        await service.UntilAsync(_hub.Clock.GetUtcNow().AddMinutes(30));
        Assert.Empty(postbox.Mail);

        postbox.IsFull = false;
        await service.UntilAsync(_hub.Clock.GetUtcNow().AddMinutes(30));
        await service.StopAsync();

        Assert.Single(postbox.Mail);
        Assert.Contains("did not reach 127.0.0.1", Log(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    public async Task A_program_that_does_not_take_a_letter_gets_it_again_signed_and_is_followed_nowhere(int status)
    {
        _hub.Environment["Hub__Telling__Webhook__Secret"] = "s3cret-of-the-hook";
        await using var hook = await HookAsync();
        hook.Status = status;
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        var refused = hook.Calls.Count;
        hook.Status = 200;
        await service.UntilAsync(_hub.Clock.GetUtcNow().AddMinutes(30));
        await service.StopAsync();

        Assert.Equal((1, 2), (refused, hook.Calls.Count));
        Assert.All(hook.Calls, call => Assert.Equal(("/hub", Signature(call.Body)), (call.Path, call.Signature)));
    }

    [Fact]
    public async Task An_alarm_that_could_not_leave_before_its_cause_was_gone_says_so()
    {
        await using var hook = await HookAsync();
        var watchman = new Watchman(_hub);
        using (var db = (await _hub.DatabaseAsync()).Connect())
        {
            var now = _hub.Clock.GetUtcNow().UtcDateTime;
            new LetterStore(db).Add(new Letter { Kind = LetterKind.Alarm, Key = "away 1c", Subject = "!", Text = "1c is away.\n", WrittenAt = now.AddHours(-2) });
            new LetterStore(db).Over(1, now.AddHours(-1));
        }

        await watchman.LookAsync();

        Assert.Equal("1c is away.\nЭто уже прошло: 2026-03-02 17:00.\n", watchman.Told[0].Text);
    }

    [Fact]
    public async Task What_could_not_be_told_for_two_days_is_no_news()
    {
        using (var db = (await _hub.DatabaseAsync()).Connect())
        {
            var old = _hub.Clock.GetUtcNow().UtcDateTime.AddDays(-2);
            new LetterStore(db).Add(new Letter { Kind = LetterKind.Alarm, Key = "away 1c", Subject = "!", Text = "!", WrittenAt = old });
        }

        var watchman = new Watchman(_hub);
        await watchman.LookAsync();

        Assert.Empty(watchman.Alarms);
    }

    [Theory]
    [InlineData(LetterKind.Alarm, "away 1c")]
    [InlineData(LetterKind.Morning, "morning 2026-03-02")]
    public async Task Of_one_cause_or_morning_two_nodes_make_one_letter(LetterKind kind, string key)
    {
        using var db = (await _hub.DatabaseAsync()).Connect();
        var letters = new LetterStore(db);
        for (var node = 0; node < 2; node++)
        {
            letters.Add(new Letter { Kind = kind, Key = key, Subject = "!", Text = "!", WrittenAt = _hub.Clock.GetUtcNow().UtcDateTime });
        }

        Assert.Single(letters.Unposted(DateTime.UnixEpoch));
    }

    [Fact]
    public async Task While_the_service_lives_it_calls_the_watchman_elsewhere()
    {
        await using var hook = await Hook.OpenAsync();
        _hub.Environment["Hub__Telling__Heartbeat"] = hook.Address + "alive";
        await using var service = new ServedHub(_hub);
        await service.StartAsync();
        await service.UntilAsync(_hub.Clock.GetUtcNow().AddMinutes(20));
        await service.StopAsync();

        Assert.InRange(hook.Calls.Count(call => call.Path == "/alive"), 4, 6);
    }

    [Fact]
    public async Task While_the_database_is_away_the_watchman_elsewhere_is_not_called_and_so_he_wakes_somebody()
    {
        await using var hook = await Hook.OpenAsync();
        using var http = new HttpClient();
        var (session, database) = (new Watchman(_hub).Session(), await _hub.DatabaseAsync());
        var watch = new Watch(session, database, session.Settings.Circle! with { Heartbeat = hook.Address }, [], http);
        Execute(database, "ALTER TABLE Letters RENAME TO Away");
        await watch.LookAsync(Ct);
        Assert.Empty(hook.Calls);

        Execute(database, "ALTER TABLE Away RENAME TO Letters");
        await watch.LookAsync(Ct);

        Assert.Single(hook.Calls);
    }

    [Fact]
    public async Task The_letter_of_the_morning_comes_by_the_clock_on_the_wall_of_the_firm()
    {
        _hub.Environment["Hub__TimeZone"] = "Asia/Yekaterinburg";
        var watchman = new Watchman(_hub);
        await watchman.LookAsync();
        _hub.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 1, 59, 0, TimeSpan.Zero));
        await watchman.LookAsync();
        Assert.Equal(["morning 2026-03-02"], watchman.Mornings.Select(letter => letter.Key));

        _hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await watchman.LookAsync();

        Assert.Equal(["morning 2026-03-02", "morning 2026-03-03"], watchman.Mornings.Select(letter => letter.Key));
    }

    [Fact]
    public async Task The_morning_tells_what_was_done_what_money_moved_and_names_no_client()
    {
        using var demo = HubInFolder.WithDemo();
        await demo.RunAsync("run");

        var letter = (await demo.RunAsync("tell", "--lang", "en")).Out;

        using var db = (await demo.DatabaseAsync()).ConnectToRead();
        var (payments, total) = db.Query(
            "SELECT COUNT(*), CAST(SUM(Total) AS bigint) FROM Payment WHERE Direction = 'In' AND ArchivedAt IS NULL AND Currency = 'RUB'", row => (row.GetInt64(0), row.GetInt64(1)))[0];
        var sum = (total / 10_000m).ToString("#,0.00", CultureInfo.InvariantCulture);
        Assert.Contains($"{payments} — {sum} RUB", letter, StringComparison.Ordinal);
        Assert.Matches("night +│? *1 ", letter);
        Assert.All(db.Query("SELECT Name FROM Counterparty", row => row.GetString(0)), name => Assert.DoesNotContain(name, letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_with_one_cause_are_one_line()
    {
        for (var client = 1; client <= 41; client++)
        {
            _memory.Save("Клиент", $"{client}", ("ИНН", "7707083893"));
        }

        _memory.Deliver();
        await _hub.RunAsync("run");

        var letter = (await _hub.RunAsync("tell")).Out;

        Assert.Contains("Хаб: нужно внимание, дел 1, запусков 1", letter, StringComparison.Ordinal);
        Assert.Contains("41 × ждёт объект: контрагенты, Имя memory", letter, StringComparison.Ordinal);
        Assert.Contains("41 × контрагенты, Имя memory: ждёт", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_morning_tells_each_payment_once()
    {
        var watchman = new Watchman(_hub);
        await Pay("1", 100);
        await watchman.LookAsync();
        await Pay("2", 7);
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        await watchman.LookAsync();

        Assert.Equal(2, watchman.Mornings.Count);
        Assert.Contains(": 1 — 100.00", watchman.Mornings[0].Text, StringComparison.Ordinal);
        Assert.Contains(": 1 — 7.00", watchman.Mornings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_comes_while_a_letter_is_written_stands_in_that_letter_or_the_next()
    {
        const int payments = 400;
        var (session, database) = (new Watchman(_hub).Session(), await _hub.DatabaseAsync());
        var paying = Task.Run(
            () =>
            {
                using var writer = database.Connect();
                for (var number = 0; number < payments; number++)
                {
                    Pay(writer, $"{number}", 1);
                }
            },
            Ct);
        using var db = database.Connect();
        var letters = new List<Letter>();
        while (!paying.IsCompleted || letters.Count == 0)
        {
            Write();
        }

        await paying;
        Write();

        Assert.Equal(payments, letters.Sum(letter => Regex.Match(letter.Text, "поступление: ([0-9]+)") is { Success: true } told ? int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture) : 0));

        void Write()
        {
            letters.Add(MorningLetter.Write(db, session, $"morning {letters.Count}", _hub.Clock.GetUtcNow().UtcDateTime));
            new LetterStore(db).Add(letters[^1]);
        }
    }

    [Fact]
    public async Task A_trial_goes_by_every_way_and_says_what_did_not_leave()
    {
        await using var hook = await HookAsync();
        hook.Status = 500;
        await using var postbox = Postbox();
        await _hub.RunAsync("run");

        var answer = await _hub.RunAsync("tell", "--send", "--lang", "en");

        Assert.Equal(ExitCode.Unavailable, answer.Exit);
        Assert.Contains($"Sent: 127.0.0.1:{postbox.Port}", answer.Out, StringComparison.Ordinal);
        Assert.Contains("It did not leave: 127.0.0.1", answer.Out, StringComparison.Ordinal);
        Assert.Single(postbox.Mail);
    }

    private static void Execute(HubDatabase database, string sql)
    {
        using var db = database.Connect();
        db.Execute(sql);
    }

    private async Task Pay(string number, decimal total)
    {
        using var db = (await _hub.DatabaseAsync()).Connect();
        Pay(db, number, total);
    }

    private void Pay(DbSession db, string number, decimal total) => db.AsOne(() =>
    {
        var id = Guid.CreateVersion7(_hub.Clock.GetUtcNow());
        db.Execute("INSERT INTO Payment (Id, Number, Direction, Total, Revision) VALUES ($0, $1, 'In', $2, 1)", id, number, (long)(total * 10_000));
        return db.Execute(
            "INSERT INTO Journal (RunId, At, Kind, EntityId, Decision, Line) VALUES (0, $0, 'Payment', $1, 'Create', 0)", _hub.Clock.GetUtcNow().UtcDateTime, id);
    });

    private Postbox Postbox()
    {
        var postbox = new Postbox();
        _hub.Environment["Hub__Telling__Mail__Host"] = "127.0.0.1";
        _hub.Environment["Hub__Telling__Mail__Port"] = postbox.Port.ToString(CultureInfo.InvariantCulture);
        _hub.Environment["Hub__Telling__Mail__Security"] = "None";
        _hub.Environment["Hub__Telling__Mail__From"] = "hub@firm.example";
        _hub.Environment["Hub__Telling__Mail__To__0"] = "admin@firm.example";
        return postbox;
    }

    private async Task<Hook> HookAsync()
    {
        var hook = await Hook.OpenAsync();
        _hub.Environment["Hub__Telling__Webhook__Address"] = hook.Address + "hub";
        return hook;
    }

    private static string Signature(string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("s3cret-of-the-hook"u8.ToArray(), Encoding.UTF8.GetBytes(body)));

    private string Log() => string.Concat(Directory.GetFiles(Path.Combine(_hub.Folder, "data", "logs")).Select(File.ReadAllText));
}
