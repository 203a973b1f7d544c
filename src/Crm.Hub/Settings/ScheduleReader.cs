using Crm.Connect;
using Crm.Hub.Schedule;

namespace Crm.Hub.Settings;

/// <summary>Reads when flows run, and finds everything wrong with it at once.</summary>
/// <param name="report">Takes the key below Hub:Flows:name:Schedule and the words.</param>
internal sealed class ScheduleReader(IReadOnlyDictionary<string, FlowSettings> flows, TimeZoneInfo zone, Action<string, string, Words> report)
{
    private const int LongestRetry = 24 * 60;

    /// <returns>The schedule, whatever of it is right; null when the flow has none.</returns>
    public FlowSchedule? Read(string flow)
    {
        if (flows[flow].Schedule is not { } said)
        {
            return null;
        }

        void Tell(string key, string ru, string en) => report(flow, key, new Words(ru, en));
        var own = ZoneOf(said, Tell);
        CheckWhen(flow, said, Tell);
        CheckAfter(flow, said, Tell);
        return new FlowSchedule(
            said.Cron is { } cron ? CronOf(cron, own, Tell) : null, own, said.After, WindowOf(said, Tell), ReadyByOf(said, Tell), RetryOf(said, Tell));
    }

    private static void CheckWhen(string flow, ScheduleSettings said, Action<string, string, string> tell)
    {
        if (said.Cron is not null && said.After.Count > 0)
        {
            tell("After", $"Поток {flow} идёт либо по часам (Cron), либо после других потоков (After): оставьте одно.", $"Flow {flow} goes by the clock (Cron) or after other flows (After): keep one.");
        }

        if (said.Cron is null && said.After.Count == 0)
        {
            tell("Cron", "Не сказано, когда запускать: укажите Cron, например \"30 1 * * *\", или After — потоки, после которых идти.", "It is not said when to run: set Cron, such as \"30 1 * * *\", or After, the flows to go after.");
        }
    }

    private void CheckAfter(string flow, ScheduleSettings said, Action<string, string, string> tell)
    {
        foreach (var before in said.After)
        {
            var (ru, en) = Closest.Hint(before, flows.Keys);
            switch (flows.GetValueOrDefault(before))
            {
                case null:
                    tell("After", $"Нет потока «{before}».{ru}", $"There is no flow '{before}'.{en}");
                    break;
                case { Schedule: null }:
                    tell("After", $"Поток «{before}» сам по себе не запускается: у него нет Schedule.", $"Flow '{before}' does not run by itself: it has no Schedule.");
                    break;
            }
        }

        if (Leads(flow, flow, []))
        {
            tell("After", $"Поток {flow} ждёт сам себя: разорвите круг.", $"Flow {flow} waits for itself: break the circle.");
        }
    }

    private bool Leads(string from, string to, HashSet<string> seen) =>
        (flows.GetValueOrDefault(from)?.Schedule?.After ?? []).Any(before => before == to || (seen.Add(before) && Leads(before, to, seen)));

    private static WallCron? CronOf(string cron, TimeZoneInfo zone, Action<string, string, string> tell)
    {
        try
        {
            return WallCron.Parse(cron, zone);
        }
        catch (FormatException wrong)
        {
            var (ru, en) = NoCron(cron, wrong);
            tell("Cron", ru, en);
            return null;
        }
    }

    public static Words NoCron(string cron, FormatException wrong) => new(
        $"«{cron}» — не расписание cron: {wrong.Message} Пример: \"30 1 * * *\" — каждый день в 01:30.",
        $"'{cron}' is no cron schedule: {wrong.Message} An example: \"30 1 * * *\", every day at 01:30.");

    private TimeZoneInfo ZoneOf(ScheduleSettings said, Action<string, string, string> tell)
    {
        if (said.TimeZone is null)
        {
            return zone;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(said.TimeZone, out var own))
        {
            tell("TimeZone", $"Нет часового пояса «{said.TimeZone}». Пишите имя IANA, например Asia/Yekaterinburg.", $"There is no time zone '{said.TimeZone}'. Write an IANA name such as Asia/Yekaterinburg.");
        }

        return own ?? zone;
    }

    private static DayWindow? WindowOf(ScheduleSettings said, Action<string, string, string> tell)
    {
        var window = said.Window is null ? null : DayWindow.Parse(said.Window);
        if (said.Window is not null && window is null)
        {
            tell("Window", $"«{said.Window}» — не окно. Пишите начало и конец, например 21:00-06:00.", $"'{said.Window}' is no window. Write its begin and its end, such as 21:00-06:00.");
        }

        return window;
    }

    private static TimeOnly? ReadyByOf(ScheduleSettings said, Action<string, string, string> tell)
    {
        var time = said.ReadyBy is null ? null : DayWindow.TimeOf(said.ReadyBy);
        if (said.ReadyBy is not null && time is null)
        {
            tell("ReadyBy", $"«{said.ReadyBy}» — не время. Пишите, например, 06:00.", $"'{said.ReadyBy}' is no time. Write one such as 06:00.");
        }

        return time;
    }

    private static TimeSpan RetryOf(ScheduleSettings said, Action<string, string, string> tell)
    {
        if (said.RetryMinutes is < 1 or > LongestRetry)
        {
            tell("RetryMinutes", $"Минут — от 1 до {LongestRetry}.", $"Minutes are from 1 to {LongestRetry}.");
        }

        return TimeSpan.FromMinutes(Math.Clamp(said.RetryMinutes, 1, LongestRetry));
    }
}
