using Crm.Simulator.Registers;
using Crm.Simulator.State;
using Crm.Simulator.Writing;

namespace Crm.Simulator.Seeding;

/// <summary>
/// Fills an empty base with the accounts of its configuration and an invented firm and its clients: references, clients, goods with prices and stock, a year of invoices with the payments and
/// shipments that belong to them. Registers agree because the documents are posted.
/// </summary>
internal sealed class Seeder(Books books, Author author, Bookkeeping bookkeeping)
{
    private const int GoodsPerClient = 2;
    private const int FewestGoods = 12;

    /// <summary>Does nothing in a base that holds anything.</summary>
    public void Seed(int clients, int seed)
    {
        lock (books.Gate)
        {
            if (books.Model.Sets.Any(set => !set.IsView && books.Of(set).Count > 0))
            {
                return;
            }

            var dice = new Dice(seed);
            var accounts = new AccountSeed(author, dice).Write();
            if (clients <= 0)
            {
                return;
            }

            var firm = new FirmSeed(author, dice, accounts?.Bought).Write();
            var parties = new PartySeed(author, dice, firm).Write(clients);
            var items = new ItemSeed(author, dice, firm).Write(Math.Max(FewestGoods, clients * GoodsPerClient));
            new GoodsSeed(books, author, dice, firm, books.Clock.Now.Date).Write(items);
            new LedgerSeed(author, dice, firm, accounts, books.Clock.Now.Date).Write([.. items.Where(item => !item.IsWork)]);
            var sales = new SaleSeed(author, dice, firm, items, books.Clock.Now.Date);
            bookkeeping.Post(parties.SelectMany(sales.Write).ToList());
            new OtherSeed(books, author, dice).Write();
        }
    }
}
