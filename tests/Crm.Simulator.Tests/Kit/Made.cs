using System.Text.Json.Nodes;

namespace Crm.Simulator.Tests.Kit;

/// <summary>Objects that many tests begin with.</summary>
internal static class Made
{
    public const string Parties = "Catalog_Контрагенты";
    public const string Invoices = "Document_СчетНаОплатуПокупателю";
    public const string Payments = "Document_ПоступлениеНаРасчетныйСчет";
    public const string Plan = "ExchangePlan_СинхронизацияДанныхЧерезУниверсальныйФормат";

    public static async Task<string> PartyAsync(this Client client, string name = "Ромашка", string inn = "") =>
        (string)(await client.CreateAsync(Parties, new JsonObject { ["Description"] = name, ["ИНН"] = inn }))["Ref_Key"]!;

    public static async Task<string> InvoiceAsync(this Client client, decimal sum, string date = "2026-01-15T10:00:00") =>
        (string)(await client.CreateAsync(Invoices, new JsonObject
        {
            ["Date"] = date,
            ["СуммаДокумента"] = sum,
            ["Товары"] = Rows(("Содержание", "Отвёртка"), ("Количество", 1), ("Цена", sum), ("Сумма", sum)),
        }))["Ref_Key"]!;

    public static async Task<string> PaymentAsync(this Client client, string invoice, decimal sum, string date = "2026-01-20T12:00:00") =>
        (string)(await client.CreateAsync(Payments, new JsonObject
        {
            ["Date"] = date,
            ["СуммаДокумента"] = sum,
            ["РасшифровкаПлатежа"] = Rows(("СуммаПлатежа", sum), ("СчетНаОплату_Key", invoice)),
        }))["Ref_Key"]!;

    public static JsonArray Rows(params (string Name, JsonNode? Value)[] fields)
    {
        var row = new JsonObject { ["LineNumber"] = 1 };
        foreach (var (name, value) in fields)
        {
            row[name] = value;
        }

        return [row];
    }

    public static string One(string set, string key) => $"{set}(guid'{key}')";
}
