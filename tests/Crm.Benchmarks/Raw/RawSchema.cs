using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Raw;

/// <summary>Tables with the columns of the CRM kinds, without links, journal and keys for matching.</summary>
internal sealed class RawSchema(SqliteConnection connection) : IDisposable
{
    public RawTable Items { get; } = RawTable.OfEntities(
        connection, "Items", "Name", "FullName", "Article", "Code", "Barcode", "Kind", "GroupId", "UnitId", "VatRate",
        "Description", "Country", "Brand", "Weight");

    public RawTable ItemProperties { get; } = RawTable.OfRows(connection, "ItemProperties", "PropertyId", "Name", "Value");

    public RawTable ItemGroups { get; } = RawTable.OfRows(connection, "ItemGroups", "GroupId");

    public RawTable ItemImages { get; } = RawTable.OfRows(connection, "ItemImages", "Path");

    public RawTable Variants { get; } = RawTable.OfEntities(
        connection, "Variants", "ItemId", "Characteristic", "Name", "Article", "Barcode");

    public RawTable Prices { get; } = RawTable.OfRows(
        connection, "Prices", "PriceTypeId", "Unit", "MinQuantity", "Value", "Currency");

    public RawTable Stocks { get; } = RawTable.OfRows(connection, "Stocks", "WarehouseId", "Quantity");

    public RawTable Counterparties { get; } = RawTable.OfEntities(
        connection, "Counterparties", "Name", "FullName", "Kind", "Inn", "Kpp", "Ogrn", "Okpo", "LegalAddress",
        "ActualAddress", "Phone", "Email", "Comment", "PartnerId");

    public RawTable Accounts { get; } = RawTable.OfRows(
        connection, "Accounts", "Number", "Bic", "BankName", "CorrespondentAccount");

    public RawTable Invoices { get; } = RawTable.OfEntities(
        connection, "Invoices", "Kind", "Number", "Date", "Time", "TheirNumber", "TheirDate", "CounterpartyId",
        "OrganizationId", "ContractId", "Currency", "Rate", "Total", "Vat", "VatIncluded", "Discount", "DueDate", "Comment",
        "TheirStatus", "Posted", "CancelledThere", "PaidThere", "PaymentNumberThere", "PaymentDateThere", "ShippedThere",
        "ShipmentNumberThere", "ShipmentDateThere", "Status", "StatusReason", "Paid", "Shipped");

    public RawTable Lines { get; } = RawTable.OfRows(
        connection, "Lines", "ItemId", "VariantId", "Name", "Article", "Unit", "Quantity", "Price", "Total", "VatRate", "Vat",
        "VatIncluded", "Discount");

    public long Written => Tables.Sum(table => table.Written);

    private RawTable[] Tables =>
        [Items, ItemProperties, ItemGroups, ItemImages, Variants, Prices, Stocks, Counterparties, Accounts, Invoices, Lines];

    public void Join(SqliteTransaction transaction)
    {
        foreach (var table in Tables)
        {
            table.Join(transaction);
        }
    }

    public void Dispose()
    {
        foreach (var table in Tables)
        {
            table.Dispose();
        }
    }
}
