using System.Text.Json.Nodes;
using Crm.Simulator.State;

namespace Crm.Hub.Tests.Kit;

/// <summary>Books money at a simulated 1C: a payment like one that is there already, of another invoice.</summary>
internal sealed class Cashier(BaseState state, string shape)
{
    private const string Total = "СуммаДокумента", Rows = "РасшифровкаПлатежа", Subject = "ОбъектРасчетов_Key";

    private static readonly string[] Sums = ["СуммаПлатежа", "СуммаРасчетов", "СуммаВзаиморасчетов", "Сумма"];
    private static readonly string[] Invoices = ["СчетНаОплату", "СчетНаОплату_Key"];

    private static readonly Dictionary<string, (string Invoice, string Payment)> Documents = new(StringComparer.Ordinal)
    {
        ["bp"] = ("Document_СчетНаОплатуПокупателю", "Document_ПоступлениеНаРасчетныйСчет"),
        ["ut"] = ("Document_ЗаказКлиента", "Document_ПоступлениеБезналичныхДенежныхСредств"),
        ["unf"] = ("Document_СчетНаОплату", "Document_ПоступлениеНаСчет"),
    };

    /// <summary>All of the invoice, or in УТ of the order, is paid and the payment posted.</summary>
    public void Pay(string invoice)
    {
        var (invoices, payments) = Documents[shape];
        var sum = state.Find(invoices, invoice)![Total]!;
        var payment = state.All(payments)[0];
        payment.Remove("Ref_Key");
        payment["Number"] = "ТД00-000999";
        payment[Total] = sum.DeepClone();
        payment[Rows] = new JsonArray(Row(payment[Rows]![0]!.DeepClone().AsObject(), invoice, sum));
        state.Post(payments, state.Put(payments, payment));
    }

    // In УТ debts are kept by subjects; the subject of an order is the order.
    private JsonObject Row(JsonObject row, string invoice, JsonNode sum)
    {
        Lay(row, Sums, sum);
        Lay(row, Invoices, invoice);
        if (row.ContainsKey(Subject))
        {
            row[Subject] = state.All("Catalog_ОбъектыРасчетов").First(one => (string?)one["Объект"] == invoice)["Ref_Key"]!.DeepClone();
        }

        return row;
    }

    private static void Lay(JsonObject row, string[] names, JsonNode value)
    {
        foreach (var name in names.Where(row.ContainsKey))
        {
            row[name] = value.DeepClone();
        }
    }
}
