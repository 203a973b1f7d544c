using System.Globalization;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Keeping;
using Crm.Hub.Reading;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;

namespace Crm.Hub.Telling;

/// <summary>
/// Finds out of the history of runs what a person should be woken for now: a run failed, a brake, a base that is away for long, a flow
/// that did not begin, a flow that will not be ready, a
/// backup that was not made. It remembers nothing: the same history gives the same causes.
/// </summary>
/// <param name="watched">Since when this service watches: a flow that never ran cannot be late from before.</param>
internal sealed class Causes(DbSession db, Configuration settings, DateTimeOffset watched)
{
    private const int Remembered = 50;

    private readonly Circle _circle = settings.Circle ?? Circle.Nobody;
    private readonly RunHistory _history = new(db);
    private readonly RunTimes _times = new(db);

    public IReadOnlyList<Cause> At(DateTimeOffset now)
    {
        var busy = new RunStore(db).Busy(now.UtcDateTime);
        var (causes, deadlines) = (new List<Cause?>(), new Deadlines(db, settings.Flows, busy));
        foreach (var flow in settings.Flows.Where(flow => flow.Schedule is not null))
        {
            var runs = _history.Newest(flow.Name, Remembered);
            var ended = runs.Find(run => run.Outcome is not RunOutcome.Running and not RunOutcome.Interrupted);
            causes.Add(Failed(flow, ended));
            causes.Add(Braked(flow, ended));
            causes.Add(Away(flow, runs, now));
            causes.Add(busy.Contains(flow.Connection.Name) ? null : NotBegun(flow, runs, now));
            causes.Add(deadlines.Missed(flow, now));
        }

        causes.Add(NoBackup(now));
        return [.. causes.OfType<Cause>().DistinctBy(cause => cause.Key)];
    }

    private static Cause? Failed(ConfiguredFlow flow, SyncRun? ended)
    {
        if (ended?.Outcome is not (RunOutcome.Failed or RunOutcome.Misconfigured))
        {
            return null;
        }

        var why = ended.Reason is { } reason ? WordsJson.Read(reason) : new Words("Причина — в журнале папки данных.", "The reason stands in the log of the data directory.");
        return new Cause($"failed {flow.Name}", new Words($"Поток {flow.Name} не удался (запуск {ended.Id}). {why.Ru}", $"Flow {flow.Name} failed (run {ended.Id}). {why.En}"));
    }

    private static Cause? Braked(ConfiguredFlow flow, SyncRun? ended) => ended?.Outcome != RunOutcome.Stopped ? null : new Cause($"braked {flow.Name}", new Words(
        $"Поток {flow.Name} остановлен тормозом (запуск {ended.Id}): изменений слишком много, чтобы применить их без человека. Посмотрите и решите: hub questions.",
        $"Flow {flow.Name} was stopped by a brake (run {ended.Id}): too much changes to be applied without a person. Look and decide: hub questions."));

    private Cause? Away(ConfiguredFlow flow, List<SyncRun> runs, DateTimeOffset now)
    {
        var tries = runs.Where(run => run.Outcome is not RunOutcome.Running and not RunOutcome.Interrupted).TakeWhile(run => run.Outcome == RunOutcome.Unavailable).ToList();
        if (tries is not [.., var first] || now.UtcDateTime - first.StartedAt < _circle.AwayFor)
        {
            return null;
        }

        var (since, why) = (flow.Schedule!.Shown(first.StartedAt), tries[0].Reason is { } reason ? WordsJson.Read(reason) : new Words("", ""));
        return new Cause($"away {flow.Connection.Name}", new Words(
            $"База {flow.Connection.Name} недоступна с {since}. {why.Ru}", $"The base {flow.Connection.Name} is away since {since}. {why.En}"));
    }

    private Cause? NotBegun(ConfiguredFlow flow, List<SyncRun> runs, DateTimeOffset now)
    {
        var due = flow.Schedule!.After.Count > 0 ? Released(flow, now) : flow.Schedule.Next(runs is [var last, ..] ? last.StartedAt : watched);
        if (due is not { } at || now - flow.Schedule.Opening(at) < _circle.LateBy)
        {
            return null;
        }

        return new Cause($"idle {flow.Name}", new Words(
            $"Поток {flow.Name} не начался: его время было {flow.Schedule.Shown(at)}. Проверьте службу и журнал.",
            $"Flow {flow.Name} did not begin: its time was {flow.Schedule.Shown(at)}. Look at the service and the log."));
    }

    private Cause? NoBackup(DateTimeOffset now)
    {
        var newest = new BackupShelf(settings.Backup.Folder).NewestAt ?? watched;
        if (settings.Backup.Cron?.Next(newest) is not { } due || now - due < _circle.LateBy)
        {
            return null;
        }

        var at = TimeZoneInfo.ConvertTime(due, settings.Backup.Zone).ToString("dd.MM HH:mm", CultureInfo.InvariantCulture);
        return new Cause("no backup", new Words($"Копия не сделана: её время было {at}. Причина — в журнале.", $"No backup was made: its time was {at}. The reason stands in the log."));
    }

    // The moment at which the last of those ended that it goes after, if all have news for it.
    private DateTimeOffset? Released(ConfiguredFlow flow, DateTimeOffset now)
    {
        var tonight = (now - FlowSchedule.OneNight).UtcDateTime;
        return flow.Schedule!.After.All(before => _times.HasNewsOf(before, flow.Name, tonight))
            ? flow.Schedule.After.Max(before => (DateTimeOffset)_times.LastWell(before)!.Value)
            : null;
    }
}
