using Crm.Hub.Settings;

namespace Crm.Hub.Schedule;

/// <summary>One run that is to come.</summary>
/// <param name="Because">The flows after which it begins; empty when the clock says so.</param>
/// <param name="Ends">When it will probably be done, by how long the flow takes.</param>
/// <param name="Deadline">When it is to be done; null when nobody said.</param>
internal sealed record Ringing(DateTimeOffset At, ConfiguredFlow Flow, IReadOnlyList<string> Because, DateTimeOffset Ends, DateTimeOffset? Deadline)
{
    public bool IsLate => Ends > Deadline;
}

/// <summary>
/// Plays the nights to come: which flow begins when and why, if every run ends well and takes as long as it used to. One run at a
/// time on a connection.
/// </summary>
/// <param name="durations">How long flows take, by name; a flow that never ran takes no time.</param>
internal sealed class Timetable(IReadOnlyList<ConfiguredFlow> flows, IReadOnlyDictionary<string, TimeSpan> durations)
{
    private readonly PriorityQueue<(ConfiguredFlow Flow, bool IsEnd, DateTimeOffset At), (DateTimeOffset At, bool IsBegin, string Name)> _events = new(
        Comparer<(DateTimeOffset At, bool IsBegin, string Name)>.Create((one, other) =>
            one.At != other.At ? one.At.CompareTo(other.At)
            : one.IsBegin != other.IsBegin ? one.IsBegin.CompareTo(other.IsBegin)
            : string.CompareOrdinal(one.Name, other.Name)));

    private readonly Dictionary<string, DateTimeOffset> _free = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _began = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>Runs after that moment, in order, without an end as long as any flow has a time of its own.</summary>
    public IEnumerable<Ringing> From(DateTimeOffset now)
    {
        foreach (var flow in flows)
        {
            Await(flow, now);
        }

        while (_events.TryDequeue(out var next, out _))
        {
            if (next.IsEnd)
            {
                _ended[next.Flow.Name] = next.At;
                Release(next.Flow, next.At);
            }
            else if (Begin(next.Flow, next.At) is { } ringing)
            {
                yield return ringing;
            }
        }
    }

    private void Await(ConfiguredFlow flow, DateTimeOffset after)
    {
        if (flow.Schedule?.Next(after) is { } own)
        {
            Put(flow, isEnd: false, own);
        }
    }

    private Ringing? Begin(ConfiguredFlow flow, DateTimeOffset at)
    {
        var schedule = flow.Schedule!;
        var free = _free.GetValueOrDefault(flow.Connection.Name);
        var start = schedule.Opening(at > free ? at : free);
        if (schedule.After.Count == 0 && start == at)
        {
            Await(flow, at);
        }

        if (start > at)
        {
            Postpone(flow, at, start);
            return null;
        }

        var ends = schedule.Ends(at, durations.GetValueOrDefault(flow.Name));
        _began[flow.Name] = at;
        _free[flow.Connection.Name] = schedule.Closing(at) is { } closing && closing < ends ? closing : ends;
        Put(flow, isEnd: true, ends);
        return new Ringing(at, flow, schedule.After, ends, schedule.Deadline(at));
    }

    // It begins later than it rang; its next own time does not depend on that.
    private void Postpone(ConfiguredFlow flow, DateTimeOffset rang, DateTimeOffset start)
    {
        if (flow.Schedule!.Next(rang) is { } next && next <= start)
        {
            Put(flow, isEnd: false, next);
            return;
        }

        Put(flow, isEnd: false, start);
    }

    private void Release(ConfiguredFlow ended, DateTimeOffset at)
    {
        foreach (var flow in flows.Where(flow => flow.Schedule?.After.Contains(ended.Name) == true && IsReady(flow, at)))
        {
            Put(flow, isEnd: false, at);
        }
    }

    private bool IsReady(ConfiguredFlow flow, DateTimeOffset at) => flow.Schedule!.After.All(before =>
        _ended.TryGetValue(before, out var ended)
        && at - ended < FlowSchedule.OneNight
        && (!_began.TryGetValue(flow.Name, out var began) || ended > began));

    private void Put(ConfiguredFlow flow, bool isEnd, DateTimeOffset at) => _events.Enqueue((flow, isEnd, at), (at, !isEnd, flow.Name));
}
