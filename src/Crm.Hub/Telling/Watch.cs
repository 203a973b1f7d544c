using System.Data.Common;
using System.Globalization;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Commands;

namespace Crm.Hub.Telling;

/// <summary>
/// Looks how things stand, writes down what people must be told, and sends what was not sent. A cause that lasts is told once; one
/// letter a morning tells of everything.
/// </summary>
internal sealed class Watch(Session session, HubDatabase database, Circle circle, IReadOnlyList<IWay> ways, HttpClient http)
{
    // What could not be told for so long is in the letter of a morning since then.
    private static readonly TimeSpan Stale = TimeSpan.FromDays(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _watched = session.Around.Clock.GetUtcNow();

    private DateTimeOffset Now => session.Around.Clock.GetUtcNow();

    /// <summary>A watch over the ways of the settings; null when nobody is to be told.</summary>
    public static Watch? Of(Session session, HubDatabase database) => session.Settings.Circle is { } circle ? Of(session, database, circle) : null;

    private static Watch Of(Session session, HubDatabase database, Circle circle)
    {
        var http = Line();
        return new Watch(session, database, circle, WaysOf(circle, http), http);
    }

    /// <summary>A line over which programs elsewhere are called: never for long, and nowhere else than said.</summary>
    public static HttpClient Line() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public static IReadOnlyList<IWay> WaysOf(Circle circle, HttpClient http) =>
        [.. new IWay?[] { circle.Mail is { } mail ? new MailWay(mail) : null, circle.Webhook is { } hook ? new WebhookWay(hook, http) : null }.OfType<IWay>()];

    public async Task LookAsync(CancellationToken ct)
    {
        try
        {
            using (var db = database.Connect())
            {
                Write(db);
            }

            foreach (var way in ways)
            {
                await SendAsync(way, ct);
            }
        }
        catch (DbException e)
        {
            // Nobody can be told: the letters lie in the database. The heartbeat stops, and a watchman elsewhere tells.
            session.Log.Failed(e, "watch");
            return;
        }

        await BeatAsync(ct);
    }

    private void Write(DbSession db)
    {
        var (now, letters) = (Now.UtcDateTime, new LetterStore(db));
        var causes = new Causes(db, session.Settings, _watched).At(Now);
        var open = letters.OpenAlarms();
        foreach (var gone in open.Where(alarm => causes.All(cause => cause.Key != alarm.Key)))
        {
            letters.Over(gone.Id, now);
        }

        foreach (var cause in causes.Where(cause => open.All(alarm => alarm.Key != cause.Key)))
        {
            letters.Add(AlarmOf(cause, now));
        }

        var today = TimeZoneInfo.ConvertTime(Now, session.Settings.TimeZone);
        var key = string.Create(CultureInfo.InvariantCulture, $"morning {today:yyyy-MM-dd}");
        if (TimeOnly.FromDateTime(today.DateTime) >= circle.Morning && letters.LastMorning()?.Key != key)
        {
            letters.Add(MorningLetter.Write(db, session, key, now));
        }
    }

    private Letter AlarmOf(Cause cause, DateTime now) => new()
    {
        Kind = LetterKind.Alarm,
        Key = cause.Key,
        Subject = new Words("Хаб: тревога", "Hub: alarm").In(session.Settings.Language) + ": " + FirstOf(cause.Words.In(session.Settings.Language)),
        Text = cause.Words.In(session.Settings.Language) + "\n",
        WrittenAt = now,
    };

    private static string FirstOf(string text) => text.Split(". ")[0].TrimEnd('.');

    private async Task SendAsync(IWay way, CancellationToken ct)
    {
        using var db = database.Connect();
        var letters = new LetterStore(db);
        foreach (var letter in way.Waiting(letters, Now.UtcDateTime - Stale))
        {
            try
            {
                await way.SendAsync(AsItStands(letter), ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                session.Log.Untold(way.Name, letter.Key, e.Message);
                return;
            }

            way.Left(letters, letter, Now.UtcDateTime);
        }
    }

    // An alarm that could not leave in time says that it is over.
    private Letter AsItStands(Letter letter)
    {
        if (letter is { Kind: LetterKind.Alarm, OverAt: { } over })
        {
            letter.Text += new Words($"Это уже прошло: {session.Local(over)}.", $"It is over: {session.Local(over)}.").In(session.Settings.Language) + "\n";
        }

        return letter;
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        if (circle.Heartbeat is not { } address)
        {
            return;
        }

        try
        {
            using var answer = await http.GetAsync(address, ct);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            session.Log.Untold(address.Host, "heartbeat", e.Message);
        }
    }
}
