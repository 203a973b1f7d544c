using System.Globalization;
using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Mappings.Rules;

/// <summary>Says CRM values in the words of the other side, rule by rule.</summary>
internal static class Speech
{
    private const string Digits = "0.############################";

    /// <summary>Says those of the fields that the row speaks of.</summary>
    public static void Say(IReadOnlyList<FieldRule> rules, Fields crm, Draft draft, Findings findings)
    {
        foreach (var rule in rules)
        {
            if (rule.Back is { Places.Count: > 0 } saying && crm.Says(rule.To, out var value))
            {
                Say(rule, saying, crm, value, draft, findings);
            }
        }
    }

    private static void Say(FieldRule rule, Saying saying, Fields crm, object? value, Draft draft, Findings findings)
    {
        if (saying is Saying.Word word)
        {
            Word(rule, word, value, draft, findings);
            return;
        }

        var said = saying is Saying.Text told ? Text(value, told.Back) : Outcome.Of(Rows(rule, value as Many, findings));
        if (said.IsWrong)
        {
            Unsayable(rule, said, findings);
        }
        else if (said.Value is null && rule.Required)
        {
            findings.EmptyHere(rule.To);
        }
        else if (said.Said)
        {
            // Left as it was, another place of the rule would be read instead.
            var chosen = saying.PlaceOf(crm);
            foreach (var place in saying.Places)
            {
                draft.Say(place, place == chosen ? said.Value : null);
            }

            if (saying is Saying.Text { Beside: var (beside, mark) })
            {
                draft.Say(beside, said.Value is null ? null : mark);
            }
        }
    }

    private static void Unsayable(FieldRule rule, Outcome wrong, Findings findings)
    {
        if (rule.WhenInvalid is WhenInvalid.SkipField or WhenInvalid.Keep)
        {
            findings.Notice(rule.To, wrong);
        }
        else
        {
            findings.Reject(rule.To, wrong);
        }
    }

    private static Outcome Text(object? value, IReadOnlyList<Unconversion> back)
    {
        var said = Written(value);
        for (var at = 0; at < back.Count && said.HasValue; at++)
        {
            said = back[at]((string)said.Value!);
        }

        return said;
    }

    /// <summary>A value in the form that stock 1C reads.</summary>
    private static Outcome Written(object? value) => value switch
    {
        null => Outcome.Empty,
        string text => string.IsNullOrWhiteSpace(text) ? Outcome.Empty : Outcome.Of(text),
        bool flag => Outcome.Of(flag ? "true" : "false"),
        DateOnly date => Outcome.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        decimal number => Outcome.Of(number.ToString(Digits, CultureInfo.InvariantCulture)),
        LinkRef link => Outcome.Of(link.Id),
        _ => Outcome.No($"{value}", "у этой строки ещё нет ида в той базе", "this row has no id in that base yet"),
    };

    private static void Word(FieldRule rule, Saying.Word saying, object? value, Draft draft, Findings findings)
    {
        foreach (var (known, words) in saying.Cases)
        {
            if (Equals(known, value))
            {
                foreach (var (at, said) in words)
                {
                    draft.Say(at, said);
                }

                return;
            }
        }

        if (value is not null)
        {
            Unsayable(rule, Outcome.No(
                $"{value}", "ни один случай сопоставления не даёт такого значения; допишите случай", "no case of the mapping gives this value; add a case"), findings);
        }
        else if (rule.Required)
        {
            findings.EmptyHere(rule.To);
        }
        else if (saying.At is [var only])
        {
            // Of several places nobody knows which one it is that is empty.
            draft.Say(only, null);
        }
    }

    private static Many? Rows(FieldRule table, Many? rows, Findings findings)
    {
        var said = new List<object?>();
        findings.Table = table.To;
        for (var at = 0; at < (rows?.Count ?? 0); at++)
        {
            findings.Row = at + 1;
            var before = findings.Rejections;
            var row = Row(table.Columns, (Fields)rows![at]!, findings);
            if (findings.Rejections == before)
            {
                said.Add(row);
            }
            else if (table.WhenInvalid == WhenInvalid.SkipRow)
            {
                findings.Soften(before);
            }
        }

        findings.Table = null;
        return said.Count == 0 ? null : new Many(said);
    }

    // A row that is a text over there has one column, at the row itself.
    private static object? Row(IReadOnlyList<FieldRule> columns, Fields row, Findings findings)
    {
        if (columns.FirstOrDefault(column => column.Back is Saying.Text { At.Steps: [] }) is not { } lone)
        {
            var draft = new Draft();
            Say(columns, row, draft, findings);
            return draft.ToFields();
        }

        var text = Text(row[lone.To], ((Saying.Text)lone.Back!).Back);
        if (text.IsWrong)
        {
            Unsayable(lone, text, findings);
        }

        return text.Value;
    }
}
