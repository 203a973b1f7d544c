using Crm.Connect;

namespace Crm.Hub.Proving;

/// <summary>Compares what came out with the model: nothing lost, nothing doubled, no answer undone, all sides equal.</summary>
internal sealed class Judge(World world, Stage stage, Vocabulary vocabulary, Model model)
{
    // A field that was left out with a notice keeps nothing back: the object is applied.
    private static readonly (string Table, string Where)[] Leftover = [("Outbox", "true"), ("Held", "State <> 'FieldLeftOut'"), ("Waits", "true")];

    /// <returns>The first thing that is wrong, or null.</returns>
    public string? Verdict(IReadOnlyCollection<string> things) =>
        Leftovers() ?? vocabulary.Kinds.Select(kind => Verdict(kind, things)).FirstOrDefault(fault => fault is not null);

    private string? Leftovers() => world.Ask(db =>
    {
        var text = db.Scalar("SELECT Text FROM Questions WHERE IsOpen LIMIT 1") as string;
        var left = Leftover.FirstOrDefault(left => db.Scalar($"SELECT 1 FROM {left.Table} WHERE {left.Where} LIMIT 1") is not null).Table;
        var twice = db.Scalar("SELECT ExternalId FROM Links GROUP BY EntityId, SourceId HAVING COUNT(*) > 1 LIMIT 1") as string;
        return text is not null ? $"a question is left: {text}"
            : left is not null ? $"something is left in {left}"
            : twice is not null ? $"a row has two links in one base, such as '{twice}'" : null;
    });

    private string? Verdict(PlayKind kind, IReadOnlyCollection<string> things)
    {
        var sides = stage.Sides.ToDictionary(side => side, side => stage.Things(side, kind), StringComparer.Ordinal);
        var unknown = sides.SelectMany(side => side.Value.Select(group => (side.Key, Thing: group.Key))).FirstOrDefault(pair => !things.Contains(pair.Thing));
        if (unknown.Thing is not null)
        {
            return $"{unknown.Key} has {unknown.Thing}, which nobody made";
        }

        return things.Where(thing => thing.StartsWith(kind.Kind.Name + ' ', StringComparison.Ordinal))
            .Select(thing => Verdict(kind, thing, sides.ToDictionary(side => side.Key, side => Living(side.Value[thing]))))
            .FirstOrDefault(fault => fault is not null);
    }

    // What is marked as deleted counts only where nothing of that name lives.
    private static List<Standing> Living(IEnumerable<Standing> standings)
    {
        var living = standings.Where(standing => !standing.IsDeleted).ToList();
        return living.Count > 0 ? living : [.. standings.Take(1)];
    }

    private string? Verdict(PlayKind kind, string thing, Dictionary<string, List<Standing>> sides)
    {
        if (sides.FirstOrDefault(side => side.Value.Count > 1) is { Key: not null } doubled)
        {
            return $"{thing} is doubled in {doubled.Key}";
        }

        // What was deleted before the hub heard of it need not come into being.
        var (mayBeDeleted, mayLive) = model.Fate(thing);
        if (sides[Stage.Crm] is not [var row])
        {
            return mayBeDeleted ? null : $"{thing} is not in the CRM";
        }

        if (row.IsDeleted ? !mayBeDeleted : !mayLive)
        {
            return $"{thing} is {(row.IsDeleted ? "archived, though nobody deleted it" : "alive, though it was deleted")}";
        }

        foreach (var (side, standing) in sides.Where(side => row.IsDeleted ? side.Value is [{ IsDeleted: false }] : side.Value is not [{ IsDeleted: false }]))
        {
            return $"{thing} is {(row.IsDeleted ? "archived" : "alive")} in the CRM and {(standing is [var other] ? other.IsDeleted ? "deleted" : "alive" : "missing")} in {side}";
        }

        return row.IsDeleted ? null : kind.Fields.Select(field => Verdict(thing, field, kind, sides)).FirstOrDefault(fault => fault is not null);
    }

    private string? Verdict(string thing, PlayField field, PlayKind kind, Dictionary<string, List<Standing>> sides)
    {
        var values = sides.Select(side => (side.Key, Value: side.Value[0].Values[field.Name])).ToList();
        var said = string.Join(", ", values.Select(pair => $"{pair.Key} {pair.Value ?? "∅"}"));
        if (values.Any(pair => !Equals(pair.Value, values[0].Value)))
        {
            return $"{thing} {field.Name} is not the same everywhere: {said}";
        }

        return field.Form switch
        {
            PlayForm.Word => values[0].Value is { } word && !model.WasSaid(thing, field.Name, word) ? $"{thing} {field.Name} is {word}, which nobody said" : null,
            PlayForm.Set => Rows(thing, field, values[0].Value as Many ?? Many.None),
            _ => Last(thing, field, kind, values[0].Value),
        };
    }

    private string? Rows(string thing, PlayField field, Many rows)
    {
        var (there, wanted) = (rows.OfType<Fields>().Select(field.KeyOf).ToList(), model.Rows(thing, field.Name).ToList());

        // What only a deleted twin had, which the hub never heard of, is gone with it.
        return !model.Fate(thing).MayBeDeleted && wanted.Except(there).FirstOrDefault() is { } lost ? $"{thing} {field.Name} has lost the row {lost}"
            : there.Except(wanted).FirstOrDefault() is { } extra ? $"{thing} {field.Name} has the row {extra}, which was taken out or never added"
            : null;
    }

    private string? Last(string thing, PlayField field, PlayKind kind, object? there)
    {
        var last = model.Last(thing, field.Name);
        return there is { } value && !last.Contains(value)
                ? $"{thing} {field.Name} is {value}; the last word was {string.Join(" or ", last)}"
            : last.Count > 1 && field.IsAsked(kind.Mapping) && !model.Fate(thing).MayBeDeleted
                ? $"{thing} {field.Name}: of {string.Join(" and ", last)} one was lost, and nobody was asked"
            : null;
    }
}
