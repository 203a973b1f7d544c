using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>An object in their words while it is being said, place by place.</summary>
internal sealed class Draft
{
    private readonly List<KeyValuePair<string, object?>> _said = [];

    /// <summary>Says a value; the nested objects and the row that lead to its place come with it.</summary>
    public void Say(SourcePath at, object? value)
    {
        var here = this;
        for (var step = 0; step < at.Steps.Count - 1; step++)
        {
            here = here.Below(at.Steps[step]);
        }

        here._said.Add(new(at.Steps[^1].Name, value));
    }

    /// <param name="isNew">
    /// Nothing of it is there yet: a row of which nothing is said but which one it is would be an empty one. Of a known object such a row
    /// says that it is empty now.
    /// </param>
    public Fields ToFields(bool isNew = false) => Fields.Of(_said.Select(each => KeyValuePair.Create(each.Key, Value(each.Value, isNew))));

    private static object? Value(object? said, bool isNew) => said switch
    {
        Draft one => one.ToFields(isNew),
        List<Draft> rows => new Many(rows.Where(row => !isNew || row._said.Skip(1).Any(SaysSomething)).Select(row => row.ToFields(isNew))),
        _ => said,
    };

    private static bool SaysSomething(KeyValuePair<string, object?> said) => said.Value switch
    {
        Draft one => one._said.Exists(SaysSomething),
        List<Draft> rows => rows.Exists(row => row._said.Skip(1).Any(SaysSomething)),
        var value => value is not null,
    };

    private Draft Below(PathStep step)
    {
        if (step.Picks is { } pick)
        {
            return Row(Inside<List<Draft>>(step.Name), pick);
        }

        return Inside<Draft>(step.Name);
    }

    private T Inside<T>(string name)
        where T : class, new()
    {
        foreach (var (said, value) in _said)
        {
            if (said == name)
            {
                return (T)value!;
            }
        }

        var inside = new T();
        _said.Add(new(name, inside));
        return inside;
    }

    // Of the words that pick a row when it is read, the first is written.
    private static Draft Row(List<Draft> rows, RowPick pick)
    {
        var mark = KeyValuePair.Create(pick.Field, (object?)pick.Words[0]);
        var row = rows.Find(each => each._said.Contains(mark));
        if (row is null)
        {
            row = new Draft();
            row._said.Add(mark);
            rows.Add(row);
        }

        return row;
    }
}
