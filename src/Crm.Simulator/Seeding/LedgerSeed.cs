using Crm.Simulator.Registers;
using Crm.Simulator.State;
using Crm.Simulator.Writing;
using Fields = System.Collections.Generic.IReadOnlyList<(string Name, object? Value)>;

namespace Crm.Simulator.Seeding;

/// <summary>
/// Writes what stood on accounts before the first sale: goods that were bought, of every second some were made, and a tool of which some are
/// in use and lie in no warehouse.
/// </summary>
internal sealed class LedgerSeed(Author author, Dice dice, FirmSet firm, AccountSet? accounts, DateTime today)
{
    private const int DaysBefore = 400;
    private const int FewestPieces = 200;
    private const int MostPieces = 2000;

    public void Write(IReadOnlyList<SoldItem> goods)
    {
        if (accounts is null || !author.Has(Movements.LedgerBp))
        {
            return;
        }

        var records = goods.SelectMany((item, at) => new[] { accounts.Bought, accounts.Made }.Take(1 + (at % 2)).Select(account => Entry(account, item)));
        var tools = goods.Take(1).SelectMany(item => new[] { Entry(accounts.Stored, item), Entry(accounts.InUse, item) });
        author.Put(Movements.LedgerBp, ("Recorder", new Link("Document_ОперацияБух", dice.Key())), ("RecordSet", records.Concat(tools).ToList()));
    }

    private Fields Entry(Link account, SoldItem item)
    {
        var pieces = FewestPieces + (decimal)dice.Upto(MostPieces);
        return
        [
            ("Period", today.AddDays(-DaysBefore)), ("Active", true), ("Организация", firm.Organization), ("AccountDr", account),
            ("ExtDimensionDr1", item.Item), ("ExtDimensionDr3", firm.Warehouse), ("КоличествоDr", pieces), ("Сумма", pieces * item.Price),
        ];
    }
}
