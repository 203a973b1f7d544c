using System.Text.Json.Nodes;
using Crm.Simulator.State;

namespace Crm.Hub.Tests.Kit;

/// <summary>Takes goods out of the warehouse at a simulated 1C, by a document that only the register of stock shows.</summary>
internal sealed class Storeman(BaseState state, string shape)
{
    private static readonly Dictionary<string, (string Register, string Warehouse, string Pieces)> Registers = new(StringComparer.Ordinal)
    {
        ["ut"] = ("AccumulationRegister_СвободныеОстатки", "Склад_Key", "ВНаличии"),
        ["unf"] = ("AccumulationRegister_ЗапасыНаСкладах", "СтруктурнаяЕдиница_Key", "Количество"),
    };

    private int _documents;

    public void Take(string item, string warehouse, decimal pieces)
    {
        var (register, place, quantity) = Registers[shape];
        state.Put(register, new JsonObject
        {
            ["Recorder"] = new Guid(++_documents, 0, 0, new byte[8]).ToString(),
            ["Recorder_Type"] = "StandardODATA.Document_СписаниеТоваров",
            ["RecordSet"] = new JsonArray(new JsonObject
            {
                ["LineNumber"] = "1",
                ["Period"] = "2026-03-01T12:00:00",
                ["Active"] = true,
                ["RecordType"] = "Expense",
                ["Номенклатура_Key"] = item,
                [place] = warehouse,
                [quantity] = pieces,
            }),
        });
    }
}
