using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;

namespace Crm.Core.Sync;

/// <summary>One field of a known object that a statement would change. Both values as agreements remember them.</summary>
internal sealed record FieldChange(EntityField Field, object? Before, object? After)
{
    // Facts of a later day that a document reports: a closed invoice may be paid.
    private static readonly HashSet<string> Reports =
    [
        nameof(Invoice.TheirStatus), nameof(Invoice.PaidThere), nameof(Invoice.PaymentNumberThere), nameof(Invoice.PaymentDateThere),
        nameof(Invoice.ShippedThere), nameof(Invoice.ShipmentNumberThere), nameof(Invoice.ShipmentDateThere),
    ];

    /// <summary>It belongs to the day of the document, not to what happened to it later.</summary>
    public bool IsOfItsDay => !Reports.Contains(Field.Name);

    /// <summary>A value that was there is another one now, or is gone. A gap that is filled, a row that is added and a number are none.</summary>
    public bool IsLoss => Before is not null && Field.Type switch
    {
        FieldType.Number => false,
        FieldType.Rows => LosesRow(),
        _ => IsOfItsDay || After is null || Before is true,
    };

    /// <summary>
    /// The fields that were agreed on and that the statement says otherwise; those that it cannot say any more, too: they
    /// are left out of its translation, with a notice, and count with the raw value that was no good. Pure.
    /// </summary>
    public static List<FieldChange> Of(Translation translation, Agreed agreed, Mapping mapping, DateTime? mentionedAt)
    {
        var changes = new List<FieldChange>();
        foreach (var (name, value) in Statement.News(translation.Fields, agreed, mapping.To, mentionedAt, translation.Whole))
        {
            var after = Agreed.Form(value);
            if (agreed.Values.Says(name, out var before) && !Equals(before, after) && mapping.Rule(name)?.Owner != Owner.Ours)
            {
                changes.Add(new FieldChange(mapping.To.Field(name)!, before, after));
            }
        }

        foreach (var notice in translation.Notices)
        {
            if (!translation.Fields.Says(notice.Field) && agreed.Values[notice.Field] is { } before && mapping.To.Field(notice.Field) is { } field)
            {
                changes.Add(new FieldChange(field, before, notice.Value));
            }
        }

        return changes;
    }

    /// <summary>The price that becomes most times greater or smaller; null when this is no table of prices or none had a value.</summary>
    public (decimal Times, decimal Before, decimal After)? GreatestLeap()
    {
        if (Field.Name != nameof(Variant.Prices))
        {
            return null;
        }

        (decimal Times, decimal Before, decimal After)? greatest = null;
        var now = Statement.ByKey(After, Field.RowKey);
        foreach (var (key, row) in Statement.ByKey(Before, Field.RowKey))
        {
            if (row[nameof(Price.Value)] is decimal and not 0 and var before
                && now.GetValueOrDefault(key)?[nameof(Price.Value)] is decimal after
                && Times(before, after) is var times && times > (greatest?.Times ?? 0))
            {
                greatest = (times, before, after);
            }
        }

        return greatest;
    }

    private static decimal Times(decimal one, decimal other)
    {
        var (small, great) = Math.Abs(one) < Math.Abs(other) ? (Math.Abs(one), Math.Abs(other)) : (Math.Abs(other), Math.Abs(one));
        return small == 0 || great / 1_000_000 > small ? 1_000_000 : great / small;
    }

    private bool LosesRow()
    {
        var now = RowsOf(After).ToHashSet();
        return RowsOf(Before).Any(row => !now.Contains(row));
    }

    private IEnumerable<Fields> RowsOf(object? table) => (table as Many ?? Many.None).OfType<Fields>()
        .Select(row => row.Without(column => row[column] is null || Field.Columns.FirstOrDefault(one => one.Name == column)?.Type == FieldType.Number));
}
