using Crm.Connect;
using Crm.Core.Entities;

namespace Crm.Core.Mappings.Rules;

/// <summary>Says a row in their words and reads it again at once: what would not come back as the same row is not sent. Pure.</summary>
internal static class RoundTrip
{
    public static Translation Of(Mapping mapping, WayOut way, Fields crm, bool isNew)
    {
        var (said, read) = Walk(mapping, way, crm, isNew);
        var notices = new List<Rejection>(said.Notices);
        var formed = said.Rejections.Count > 0 ? crm : Form(way.TwoWay, crm, read.Fields, [.. said.Notices, .. read.Notices], "");
        if (!ReferenceEquals(formed, crm))
        {
            var before = read.Notices;
            (said, read) = Walk(mapping, way, formed, isNew);
            notices.AddRange(LeftOut(way, before, read.Notices));
        }

        var rejections = new List<Rejection>(said.Rejections);
        rejections.AddRange(read.Rejections.Select(Unread));
        rejections.AddRange(Lost(way.TwoWay, formed, read.Fields, rejections));
        return said with { Rejections = rejections, Notices = notices, Unsaid = [.. read.Unsaid.Where(each => way.Rule(each.Field) is not null)] };
    }

    private static (Translation Said, Translation Read) Walk(Mapping mapping, WayOut way, Fields crm, bool isNew)
    {
        var findings = new Findings();
        var said = findings.Of(way.Say(crm, findings, isNew));
        return (said, mapping.Translate(said.Fields));
    }

    /// <summary>The row as it is read again, as far as that is the same row: texts in their form, what is left out left out.</summary>
    private static Fields Form(IReadOnlyList<FieldRule> rules, Fields ours, Fields read, IReadOnlyList<Rejection> notices, string table)
    {
        var formed = ours;
        foreach (var rule in rules)
        {
            if (!ours.Says(rule.To, out var value))
            {
                continue;
            }

            if (!read.Says(rule.To, out var again) && IsTold(notices, table, rule.To))
            {
                formed = formed.Without(name => name == rule.To);
            }
            else if (FormOf(rule, value, again, notices) is var now && !Same(rule, value, now))
            {
                formed = formed.With(rule.To, now);
            }
        }

        return formed;
    }

    private static object? FormOf(FieldRule rule, object? ours, object? read, IReadOnlyList<Rejection> notices) => (ours, read) switch
    {
        (string text, string again) when rule is { Field.Type: FieldType.Text, Back: Saying.Text } => string.IsNullOrWhiteSpace(text) ? text : again,
        (null, not null) when rule.HasDefault => read,
        (Many rows, Many others) when rows.Count == others.Count =>
            rows.Select((row, at) => Form(rule.Columns, (Fields)row!, (Fields)others[at]!, notices, rule.To)),
        (Many, _) when rule.Columns.Count > 0 && IsTold(notices, rule.To, null) => read,
        _ => ours,
    };

    // A field of the object is told of by its name, one of a row as Table[1].Name.
    private static bool IsTold(IReadOnlyList<Rejection> notices, string table, string? field) => notices.Any(notice =>
        table.Length == 0 ? notice.Field == field
        : notice.Field.StartsWith(table + "[", StringComparison.Ordinal) && (field is null || notice.Field.EndsWith("]." + field, StringComparison.Ordinal)));

    // What is told both times was kept as it is; its row may have moved up.
    private static IEnumerable<Rejection> LeftOut(WayOut way, IReadOnlyList<Rejection> before, IReadOnlyList<Rejection> after) => before
        .Where(notice => way.Rule(notice.Field.Split('[')[0]) is not null)
        .ExceptBy(after.Select(notice => (notice.Value, notice.Reason)), notice => (notice.Value, notice.Reason));

    private static Rejection Unread(Rejection rejection) => rejection with
    {
        Reason = new Words(
            $"вернувшись оттуда, это не прочлось бы: {rejection.Reason.Ru}", $"coming back from there it could not be read: {rejection.Reason.En}"),
    };

    private static IEnumerable<Rejection> Lost(IReadOnlyList<FieldRule> rules, Fields ours, Fields read, List<Rejection> told) =>
        from rule in rules
        where ours.Says(rule.To) && !Same(rule, ours[rule.To], read[rule.To]) && !told.Exists(each => each.Field.Split('[')[0] == rule.To)
        select new Rejection(rule.To, Shown(ours[rule.To]), Other(ours[rule.To], Shown(read[rule.To])));

    private static Words Other(object? ours, string? read) => Plain(ours) is null
        ? new Words($"поле пусто, а вернулось бы оттуда «{read}»; заполните его", $"the field is empty and would come back as '{read}'; fill it")
        : new Words(
            $"вернулось бы оттуда другое: «{read}»; исправьте значение или правило сопоставления",
            $"it would come back as '{read}'; correct the value or the rule of the mapping");

    private static string? Shown(object? value) => value is null ? null : Outcome.Cut(value.ToString()!);

    private static bool Same(FieldRule rule, object? ours, object? read) => (Plain(ours), Plain(read)) switch
    {
        (Many rows, Many others) => rows.Count == others.Count && rows.Zip(others).All(pair => Same(rule.Columns, (Fields)pair.First!, (Fields)pair.Second!)),
        var (one, other) => Equals(one, other),
    };

    private static bool Same(IReadOnlyList<FieldRule> columns, Fields ours, Fields read) =>
        columns.Where(column => column.GoesBothWays).All(column => Same(column, ours[column.To], read[column.To]));

    private static object? Plain(object? value) => value switch
    {
        Many { Count: 0 } => null,
        string text when string.IsNullOrWhiteSpace(text) => null,
        _ => value,
    };
}
