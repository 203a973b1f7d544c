using System.Globalization;
using Crm.Hub.Settings;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>
/// The bells of all flows in a scheduler of Quartz: one at the next time of a flow, which hangs the one after it when it rings, and
/// one that rings once for another reason.
/// </summary>
internal sealed class Bells(IScheduler scheduler, TimeProvider time)
{
    private const string Clock = "clock";
    private const string Once = "once";
    private const string Flows = "flow";
    private const string Cron = "cron";

    private static readonly TimeSpan Passed = TimeSpan.FromSeconds(10);

    /// <summary>Hangs the bells of these flows and takes down those of others.</summary>
    public async Task HangAsync(IReadOnlyList<ConfiguredFlow> flows, CancellationToken ct)
    {
        var known = flows.Select(flow => flow.Name).ToHashSet(StringComparer.Ordinal);
        var hung = await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Flows), ct);
        await scheduler.DeleteJobs([.. hung.Where(key => !known.Contains(key.Name))], ct);
        foreach (var flow in flows)
        {
            await HangAsync(flow, ct);
        }
    }

    /// <summary>Hangs the bell of the flow's next own time. May be said twice.</summary>
    public async Task HangNextAsync(ConfiguredFlow flow, CancellationToken ct)
    {
        if (flow.Schedule!.Next(time.GetUtcNow()) is { } next)
        {
            await ScheduleAsync(flow.Name, new TriggerKey($"{flow.Name} {next.UtcDateTime:yyyy-MM-dd HH:mm:ss}", Clock), next, Cron, SaidOf(flow), ct);
        }
    }

    /// <summary>Lets the bell of a flow ring at that moment, once; it takes the place of another that would have rung once.</summary>
    public Task RingAsync(NextBell next, CancellationToken ct) => ScheduleAsync(
        next.Flow.Name, new TriggerKey(next.Flow.Name, Once), next.At, FlowJob.Attempt, next.Attempt.ToString(CultureInfo.InvariantCulture), ct);

    /// <summary>Lets the bell of a flow that is unknown here ring again, as it is: another node may know it.</summary>
    public async Task PassOnAsync(ITrigger rung, CancellationToken ct) =>
        await scheduler.ScheduleJob(rung.GetTriggerBuilder().StartAt(time.GetUtcNow() + Passed).Build(), ScheduleJobOptions.Replacing, ct);

    public static bool RingsOnce(ITrigger trigger) => trigger.Key.Group == Once;

    /// <summary>The bell that would have rung once does not. Not for one that rings: Quartz would forget that its run goes on.</summary>
    public async Task SilenceAsync(ConfiguredFlow flow, CancellationToken ct) => await scheduler.UnscheduleJob(new TriggerKey(flow.Name, Once), ct);

    // A bell that hangs as it should is left alone: it remembers what it missed.
    private async Task HangAsync(ConfiguredFlow flow, CancellationToken ct)
    {
        var job = JobBuilder.Create<FlowJob>().WithIdentity(flow.Name, Flows).StoreDurably().RequestRecovery().DisallowConcurrentExecution().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, ct);
        var hung = (await scheduler.GetTriggersOfJob(job.Key, ct)).Where(trigger => trigger.Key.Group == Clock).ToList();
        foreach (var other in hung.Where(trigger => SaidIn(trigger) != SaidOf(flow)))
        {
            await scheduler.UnscheduleJob(other.Key, ct);
        }

        if (hung.All(trigger => SaidIn(trigger) != SaidOf(flow)))
        {
            await HangNextAsync(flow, ct);
        }
    }

    private async Task ScheduleAsync(string flow, TriggerKey key, DateTimeOffset at, string name, string value, CancellationToken ct)
    {
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(key)
            .ForJob(flow, Flows)
            .UsingJobData(name, value)
            .StartAt(at)
            .WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, ct);
    }

    private static string SaidOf(ConfiguredFlow flow) => flow.Schedule!.Cron is { } cron ? $"{cron.Text} {flow.Schedule.Zone.Id}" : "";

    private static string? SaidIn(ITrigger trigger) => trigger.JobDataMap.TryGetValue(Cron, out var said) ? said?.ToString() : null;
}
