using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>
/// A path through the fields of an object over there, split once. It finds the first value that is not empty; where a
/// table stands on the way, in the first row that has one.
/// </summary>
internal sealed class SourcePath(string text, bool fromTop, IReadOnlyList<PathStep> steps)
{
    private readonly PathStep[] _steps = [.. steps];

    // Most paths are a single name.
    private readonly string? _lone = steps is [{ Picks: null } only] ? only.Name : null;

    public string Text { get; } = text;

    /// <summary>Begins with "../": leads from a row back to its object.</summary>
    public bool FromTop { get; } = fromTop;

    public IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>The raw value: a text, fields or many.</summary>
    public Outcome Find(in Scope scope)
    {
        var start = FromTop ? scope.Top : scope.Here;
        return _lone is not null && start is Fields fields
            ? fields.Says(_lone, out var value) ? Outcome.Of(value) : Outcome.Absent
            : Walk(start, 0);
    }

    /// <summary>The value as a text.</summary>
    public Outcome AsText(in Scope scope) => SourceText.Of(Find(scope));

    /// <summary>All texts there, those of every row.</summary>
    public void Collect(in Scope scope, List<string> into) => Collect(FromTop ? scope.Top : scope.Here, 0, into);

    private Outcome Walk(object? value, int at)
    {
        if (at == _steps.Length)
        {
            return Outcome.Of(value);
        }

        return value switch
        {
            Fields fields => Step(fields, at),
            Many many => First(many, at),
            _ => Outcome.Absent,
        };
    }

    private Outcome Step(Fields fields, int at)
    {
        var step = _steps[at];
        var said = fields.Says(step.Name, out var value);
        if (value is null)
        {
            return said && at == _steps.Length - 1 ? Outcome.Empty : Outcome.Absent;
        }

        return step.Picks is null ? Walk(value, at + 1) : Picked(value, step.Picks, at);
    }

    private Outcome First(Many many, int at)
    {
        var found = Outcome.Absent;
        for (var row = 0; row < many.Count; row++)
        {
            var next = Walk(many[row], at);
            if (next.HasValue)
            {
                return next;
            }

            found = next.Said ? next : found;
        }

        return found;
    }

    private Outcome Picked(object value, RowPick pick, int at)
    {
        if (value is Fields one)
        {
            return pick.Takes(one) ? Walk(one, at + 1) : Outcome.Absent;
        }

        var found = Outcome.Absent;
        for (var row = 0; value is Many many && row < many.Count; row++)
        {
            var next = many[row] is Fields fields && pick.Takes(fields) ? Walk(fields, at + 1) : Outcome.Absent;
            if (next.HasValue)
            {
                return next;
            }

            found = next.Said ? next : found;
        }

        return found;
    }

    private void Collect(object? value, int at, List<string> into)
    {
        if (value is Many many)
        {
            foreach (var row in many)
            {
                Collect(row, at, into);
            }
        }
        else if (at == _steps.Length)
        {
            if (SourceText.Of(Outcome.Of(value)) is { HasValue: true, Value: string text })
            {
                into.Add(text);
            }
        }
        else if (value is Fields fields && fields[_steps[at].Name] is { } next)
        {
            CollectPicked(next, at, into);
        }
    }

    private void CollectPicked(object next, int at, List<string> into)
    {
        var pick = _steps[at].Picks;
        foreach (var row in next is Many many ? many : new Many([next]))
        {
            if (pick is null || (row is Fields fields && pick.Takes(fields)))
            {
                Collect(row, at + 1, into);
            }
        }
    }
}

/// <summary>One segment: a name and, where it has one, the predicate that picks rows.</summary>
internal sealed record PathStep(string Name, RowPick? Picks);

/// <summary>[Тип=A|B]: rows whose field has one of these words, whatever the case.</summary>
internal sealed record RowPick(string Field, IReadOnlyList<string> Words)
{
    public bool Takes(Fields row)
    {
        if (row[Field] is not string said)
        {
            return false;
        }

        for (var at = 0; at < Words.Count; at++)
        {
            if (said.AsSpan().Trim().Equals(Words[at], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
