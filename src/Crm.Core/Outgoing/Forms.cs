using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Mappings.Rules;
using Crm.Core.Sync;

namespace Crm.Core.Outgoing;

/// <summary>
/// The form in which a text is read over there, in fields and in the rows of tables: a telephone number, say, comes back in
/// another than it was typed in. Pure.
/// </summary>
internal static class Forms
{
    /// <summary>Of these fields, those that come back in another form, in that form.</summary>
    /// <param name="heard">What was said, as it is read again.</param>
    public static Fields Of(Mapping mapping, Fields ours, Fields heard)
    {
        var formed = ours.Select((name, value) => mapping.Rule(name) is { } rule ? Of(rule, value, heard[name]) : value);
        return formed.Without(name => ReferenceEquals(formed[name], ours[name]));
    }

    private static object? Of(FieldRule rule, object? ours, object? heard) => (ours, heard) switch
    {
        (string text, string form) when rule is { GoesBothWays: true, Back: Saying.Text } && form != text => form,
        (Many rows, Many others) when rows.Count == others.Count =>
            Once(rows.Select((row, at) => Row(rule, (Fields)row!, (Fields)others[at]!)), rule.Field.RowKey),
        _ => ours,
    };

    private static Fields Row(FieldRule table, Fields ours, Fields heard) => ours.Select((name, value) =>
        table.Columns.FirstOrDefault(column => column.To == name) is { } column ? Of(column, value, heard[name]) : value);

    // Two forms of one number are one row over there.
    private static Many Once(Many rows, IReadOnlyList<string> key) =>
        key.Count > 0 && Statement.ByKey(rows, key) is var once && once.Count < rows.Count ? new Many(once.Values) : rows;
}
