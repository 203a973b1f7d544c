using System.Text.Json.Nodes;
using Crm.Simulator.State;

namespace Crm.Hub.Tests.Kit;

/// <summary>Takes goods out of the warehouse at a simulated 1C, by a document that only the register of stock shows.</summary>
internal sealed class Storeman(BaseState state, string shape)
{
    private const string Ledger = "AccountingRegister_Хозрасчетный", InUse = "10.11";

    private int _documents;

    /// <param name="warehouse">Null where stock lies on accounts: it is taken from one after the other.</param>
    public void Take(string item, string? warehouse, decimal pieces)
    {
        var (register, records) = shape switch
        {
            "bp" => (Ledger, FromAccounts(item, pieces)),
            "ut" => ("AccumulationRegister_СвободныеОстатки", [FromWarehouse(item, ("Склад_Key", warehouse), ("ВНаличии", pieces))]),
            _ => ("AccumulationRegister_ЗапасыНаСкладах", [FromWarehouse(item, ("СтруктурнаяЕдиница_Key", warehouse), ("Количество", pieces))]),
        };
        state.Put(register, new JsonObject
        {
            ["Recorder"] = new Guid(++_documents, 0, 0, new byte[8]).ToString(),
            ["Recorder_Type"] = "StandardODATA.Document_СписаниеТоваров",
            ["RecordSet"] = new JsonArray([.. records.Select(Record)]),
        });
    }

    private IEnumerable<JsonObject> FromAccounts(string item, decimal pieces)
    {
        foreach (var bought in state.All(Ledger + "_RecordType").Where(record => (string?)record["ExtDimensionDr1"] == item && !IsInUse(record)))
        {
            var taken = Math.Min(pieces, Lying(item, (string)bought["AccountDr_Key"]!));
            pieces -= taken;
            yield return new JsonObject
            {
                ["Организация_Key"] = (string?)bought["Организация_Key"],
                ["AccountCr_Key"] = (string?)bought["AccountDr_Key"],
                ["ExtDimensionCr1"] = item,
                ["ExtDimensionCr1_Type"] = (string?)bought["ExtDimensionDr1_Type"],
                ["ExtDimensionCr3"] = (string?)bought["ExtDimensionDr3"],
                ["ExtDimensionCr3_Type"] = (string?)bought["ExtDimensionDr3_Type"],
                ["КоличествоCr"] = taken,
                ["Сумма"] = taken == 0 ? 0 : Math.Round(taken * (decimal)bought["Сумма"]! / (decimal)bought["КоличествоDr"]!, 2),
            };
        }
    }

    private decimal Lying(string item, string account) => new[] { (Side: "Dr", Sign: 1), (Side: "Cr", Sign: -1) }.Sum(one => one.Sign * state.All(Ledger + "_RecordType")
        .Where(record => (string?)record[$"Account{one.Side}_Key"] == account && (string?)record[$"ExtDimension{one.Side}1"] == item).Sum(record => (decimal)record["Количество" + one.Side]!));

    private bool IsInUse(JsonObject record) =>
        ((string)state.Find("ChartOfAccounts_Хозрасчетный", (string)record["AccountDr_Key"]!)!["Code"]!).Trim() == InUse;

    private static JsonObject FromWarehouse(string item, (string Name, string? Key) warehouse, (string Name, decimal Pieces) quantity) => new()
    {
        ["RecordType"] = "Expense",
        ["Номенклатура_Key"] = item,
        [warehouse.Name] = warehouse.Key,
        [quantity.Name] = quantity.Pieces,
    };

    private static JsonObject Record(JsonObject record, int at)
    {
        (record["LineNumber"], record["Period"], record["Active"]) = ($"{at + 1}", "2026-03-01T12:00:00", true);
        return record;
    }
}
