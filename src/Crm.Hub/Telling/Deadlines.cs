using System.Globalization;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Reading;
using Crm.Hub.Schedule;
using Crm.Hub.Settings;

namespace Crm.Hub.Telling;

/// <summary>
/// Sees beforehand which flow will not be ready when people begin to look, by how long the flows took in other nights. A base that is
/// away just now is thought to come back at once: the warning comes when even that would not do.
/// </summary>
/// <param name="busy">Connections on which a run works.</param>
internal sealed class Deadlines(DbSession db, IReadOnlyList<ConfiguredFlow> flows, IReadOnlyList<string> busy)
{
    // So long after its deadline a flow that is not ready is still news.
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    private readonly RunHistory _history = new(db);
    private readonly RunTimes _times = new(db);

    public Cause? Missed(ConfiguredFlow flow, DateTimeOffset now)
    {
        if (flow.Schedule!.Deadline(now - After) is not { } deadline || now < deadline - FlowSchedule.OneNight)
        {
            return null;
        }

        var evening = deadline - FlowSchedule.OneNight;
        if (!IsDue(flow, evening, deadline) || Ready(flow, evening, now) is not { } ready || ready <= deadline)
        {
            return null;
        }

        var (wanted, expected) = (flow.Schedule.Shown(deadline), flow.Schedule.Shown(ready));
        return new Cause(string.Create(CultureInfo.InvariantCulture, $"late {flow.Name} {deadline.UtcDateTime:yyyy-MM-dd}"), new Words(
            $"Поток {flow.Name} не успевает к {wanted}: будет готов не раньше {expected}.", $"Flow {flow.Name} will not be ready by {wanted}: not before {expected}."));
    }

    // A flow that does not run in this night at all owes nothing.
    private bool IsDue(ConfiguredFlow flow, DateTimeOffset evening, DateTimeOffset deadline) => flow.Schedule!.After.Count > 0
        ? flow.Schedule.After.All(before => IsDue(Named(before), evening, deadline))
        : flow.Schedule.Next(evening) <= deadline;

    /// <summary>When the flow is ready for this night: when it was, or when it will probably be; null when nobody can tell.</summary>
    private DateTimeOffset? Ready(ConfiguredFlow flow, DateTimeOffset evening, DateTimeOffset now)
    {
        if (_times.LastWell(flow.Name) is { } ended && ended > evening)
        {
            return ended;
        }

        var (last, takes) = (_history.Last(flow.Name), _times.Duration(flow.Name) ?? TimeSpan.Zero);
        return last is { Outcome: RunOutcome.Running } && busy.Contains(flow.Connection.Name)
            ? Later(last.StartedAt + takes, now)
            : Later(Begins(flow, last, evening, now), now) + takes;
    }

    private DateTimeOffset? Begins(ConfiguredFlow flow, SyncRun? last, DateTimeOffset evening, DateTimeOffset now)
    {
        var schedule = flow.Schedule!;
        if (schedule.After.Count > 0)
        {
            return schedule.After.Select(before => Ready(Named(before), evening, now)).Aggregate((one, other) => one is null || other is null ? null : Later(one, other.Value));
        }

        var begun = last is not null && last.StartedAt > evening ? last.StartedAt : evening;
        return last?.Outcome is RunOutcome.Unavailable && begun > evening ? now : schedule.Next(begun) is { } next ? schedule.Opening(next) : null;
    }

    private ConfiguredFlow Named(string name) => flows.First(flow => flow.Name == name);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one : one is null ? null : other;
}
