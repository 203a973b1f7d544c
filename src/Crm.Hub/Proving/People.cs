using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Hub.Proving;

/// <summary>What people do on all sides, and what the model learns of it.</summary>
/// <param name="isDisorderly">Where deliveries are lost or late, a thing that two sides make at once may honestly become two.</param>
internal sealed class People(World world, Vocabulary vocabulary, Stage stage, Model model, Dice dice, bool isDisorderly, List<string> log)
{
    private readonly HashSet<string> _things = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>All that was made.</summary>
    public IReadOnlyCollection<string> Things => _things;

    /// <summary>Somebody makes a thing, and sometimes another person the same at once.</summary>
    public void Make()
    {
        var kind = dice.Pick(vocabulary.Kinds);
        var values = new Fields.Builder();
        foreach (var field in kind.Fields)
        {
            values.Add(field.Name, field.Make(++_number));
        }

        var side = dice.Pick(stage.Sides);
        var made = Make(side, kind, values.ToFields());
        if (!isDisorderly && kind.IsRecognised && side != World.Files && dice.Chance(30))
        {
            // Whoever deletes one of the two before they have met deletes only that one.
            Make(side == Stage.Crm ? World.Service : Stage.Crm, kind, Twin(kind, made));
            model.Return($"{kind.Kind.Name} {made[kind.Identity.Name]}");
        }
    }

    private Fields Make(string side, PlayKind kind, Fields values)
    {
        var thing = $"{kind.Kind.Name} {values[kind.Identity.Name]}";
        log.Add($"{side}: makes {thing} {values}");
        stage.Make(side, kind, values);
        _things.Add(thing);
        foreach (var (field, value) in values)
        {
            model.Note(thing, field, value!, seen: null);
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

    /// <summary>Somebody changes a field of what lives on his side.</summary>
    public void Change()
    {
        if (Someone(living: true) is not var (side, kind, thing, standing))
        {
            return;
        }

        var field = dice.Pick(kind.Shared);
        var value = field.Make(++_number);
        log.Add($"{side}: {thing} {field.Name} {standing.Values[field.Name]} → {value}");
        stage.Change(side, kind, standing, field, value);
        model.Note(thing, field.Name, value, standing.Values[field.Name]);
    }

    /// <summary>Somebody sets a deletion mark, or takes one away.</summary>
    public void Mark()
    {
        var deletes = dice.Chance(70);
        if (Someone(living: deletes) is not var (side, kind, thing, standing))
        {
            return;
        }

        log.Add($"{side}: {thing} is {(deletes ? "marked as deleted" : "taken back")}");
        stage.Mark(side, kind, standing, deletes);
        if (deletes)
        {
            model.Delete(thing);
        }
        else
        {
            model.Return(thing);
        }
    }

    private (string Side, PlayKind Kind, string Thing, Standing Standing)? Someone(bool living)
    {
        var side = dice.Pick(stage.Sides);
        var kind = dice.Pick(vocabulary.Kinds);

        // Who takes back what lives there a second time already makes a duplicate with his own hands.
        var there = stage.Things(side, kind).Where(group => living || group.All(standing => standing.IsDeleted))
            .SelectMany(group => group.Select(standing => (Thing: group.Key, Standing: standing)))
            .Where(pair => pair.Standing.IsDeleted != living)
            .ToList();
        return there.Count == 0 ? null : dice.Pick(there) is var (thing, standing) ? (side, kind, thing, standing) : null;
    }

    /// <summary>Somebody answers an open quarrel.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AnswerOne()
    {
        var open = world.Ask(db => new QuestionStore(db).Open($"{QuestionKind.Clash}:"));
        if (open.Count == 0)
        {
            return false;
        }

        var question = dice.Pick(open);
        var clash = ClashQuestion.Read(question)!;
        var kind = vocabulary.Kinds.Single(kind => kind.Kind == clash.Kind);
        var (thing, standing) = stage.Things(Stage.Crm, kind).SelectMany(group => group.Select(standing => (group.Key, standing)))
            .Single(pair => pair.standing.Id == clash.Row.ToString());
        Answer(question, clash, thing, kind.Shared.Single(field => field.Name == clash.Field.Name), standing);
        return true;
    }

    private void Answer(Question question, ClashQuestion clash, string thing, PlayField field, Standing standing)
    {
        var (ours, theirs) = (standing.Values[field.Name], clash.Theirs);
        var choice = dice.Below(3);
        var value = choice switch { 0 => ours!, 1 => theirs!, _ => field.Make(++_number) };
        log.Add($"answer: {thing} {field.Name} ours {ours}, theirs {theirs} → {value}");
        model.Decide(thing, field.Name, value, choice == 0 ? theirs : ours);
        if (choice == 2)
        {
            model.Decide(thing, field.Name, value, theirs);
        }

        world.Crm((db, editor) =>
        {
            var answers = new ClashAnswer(db, editor, world.Wanted, world.Clock);
            switch (choice)
            {
                case 0: answers.KeepOurs(question, clash, "Пётр"); break;
                case 1: answers.TakeTheirs(question, clash, "Пётр"); break;
                default: answers.Give(question, clash, value, $"value={value}", "Пётр"); break;
            }

            return true;
        });
    }
}
