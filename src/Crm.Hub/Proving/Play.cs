using Crm.Connect;
using Crm.Connectors.Memory;
using Crm.Core.Editing;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Hub.Proving;

/// <summary>
/// One history that follows from a seed: people change things on all sides, deliveries come late, twice or never, the line
/// fails, the process dies; then everything is repaired and comes to rest.
/// </summary>
internal sealed class Play
{
    private const int LongestRest = 25;

    private static readonly string[] Traces = ["Journal", "Parcels", "Outbox", "Links", "Questions", "Held"];

    private readonly World _world;
    private readonly Vocabulary _vocabulary;
    private readonly Dice _dice;
    private readonly Fate _fate;
    private readonly Stage _stage;
    private readonly Model _model = new();
    private readonly HashSet<string> _things = new(StringComparer.Ordinal);

    // Where deliveries are lost or late, a thing that two sides make at once may honestly become two.
    private readonly bool _isDisorderly;
    private int _number;

    public Play(World world, Vocabulary vocabulary, ulong seed)
    {
        _world = world;
        _vocabulary = vocabulary;
        _dice = new Dice(seed);
        _fate = new Fate(world, _dice, seed);
        _stage = new Stage(world);
        _isDisorderly = _dice.Chance(50);
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

        return await RestAsync() ?? new Judge(_world, _stage, _vocabulary, _model).Verdict(_things);
    }

    private Task StepAsync() => _dice.Below(100) switch
    {
        < 28 => Done(Change),
        < 40 => Done(Make),
        < 45 => Done(Mark),
        < 77 => NightAsync(_dice.Pick(_world.Bases)),
        < 85 => Done(Load),
        < 90 => Done(Disturb),
        < 95 => Done(() => AnswerOne()),
        _ => Done(() => _world.Clock.Advance(TimeSpan.FromHours(_dice.Below(60)))),
    };

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private void Make()
    {
        var kind = _dice.Pick(_vocabulary.Kinds);
        var values = new Fields.Builder();
        foreach (var field in kind.Fields)
        {
            values.Add(field.Name, field.Make(++_number));
        }

        var side = _dice.Pick(_stage.Sides);
        var made = Make(side, kind, values.ToFields());
        if (!_isDisorderly && kind.IsRecognised && side != World.Files && _dice.Chance(30))
        {
            // Whoever deletes one of the two before they have met deletes only that one.
            Make(side == Stage.Crm ? World.Service : Stage.Crm, kind, Twin(kind, made));
            _model.Return($"{kind.Kind.Name} {made[kind.Identity.Name]}");
        }
    }

    private Fields Make(string side, PlayKind kind, Fields values)
    {
        var thing = $"{kind.Kind.Name} {values[kind.Identity.Name]}";
        Note($"{side}: makes {thing} {values}");
        _stage.Make(side, kind, values);
        _things.Add(thing);
        foreach (var (field, value) in values)
        {
            _model.Note(thing, field, value!, seen: null);
        }

        return values;
    }

    // The same thing as the other side sees it: the same keys, its own words for the rest.
    private Fields Twin(PlayKind kind, Fields first)
    {
        var twin = first.ToBuilder();
        foreach (var field in kind.Shared)
        {
            twin.Set(field.Name, field.Make(++_number));
        }

        return twin.ToFields();
    }

    private void Change()
    {
        if (Someone(living: true) is not var (side, kind, thing, standing))
        {
            return;
        }

        var field = _dice.Pick(kind.Shared);
        var value = field.Make(++_number);
        Note($"{side}: {thing} {field.Name} {standing.Values[field.Name]} → {value}");
        _stage.Change(side, kind, standing, field, value);
        _model.Note(thing, field.Name, value, standing.Values[field.Name]);
    }

    private void Mark()
    {
        var deletes = _dice.Chance(70);
        if (Someone(living: deletes) is not var (side, kind, thing, standing))
        {
            return;
        }

        Note($"{side}: {thing} is {(deletes ? "marked as deleted" : "taken back")}");
        _stage.Mark(side, kind, standing, deletes);
        if (deletes)
        {
            _model.Delete(thing);
        }
        else
        {
            _model.Return(thing);
        }
    }

    private (string Side, PlayKind Kind, string Thing, Standing Standing)? Someone(bool living)
    {
        var side = _dice.Pick(_stage.Sides);
        var kind = _dice.Pick(_vocabulary.Kinds);
        var there = _stage.Things(side, kind).SelectMany(group => group.Select(standing => (Thing: group.Key, Standing: standing)))
            .Where(pair => pair.Standing.IsDeleted != living)
            .ToList();
        return there.Count == 0 ? null : _dice.Pick(there) is var (thing, standing) ? (side, kind, thing, standing) : null;
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

        for (var round = 0; round < LongestRest; round++)
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
            while (AnswerOne())
            {
            }

            _world.Clock.Advance(TimeSpan.FromDays(2));
            if (before == Trace())
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

    private bool AnswerOne()
    {
        var open = _world.Ask(db => new QuestionStore(db).Open($"{QuestionKind.Clash}:"));
        if (open.Count == 0)
        {
            return false;
        }

        var question = _dice.Pick(open);
        var clash = ClashQuestion.Read(question)!;
        var kind = _vocabulary.Kinds.Single(kind => kind.Kind == clash.Kind);
        var (thing, standing) = _stage.Things(Stage.Crm, kind).SelectMany(group => group.Select(standing => (group.Key, standing)))
            .Single(pair => pair.standing.Id == clash.Row.ToString());
        Answer(question, clash, thing, kind.Shared.Single(field => field.Name == clash.Field.Name), standing);
        return true;
    }

    private void Answer(Question question, ClashQuestion clash, string thing, PlayField field, Standing standing)
    {
        var (ours, theirs) = (standing.Values[field.Name], clash.Theirs);
        var choice = _dice.Below(3);
        var value = choice switch { 0 => ours!, 1 => theirs!, _ => field.Make(++_number) };
        Note($"answer: {thing} {field.Name} ours {ours}, theirs {theirs} → {value}");
        _model.Decide(thing, field.Name, value, choice == 0 ? theirs : ours);
        if (choice == 2)
        {
            _model.Decide(thing, field.Name, value, theirs);
        }

        _world.Crm((db, editor) =>
        {
            var answers = new ClashAnswer(db, editor, _world.Wanted, _world.Clock);
            switch (choice)
            {
                case 0: answers.KeepOurs(question, clash, "Пётр"); break;
                case 1: answers.TakeTheirs(question, clash, "Пётр"); break;
                default: answers.Give(question, clash, value, $"value={value}", "Пётр"); break;
            }

            return true;
        });
    }

    private void Note(string line) => Log.Add(line);
}
