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
    private readonly HashSet<string> _pointedAt = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>All that was made.</summary>
    public IReadOnlyCollection<string> Things => _things;

    /// <summary>Somebody makes a thing, and sometimes another person the same at once.</summary>
    public void Make()
    {
        var kind = dice.Pick(vocabulary.Kinds);
        var side = dice.Pick(stage.Sides);
        var values = new Fields.Builder();
        foreach (var field in kind.Fields)
        {
            if (NewValue(side, field) is { } value)
            {
                values.Add(field.Name, value);
            }
        }

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
        foreach (var field in kind.Fields.Where(field => values.Says(field.Name)))
        {
            Note(thing, field, values[field.Name]!, seen: null);
        }

        return values;
    }

    // The same thing as the other side sees it: the same keys, its own words for the rest.
    private Fields Twin(PlayKind kind, Fields first)
    {
        var twin = first.ToBuilder();
        foreach (var field in kind.Shared.Where(field => field.Target is null))
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
        var seen = standing.Values[field.Name];
        if (NewValue(side, field) is { } made && (field.Form == PlayForm.Set ? Laid(side, field, made, seen) : made) is var value)
        {
            log.Add($"{side}: {thing} {field.Name} {seen} → {value}");
            stage.Change(side, kind, standing, field, value);
            Note(thing, field, value, seen);
        }
    }

    // Null when there is nothing that it could name.
    private object? NewValue(string side, PlayField field)
    {
        if (field.Target is null)
        {
            return field.Make(++_number);
        }

        // What is named is marked as deleted by nobody: an object that came to be only to go is known to no one.
        var there = stage.Things(side, vocabulary.Kinds.Single(kind => kind.Kind.Name == field.Target))
            .Select(group => group.Key).Where(thing => !model.Fate(thing).MayBeDeleted).ToList();
        var named = there.Count == 0 ? null : dice.Pick(there);
        _pointedAt.UnionWith(named is null ? [] : [named]);
        return named;
    }

    // A set with one row more, or with one less.
    private Many Laid(string side, PlayField field, object added, object? seen)
    {
        var rows = (seen as Many ?? Many.None).OfType<Fields>().ToList();
        if (rows.Count > 0 && (side == Stage.Crm || field.IsWhole) && dice.Chance(40))
        {
            rows.Remove(dice.Pick(rows));
            return new Many(rows);
        }

        return new Many([.. rows, .. (Many)added]);
    }

    private void Note(string thing, PlayField field, object value, object? seen)
    {
        switch (field.Form)
        {
            case PlayForm.Value:
                model.Note(thing, field.Name, value, seen);
                break;
            case PlayForm.Word:
                model.NoteWord(thing, field.Name, value);
                break;
            default:
                var (before, now) = (Keys(field, seen), Keys(field, value));
                now.Except(before).ToList().ForEach(row => model.NoteRow(thing, field.Name, row, isThere: true));
                before.Except(now).ToList().ForEach(row => model.NoteRow(thing, field.Name, row, isThere: false));
                break;
        }
    }

    private static List<string> Keys(PlayField field, object? rows) => [.. (rows as Many ?? Many.None).OfType<Fields>().Select(field.KeyOf)];

    /// <summary>Somebody sets a deletion mark, or takes one away.</summary>
    public void Mark()
    {
        var deletes = dice.Chance(70);
        if (Someone(living: deletes, thing => !deletes || !_pointedAt.Contains(thing)) is not var (side, kind, thing, standing))
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

    private (string Side, PlayKind Kind, string Thing, Standing Standing)? Someone(bool living, Func<string, bool>? among = null)
    {
        var side = dice.Pick(stage.Sides);
        var kind = dice.Pick(vocabulary.Kinds);

        // Who takes back what lives there a second time already makes a duplicate with his own hands.
        var there = stage.Things(side, kind).Where(group => living || group.All(standing => standing.IsDeleted))
            .SelectMany(group => group.Select(standing => (Thing: group.Key, Standing: standing)))
            .Where(pair => pair.Standing.IsDeleted != living && (among is null || among(pair.Thing)))
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

    private void Decide(string thing, PlayField field, object value, int choice, object? ours, object? theirs)
    {
        if (field.Form != PlayForm.Value)
        {
            return;
        }

        model.Decide(thing, field.Name, value, choice == 0 ? theirs : ours);
        if (choice == 2)
        {
            model.Decide(thing, field.Name, value, theirs);
        }
    }

    private void Answer(Question question, ClashQuestion clash, string thing, PlayField field, Standing standing)
    {
        var (ours, theirs) = (standing.Values[field.Name], stage.Shown(Stage.Crm, field, clash.Theirs));
        var choice = dice.Below(field.Form == PlayForm.Value ? 3 : 2);
        var value = choice switch { 0 => ours!, 1 => theirs!, _ => field.Make(++_number) };
        log.Add($"answer: {thing} {field.Name} ours {ours}, theirs {theirs} → {value}");
        Decide(thing, field, value, choice, ours, theirs);

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
