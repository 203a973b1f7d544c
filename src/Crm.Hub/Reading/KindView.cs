using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Printing;

namespace Crm.Hub.Reading;

/// <summary>Builds the view of a CRM kind from what the kind says of itself.</summary>
internal static class KindView
{
    private const int ColumnsOfOthers = 6;

    private static readonly Dictionary<string, string[]> Terminal = new(StringComparer.Ordinal)
    {
        [nameof(Counterparty)] = ["Name", "Kind", "Inn", "Kpp", "Phone", "Email", "Partner"],
        [nameof(Partner)] = ["Name", "Inn", "Phone", "Email"],
        [nameof(ContactPerson)] = ["Name", "Position", "Phone", "Email", "Counterparty"],
        [nameof(Organization)] = ["Name", "FullName", "Inn", "Kpp"],
        [nameof(Contract)] = ["Name", "Number", "Date", "Counterparty", "Organization"],
        [nameof(Item)] = ["Article", "Name", "Kind", "Group", "Unit", "VatRate", "Barcode"],
        [nameof(ItemGroup)] = ["Name", "Parent"],
        [nameof(Variant)] = ["Article", "Name", "Characteristic", "Barcode", "Item"],
        [nameof(Unit)] = ["Code", "Name", "FullName"],
        [nameof(PriceType)] = ["Name", "Currency", "VatIncluded"],
        [nameof(Warehouse)] = ["Name", "Address"],
        [nameof(Invoice)] = ["Number", "Date", "Counterparty", "Total", "Currency", "Status", "Paid", "Shipped", "DueDate", "Kind"],
        [nameof(Payment)] = ["Number", "Date", "Direction", "Method", "Counterparty", "Total", "Currency", "Posted"],
        [nameof(Shipment)] = ["Number", "Date", "Kind", "Counterparty", "Total", "Currency", "Invoice", "Posted"],
    };

    public static View Of(EntityKind kind)
    {
        var table = KindTable.Of(kind);
        var (from, fields) = Query(table);
        fields.Insert(0, new ViewField("Id", FieldType.Link, "r.Id"));
        fields.Add(new ViewField("ArchivedAt", FieldType.Text, "moment(r.ArchivedAt)"));
        fields.Add(new ViewField("Revision", FieldType.Number, Whole("r.Revision")));

        return new View(
            KindWords.CommandWord(kind.Name),
            from,
            "r.ArchivedAt IS NULL",
            fields,
            Terminal.GetValueOrDefault(kind.Name) ?? [.. table.Columns.Take(ColumnsOfOthers).Select(column => column.Field.Name)],
            kind,
            [.. table.Rows.Select(pair => InnerOf(pair.Key, pair.Value))]);
    }

    /// <summary>What a row of a kind is called, in SQL.</summary>
    public static string NameOf(string kind, string alias) => kind switch
    {
        nameof(Invoice) or nameof(Payment) or nameof(Shipment) => $"{alias}.Number",
        nameof(Currency) => $"{alias}.Code",
        nameof(Variant) => $"coalesce({alias}.Name, {alias}.Article, {alias}.Characteristic)",
        _ => $"{alias}.Name",
    };

    /// <summary>A plain whole number of the database as a field of type Number reads it.</summary>
    public static string Whole(string sql) => $"CAST({sql} AS bigint) * {(long)Scaled.Factor(FieldType.Number)}";

    private static (string From, List<ViewField> Fields) Query(KindTable table)
    {
        var from = $"\"{table.Name}\" r";
        var fields = new List<ViewField>();

        foreach (var column in table.Columns)
        {
            var field = column.Field;
            if (field.Target is not { } target)
            {
                fields.Add(new ViewField(
                    field.Name, field.Type, $"r.\"{column.Name}\"", KeySql: column.KeyColumn is { } key ? $"r.\"{key}\"" : null,
                    IsWords: field.Name == nameof(Invoice.StatusReason), Choices: field.Choices));
                continue;
            }

            var alias = $"l{fields.Count}";
            from += $" LEFT JOIN \"{target}\" {alias} ON {alias}.Id = r.\"{column.Name}\"";
            fields.Add(new ViewField(field.Name, FieldType.Link, $"r.\"{column.Name}\"", NameOf(target, alias), IndexOfNames(target)));
        }

        return (from, fields);
    }

    // Rows of a kind by the normal form of what they are called, where that has an index.
    private static string? IndexOfNames(string target)
    {
        var name = NameOf(target, "");
        return KindTable.Of(target).Columns.FirstOrDefault(column => name == "." + column.Name) is { KeyColumn: { } key }
            ? $"SELECT Id FROM \"{target}\" WHERE \"{key}\""
            : null;
    }

    private static InnerView InnerOf(string field, KindTable inner)
    {
        var (from, fields) = Query(inner);
        return new InnerView(field, from, fields);
    }
}
