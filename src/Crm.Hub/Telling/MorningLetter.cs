using System.Globalization;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Hub.Commands;
using Crm.Hub.Printing;
using Crm.Hub.Reading;

namespace Crm.Hub.Telling;

/// <summary>
/// The letter of the morning: what was done, what money moved, what waits for a person, with records that have one cause as one line.
/// It names no client: whoever may see them asks the hub.
/// </summary>
internal sealed class MorningLetter
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly DbSession _db;
    private readonly Session _session;
    private readonly Screen _screen;
    private readonly DateTime _since;
    private readonly long _told;

    private MorningLetter(DbSession db, Session session, TextWriter text, Letter? last, DateTime now)
    {
        (_db, _session) = (db, session);
        _screen = new Screen(session.Around with { Out = text, IsTerminal = false, Width = 100 }, session.Settings.Language, isJson: false);
        _since = last?.WrittenAt ?? now - Day;
        _told = last?.JournalId ?? (db.Scalar("SELECT MAX(Id) FROM Journal WHERE At <= $0", _since) as long? ?? 0);
    }

    /// <summary>All of it is as it was at one moment: what comes while it is written stands in the next.</summary>
    /// <param name="key">Of the morning: there is one letter of it.</param>
    public static Letter Write(DbSession db, Session session, string key, DateTime now)
    {
        db.BeginReading();
        try
        {
            return WriteAsOne(db, session, key, now);
        }
        finally
        {
            db.Rollback();
        }
    }

    private static Letter WriteAsOne(DbSession db, Session session, string key, DateTime now)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var subject = new MorningLetter(db, session, text, new LetterStore(db).LastMorning(), now).Compose(now);
        return new Letter
        {
            Kind = LetterKind.Morning,
            Key = key,
            Subject = subject,
            Text = text.ToString(),
            WrittenAt = now,
            JournalId = db.Scalar("SELECT MAX(Id) FROM Journal") as long? ?? 0,
        };
    }

    private string Compose(DateTime now)
    {
        var runs = new RunHistory(_db).EndedSince(_since).Where(run => run.EndedAt <= now).ToList();
        _screen.Line($"С {_session.Local(_since)} по {_session.Local(now)}.", $"From {_session.Local(_since)} to {_session.Local(now)}.");
        _screen.Line();
        Runs(runs);
        Money();
        var tasks = Alarms() + Questions() + Held() + Refused();
        return tasks == 0
            ? _screen.In($"Хаб: всё в порядке, запусков {runs.Count}", $"Hub: all is well, {runs.Count} runs")
            : _screen.In($"Хаб: нужно внимание, дел {tasks}, запусков {runs.Count}", $"Hub: something to do: {tasks}; {runs.Count} runs");
    }

    private void Runs(List<SyncRun> runs)
    {
        _screen.Line("ЧТО СДЕЛАНО", "WHAT WAS DONE");
        if (runs.Count == 0)
        {
            _screen.Line("Ничего: не было ни одного запуска.", "Nothing: there was no run.");
        }

        var grid = new Grid(
            (_screen.In("Поток", "Flow"), false), (_screen.In("запусков", "runs"), true), (_screen.In("последний", "last"), false), (_screen.In("новых", "new"), true),
            (_screen.In("изменено", "changed"), true), (_screen.In("в архив", "archived"), true), (_screen.In("отправлено", "sent"), true));
        foreach (var flow in runs.GroupBy(run => run.Flow, StringComparer.Ordinal).OrderBy(flow => flow.Key, StringComparer.Ordinal))
        {
            var kinds = flow.SelectMany(run => RunNumbers.Parse(run.Numbers).Kinds.Values).ToList();
            grid.Add([
                flow.Key, _screen.Count(flow.Count()), new RunSummary(_screen).Outcome(flow.Last().Outcome),
                .. new[] { kinds.Sum(of => of.Created), kinds.Sum(of => of.Updated), kinds.Sum(of => of.Archived), kinds.Sum(of => of.Sent) }.Select(_screen.Count)]);
        }

        if (grid.Rows > 0)
        {
            grid.Print(_screen);
        }

        _screen.Line();
    }

    private void Money()
    {
        _screen.Line("ДЕНЬГИ", "MONEY");
        var moved = Sums(
            "SELECT p.Direction, p.Currency, COUNT(*), CAST(SUM(p.Total) AS bigint) FROM Payment p WHERE p.Id IN (SELECT EntityId FROM Journal WHERE Id > $0 AND Kind = 'Payment' "
            + "AND Decision = 'Create') AND p.ArchivedAt IS NULL AND (p.Posted IS NULL OR p.Posted) GROUP BY p.Direction, p.Currency ORDER BY p.Direction, p.Currency");
        var invoices = Sums(
            "SELECT i.Status, i.Currency, COUNT(*), CAST(SUM(i.Total) AS bigint) FROM Invoice i WHERE i.Id IN (SELECT EntityId FROM Journal WHERE Id > $0 AND Kind = 'Invoice' "
            + "AND Decision = 'Derive') AND i.ArchivedAt IS NULL GROUP BY i.Status, i.Currency ORDER BY i.Status, i.Currency");
        if (moved.Count + invoices.Count == 0)
        {
            _screen.Line("Новых платежей и сменивших статус счетов нет.", "No new payments, and no invoice changed its status.");
        }

        moved.ForEach(sum => _screen.Line($"  Новые платежи, {sum}", $"  New payments, {sum}"));
        invoices.ForEach(sum => _screen.Line($"  Счета, чей статус сменился: {sum}", $"  Invoices whose status changed: {sum}"));
        _screen.Line();
    }

    private List<string> Sums(string sql) => _db.Query(sql, row => string.Create(
        CultureInfo.InvariantCulture,
        $"{(row.IsDBNull(0) ? "?" : ChoiceWords.Of(_screen, row.GetString(0)))}: {_screen.Count(row.GetInt64(2))} — {(row.IsDBNull(3) ? 0 : Scaled.ToDecimal(row.GetInt64(3), FieldType.Money)):#,0.00##} {(row.IsDBNull(1) ? "" : row.GetString(1))}").TrimEnd(), _told);

    private int Alarms()
    {
        var alarms = new LetterStore(_db).AlarmsOpenAfter(_since);
        if (alarms.Count > 0)
        {
            _screen.Line("ТРЕВОГИ", "ALARMS");
        }

        foreach (var alarm in alarms)
        {
            var end = alarm.OverAt is { } over ? _screen.In($"прошло {_session.Local(over)}", $"over {_session.Local(over)}") : _screen.In("ещё длится", "it lasts");
            _screen.Line($"  {_session.Local(alarm.WrittenAt)} ({end}): {alarm.Text.TrimEnd()}");
        }

        Gap(alarms.Count);
        return alarms.Count(alarm => alarm.OverAt is null);
    }

    private int Questions()
    {
        var groups = QuestionGroup.Of(new Standing(_db).Questions(answeredToo: false));
        if (groups.Count > 0)
        {
            _screen.Line("ВОПРОСЫ К ЧЕЛОВЕКУ (hub questions)", "QUESTIONS TO A PERSON (hub questions)");
        }

        foreach (var group in groups)
        {
            _screen.Line($"  {_screen.Count(group.Questions.Count)} × {ChoiceWords.Of(_screen, group.Kind.ToString())}: {Place(group.Row, group.Field)} {group.Connection}".TrimEnd());
        }

        Gap(groups.Count);
        return groups.Count;
    }

    private int Held()
    {
        var causes = _db.Query(
            "SELECT s.Connection, s.Kind, h.State, h.Field, h.MissingKind, COUNT(*) FROM Held h JOIN LinkSources s ON s.Id = h.SourceId WHERE h.State IN ('Rejected', 'Parked', 'FieldLeftOut') "
            + "GROUP BY s.Connection, s.Kind, h.State, h.Field, h.MissingKind ORDER BY COUNT(*) DESC",
            row => (Connection: row.GetString(0), Kind: row.GetString(1), State: row.GetString(2), Field: row.GetString(3), Missing: row.IsDBNull(4) ? null : row.GetString(4), Count: row.GetInt64(5)));
        if (causes.Count > 0)
        {
            _screen.Line("ОТЛОЖЕНО, ПО ПРИЧИНАМ (hub show rejected)", "HELD BACK, BY CAUSE (hub show rejected)");
        }

        foreach (var cause in causes)
        {
            var why = cause.Missing is { } missing
                ? _screen.In($"нет того, на что ссылается: {missing}", $"what it refers to has not come: {missing}")
                : ChoiceWords.Of(_screen, cause.State);
            _screen.Line($"  {_screen.Count(cause.Count)} × {Place(cause.Kind, cause.Field)} {cause.Connection}: {why}");
        }

        // Of what is held back whole there is a question, or it goes on by itself.
        Gap(causes.Count);
        return causes.Count(cause => cause.State == nameof(HeldState.FieldLeftOut));
    }

    private int Refused()
    {
        var refused = new Standing(_db).Outbox()
            .Select(connection => (connection.Key, Count: connection.Where(line => line.State == OutboxState.Refused).Sum(line => line.Count)))
            .Where(connection => connection.Count > 0)
            .ToList();
        refused.ForEach(of => _screen.Line($"База {of.Key} не взяла: {_screen.Count(of.Count)} (hub questions)", $"The base {of.Key} did not take: {_screen.Count(of.Count)} (hub questions)"));
        Gap(refused.Count);
        return refused.Count;
    }

    private string Place(string? kind, string? field) => string.Join(", ", new[]
    {
        kind is null ? null : KindWords.Of(_screen, kind), string.IsNullOrEmpty(field) ? null : FieldWords.Of(_screen, field.Split('[', '/')[0]),
    }.OfType<string>());

    private void Gap(int lines)
    {
        if (lines > 0)
        {
            _screen.Line();
        }
    }
}
