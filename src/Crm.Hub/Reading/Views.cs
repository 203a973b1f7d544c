using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>Everything that can be shown.</summary>
internal static class Views
{
    private const string ItemAndVariant =
        " JOIN \"Variant\" v ON v.Id = r.OwnerId LEFT JOIN \"Item\" i ON i.Id = v.ItemId";

    private static readonly WriteColumn[] OfInnerRow = [new("r.OwnerId", ColumnType.Id), new("r.No", ColumnType.Long)];

    private static readonly WriteColumn[] OfLine = [new("r.Id", ColumnType.Long)];

    private static readonly ViewField[] ItemFields =
    [
        new("Item", FieldType.Link, "v.ItemId", "i.Name"),
        new("Article", FieldType.Text, "coalesce(v.Article, i.Article)"),
        new("Variant", FieldType.Link, "v.Id", KindView.NameOf(nameof(Variant), "v")),
        new("Characteristic", FieldType.Text, "v.Characteristic", KeySql: "v.CharacteristicKey"),
    ];

    /// <summary>In the order in which a person reads of them.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        Of(nameof(Counterparty)), Of(nameof(Partner)), Of(nameof(ContactPerson)), Of(nameof(Organization)), Of(nameof(Contract)),
        Of(nameof(Item)), Of(nameof(ItemGroup)), Of(nameof(Variant)), Prices, Stocks, Of(nameof(Unit)), Of(nameof(PriceType)),
        Of(nameof(Warehouse)), Of(nameof(ItemProperty)), Of(nameof(Currency)), Of(nameof(Invoice)), Of(nameof(Payment)), Of(nameof(Shipment)),
        Links, Rejected,
    ];

    private static View Prices => new(
        "prices",
        "\"Price\" r" + ItemAndVariant + " LEFT JOIN \"PriceType\" t ON t.Id = r.PriceTypeId",
        "v.ArchivedAt IS NULL",
        [
            .. ItemFields,
            new("PriceType", FieldType.Link, "r.PriceTypeId", "t.Name"),
            new("Value", FieldType.Number, "r.Value"),
            new("Currency", FieldType.Text, "coalesce(r.Currency, t.Currency)"),
            new("Unit", FieldType.Text, "r.Unit"),
            new("MinQuantity", FieldType.Number, "r.MinQuantity"),
        ],
        ["Article", "Item", "Characteristic", "PriceType", "Value", "Currency", "Unit"])
    { Key = OfInnerRow };

    private static View Stocks => new(
        "stocks",
        "\"Stock\" r" + ItemAndVariant + " LEFT JOIN \"Warehouse\" w ON w.Id = r.WarehouseId",
        "v.ArchivedAt IS NULL",
        [
            .. ItemFields,
            new("Warehouse", FieldType.Link, "r.WarehouseId", "w.Name"),
            new("Quantity", FieldType.Number, "r.Quantity"),
        ],
        ["Article", "Item", "Characteristic", "Warehouse", "Quantity"])
    { Key = OfInnerRow };

    private static View Links => new(
        "links",
        "\"Links\" r JOIN LinkSources s ON s.Id = r.SourceId",
        null,
        [
            new("Connection", FieldType.Text, "s.Connection"),
            new("ExternalKind", FieldType.Text, "s.ExternalKind"),
            new("ExternalId", FieldType.Text, "r.ExternalId"),
            new("Kind", FieldType.Text, "s.Kind"),
            new("Row", FieldType.Link, "r.EntityId", NameOfAny()),
        ],
        ["Connection", "ExternalKind", "ExternalId", "Kind", "Row"])
    { Key = OfLine };

    private static View Rejected => new(
        "rejected",
        "\"Held\" r JOIN LinkSources s ON s.Id = r.SourceId LEFT JOIN Deliveries d ON d.Id = r.DeliveryId",
        null,
        [
            new("State", FieldType.Choice, "r.State", Choices: Enum.GetNames<HeldState>()),
            new("Kind", FieldType.Text, "s.Kind"),
            new("Connection", FieldType.Text, "s.Connection"),
            new("ExternalKind", FieldType.Text, "s.ExternalKind"),
            new("ExternalId", FieldType.Text, "r.ExternalId"),
            new("Field", FieldType.Text, "nullif(r.Field, '')"),
            new("Value", FieldType.Text, "r.Value"),
            new("Reason", FieldType.Text, "r.Reason", IsWords: true),
            new("Delivery", FieldType.Text, "d.Name"),
            new("Place", FieldType.Text, "r.File || CASE WHEN r.Line > 0 THEN ':' || r.Line ELSE '' END"),
            new("FirstRun", FieldType.Number, KindView.Whole("r.FirstRunId")),
            new("LastRun", FieldType.Number, KindView.Whole("r.LastRunId")),
        ],
        ["State", "Kind", "ExternalId", "Field", "Value", "Reason", "Place"])
    { Key = OfLine };

    /// <summary>The view under a word: as shown, in the singular, or the name of the CRM kind.</summary>
    public static View? Find(string word) => All.FirstOrDefault(view => Names(view).Contains(word, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(View view)
    {
        yield return view.Word;
        yield return view.Word.EndsWith("ies", StringComparison.Ordinal) ? view.Word[..^3] + "y" : view.Word.TrimEnd('s');
        if (view.Kind is { } kind)
        {
            yield return kind.Name;
        }
    }

    private static View Of(string kind) => KindView.Of(EntityKind.Find(kind)!);

    private static string NameOfAny() => "CASE s.Kind " + string.Concat(EntityKind.All.Select(kind =>
        $"WHEN '{kind.Name}' THEN (SELECT {KindView.NameOf(kind.Name, "t")} FROM \"{kind.Name}\" t WHERE t.Id = r.EntityId) ")) + "END";
}
