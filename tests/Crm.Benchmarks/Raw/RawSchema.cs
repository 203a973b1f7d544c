namespace Crm.Benchmarks.Raw;

/// <summary>Tables with the columns of the CRM kinds, without links, journal and keys for matching.</summary>
internal sealed class RawSchema(IRawTables tables) : IDisposable
{
    public RawTable Items { get; } = tables.OfEntities(
        "Items", "Name", "FullName", "Article", "Code", "Barcode", "Kind", "GroupId", "UnitId", "VatRate",
        "Description", "Country", "Brand", "Weight");

    public RawTable ItemProperties { get; } = tables.OfRows("ItemProperties", "PropertyId", "Name", "Value");

    public RawTable ItemGroups { get; } = tables.OfRows("ItemGroups", "GroupId");

    public RawTable ItemImages { get; } = tables.OfRows("ItemImages", "Path");

    public RawTable Variants { get; } = tables.OfEntities(
        "Variants", "ItemId", "Characteristic", "Name", "Article", "Barcode");

    public RawTable Prices { get; } = tables.OfRows(
        "Prices", "PriceTypeId", "Unit", "MinQuantity", "Value", "Currency");

    public RawTable Stocks { get; } = tables.OfRows("Stocks", "WarehouseId", "Quantity");

    public RawTable Counterparties { get; } = tables.OfEntities(
        "Counterparties", "Name", "FullName", "Kind", "Inn", "Kpp", "Ogrn", "Okpo", "LegalAddress",
        "ActualAddress", "Phone", "Email", "Comment", "PartnerId");

    public RawTable Accounts { get; } = tables.OfRows(
        "Accounts", "Number", "Bic", "BankName", "CorrespondentAccount");

    public RawTable Invoices { get; } = tables.OfEntities(
        "Invoices", "Kind", "Number", "Date", "Time", "TheirNumber", "TheirDate", "CounterpartyId",
        "OrganizationId", "ContractId", "Currency", "Rate", "Total", "Vat", "VatIncluded", "Discount", "DueDate", "Comment",
        "TheirStatus", "Posted", "CancelledThere", "PaidThere", "PaymentNumberThere", "PaymentDateThere", "ShippedThere",
        "ShipmentNumberThere", "ShipmentDateThere", "Status", "StatusReason", "Paid", "Shipped");

    public RawTable Lines { get; } = tables.OfRows(
        "Lines", "ItemId", "VariantId", "Name", "Article", "Unit", "Quantity", "Price", "Total", "VatRate", "Vat",
        "VatIncluded", "Discount");

    public long Written => Tables.Sum(table => table.Written);

    private RawTable[] Tables =>
        [Items, ItemProperties, ItemGroups, ItemImages, Variants, Prices, Stocks, Counterparties, Accounts, Invoices, Lines];

    public void Dispose()
    {
        foreach (var table in Tables)
        {
            table.Dispose();
        }
    }
}
