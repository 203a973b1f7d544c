using Crm.Connectors.Memory;
using Crm.Core.Storage;

namespace Crm.Hub.Proving;

/// <summary>
/// One history that follows from a seed: people change things on all sides, deliveries come late, twice or never, the line
/// fails, the process dies; then everything is repaired and comes to rest.
/// </summary>
internal sealed class Play
{
    private const int LongestRest = 25, RoundsAtRest = 2;

    private static readonly string[] Traces = ["Journal", "Parcels", "Outbox", "Links", "Questions", "Held"];

    private readonly World _world;
    private readonly Vocabulary _vocabulary;
    private readonly Dice _dice;
    private readonly Fate _fate;
    private readonly Stage _stage;
    private readonly Model _model = new();
    private readonly People _people;
    private readonly bool _isDisorderly;

    public Play(World world, Vocabulary vocabulary, ulong seed)
    {
        _world = world;
        _vocabulary = vocabulary;
        _dice = new Dice(seed);
        _fate = new Fate(world, _dice, seed);
        _stage = new Stage(world, vocabulary);
        _isDisorderly = _dice.Chance(50);
        _people = new People(world, vocabulary, _stage, _model, _dice, _isDisorderly, Log);
    }

    /// <summary>What happened, a line each.</summary>
    public List<string> Log { get; } = [];

    public Fate Fate => _fate;

    /// <returns>What is wrong in the end, or null.</returns>
    public async Task<string?> RunAsync()
    {
        for (var step = 12 + _dice.Below(14); step > 0; step--)
        {
            await StepAsync();
        }

        return await RestAsync() ?? new Judge(_world, _stage, _vocabulary, _model).Verdict(_people.Things);
    }

    private Task StepAsync() => _dice.Below(100) switch
    {
        < 28 => Done(_people.Change),
        < 40 => Done(_people.Make),
        < 45 => Done(_people.Mark),
        < 77 => NightAsync(_dice.Pick(_world.Bases)),
        < 85 => Done(Load),
        < 90 => Done(Disturb),
        < 95 => Done(() => _people.AnswerOne()),
        _ => Done(() => _world.Clock.Advance(TimeSpan.FromHours(_dice.Below(60)))),
    };

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private void Load()
    {
        foreach (var there in _world.Bases.Where(there => !there.Habits.Answers && there.WaitingParcels > 0))
        {
            Note($"{there.Connection}: loads {there.WaitingParcels} parcels");
            there.Load();
        }
    }

    private void Disturb()
    {
        var there = _dice.Pick(_world.Bases);
        if (!_isDisorderly || there.Deliveries.Count == 0)
        {
            return;
        }

        var number = _dice.Pick(there.Deliveries);
        if (_dice.Chance(50))
        {
            Note($"{there.Connection}: delivery {number} is lost");
            there.Lose(number);
        }
        else
        {
            Note($"{there.Connection}: delivery {number} is late");
            there.Withhold(number, withheld: true);
        }
    }

    private async Task NightAsync(MemorySystem there)
    {
        if (!_isDisorderly || _dice.Chance(85))
        {
            there.Deliver();
        }

        if (_isDisorderly && there.Deliveries.Count > 0 && _dice.Chance(30))
        {
            there.Withhold(_dice.Pick(there.Deliveries), withheld: false);
        }

        _fate.Begin();
        _world.Fate = _fate.Meet;
        var outcome = await _world.RunAsync(there);
        Note($"{there.Connection}: night, {outcome?.ToString() ?? $"died at '{_fate.Killed[^1]}'"}");
    }

    private async Task<string?> RestAsync()
    {
        _world.Fate = null;
        foreach (var there in _world.Bases)
        {
            there.Deliveries.ToList().ForEach(number => there.Withhold(number, withheld: false));
        }

        // What was handed over and not confirmed goes again after a while: one quiet round is not yet the end.
        for (var (round, still) = (0, 0); round < LongestRest; round++)
        {
            var before = Trace();
            foreach (var there in _world.Bases)
            {
                there.Deliver();
                var outcome = await _world.RunAsync(there);
                Note($"{there.Connection}: quiet night, {outcome}");
                if (outcome is not (RunOutcome.Done or RunOutcome.DoneWithHeld))
                {
                    return $"a quiet night of '{there.Connection}' ended {outcome}";
                }
            }

            Load();
            while (_people.AnswerOne())
            {
            }

            _world.Clock.Advance(TimeSpan.FromDays(2));
            still = before == Trace() ? still + 1 : 0;
            if (still == RoundsAtRest)
            {
                return null;
            }
        }

        return $"it does not come to rest within {LongestRest} rounds: {Trace()}";
    }

    // Everything that a run could change; equal before and after means that it did nothing.
    private string Trace() => _world.Ask(db => string.Join(' ', Traces
        .Select(table => $"{table} {db.Scalar($"SELECT COUNT(*) || '/' || COALESCE(MAX(Id), 0) FROM {table}")}")))
        + string.Concat(_world.Bases.Select(there => $" {there.Connection} {there.Objects.Sum(one => one.Version)} {there.WaitingParcels}"));

    private void Note(string line) => Log.Add(line);
}
