using System.Text;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Sync.Disasters;

/// <summary>What may happen to the base of a firm, and the brake that must object at least.</summary>
/// <param name="Strike">Changes the books; they are told whole afterwards, unless it told something itself and gives false.</param>
internal sealed record Catastrophe(string Name, string Brake, Func<Firm, MemorySystem, bool> Strike)
{
    public static IReadOnlyList<Catastrophe> All { get; } =
    [
        // The export
        Told("the catalogue comes empty", nameof(Brakes.Missing), static (_, there) => there.PromiseAll("Товар")),
        Told("the offers come empty", nameof(Brakes.Missing), static (_, there) => there.PromiseAll("Предложение")),
        Told("half of the catalogue is lost on the way", nameof(Brakes.Missing), static (firm, there) =>
        {
            firm.Goods.RemoveRange(0, firm.Goods.Count / 2);
            firm.TellGoods(there);
        }),
        Whole("a third of the clients is lost", nameof(Brakes.Missing), static firm => firm.Clients.RemoveRange(0, firm.Clients.Count / 3)),
        Whole("another firm's base is connected to the folder", nameof(Brakes.Growth), static firm => Become(firm, new Firm(7, "other-"))),
        Whole("a new exchange node gives new ids to all", nameof(Brakes.Missing), static firm => Become(firm, Renamed(firm))),
        Whole("last year's backup is restored", nameof(Brakes.MaxMoneyMoved), static firm => Become(firm, LivedFirm.Backup)),

        // Marks
        Whole("all goods are marked as deleted", nameof(Brakes.Deletions), static firm => firm.Goods = [.. firm.Goods.Select(good => good with { IsDeleted = true })]),
        Whole("all clients are marked as deleted", nameof(Brakes.Deletions), static firm => firm.Clients = [.. firm.Clients.Select(client => client with { IsDeleted = true })]),
        Whole("the documents of a third of the clients go", nameof(Brakes.Deletions), static firm =>
            firm.Sales = [.. firm.Sales.Select((sale, at) => at % 3 == 0 ? sale with { IsDeleted = true } : sale)]),

        // Names and keys
        Clients("the column of ИНН gets that of КПП", nameof(Brakes.KeyChanges), static (client, _) => client with { Inn = client.Kpp!, Kpp = client.Phone }),
        Clients("every client gets the ИНН of the next", nameof(Brakes.KeyChanges), static (client, next) => client with { Inn = next.Inn }),
        Clients("all КПП are emptied", nameof(Brakes.KeyChanges), static (client, _) => client with { Kpp = null }),
        Clients("names of clients are replaced by codes", nameof(Brakes.Changes), static (client, _) => client with { Name = client.Id }),
        Clients("names of clients are read in a wrong encoding", nameof(Brakes.Changes), static (client, _) => client with { Name = Damaged(client.Name) }),
        Clients("names of clients become question marks", nameof(Brakes.Changes), static (client, _) => client with { Name = new string('?', client.Name.Length) }),
        Clients("names of clients are emptied", nameof(Brakes.Changes), static (client, _) => client with { Name = "" }),
        Clients("telephones are lost", nameof(Brakes.Changes), static (client, _) => client with { Phone = null }),
        Goods("names of goods are read in a wrong encoding", nameof(Brakes.Changes), static (good, _) => good with { Name = Damaged(good.Name) }),
        Goods("names of goods slip by a row", nameof(Brakes.Changes), static (good, next) => good with { Name = next.Name }),
        Goods("articles are cut to eight letters", nameof(Brakes.KeyChanges), static (good, _) => good with { Article = good.Article[..8] }),
        Goods("bar codes go through a spreadsheet", nameof(Brakes.KeyChanges), static (good, _) => good with { Barcode = good.Barcode![..1] + "," + good.Barcode[1..6] + "E+12" }),
        Goods("all goods fall into one group", nameof(Brakes.Changes), static (good, _) => good with { Group = "g1" }),
        Goods("offers slip to the next goods", nameof(Brakes.KeyChanges), static (good, next) => good with { Item = next.Item }),

        // Prices
        Goods("prices come in kopecks", nameof(Brakes.PriceLeaps), static (good, _) => good with { Price = good.Price * 100 }),
        Goods("prices are zero", nameof(Brakes.PriceLeaps), static (good, _) => good with { Price = 0 }),
        Goods("prices are in dollars all at once", nameof(Brakes.Changes), static (good, _) => good with { Currency = "USD" }),

        // Documents
        Sales("totals are zero", nameof(Brakes.MaxMoneyMoved), static sale => sale with { Total = 0 }),
        Sales("totals lose their decimal comma", nameof(Brakes.MaxMoneyMoved), static sale => sale with { Total = sale.Total * 100 }),
        Sales("the currency of documents is swapped", nameof(Brakes.MaxMoneyMoved), static sale => sale with { Currency = "USD" }),
        Sales("marks of payment are cleared", nameof(Brakes.MaxMoneyMoved), static sale => sale with { IsPaid = false }),
        Sales("marks of shipment are cleared", nameof(Brakes.Changes), static sale => sale with { IsShipped = false }),
        Sales("VAT is reckoned anew in what was shipped", nameof(Brakes.Changes), static sale => sale.IsShipped ? sale with { Vat = Math.Round(sale.Total * 22 / 122, 2) } : sale),
        Sales("dates slip by a year", nameof(Brakes.KeyChanges), static sale => sale with { Date = sale.Date.AddYears(1) }),
        Sales("day and month change places", nameof(Brakes.KeyChanges), static sale => sale.Date.Day <= 12 ? sale with { Date = new(sale.Date.Year, sale.Date.Day, sale.Date.Month) } : sale),
        Sales("all documents are unposted", nameof(Brakes.Changes), static sale => sale with { IsPosted = false }),
        Sales("the lines of documents are lost", nameof(Brakes.Changes), static sale => sale with { Lines = [] }),
        Sales("clients are merged into one by mistake", nameof(Brakes.KeyChanges), static sale => sale with { Client = "c1" }),
        Whole("numbering begins anew in January and old documents are renumbered", nameof(Brakes.KeyChanges), static firm =>
            firm.Sales = [.. firm.Sales.Select((sale, at) => sale with { Number = $"УТ-{at + 1:000000}" })]),
        Whole("payments lose their sums", nameof(Brakes.Changes), static firm => firm.Receipts = [.. firm.Receipts.Select(receipt => receipt with { Total = 0 })]),

        // The closed period: one document is enough
        Told("a document of a closed quarter is posted anew with another sum", nameof(Brakes.ClosedPeriods), static (firm, there) =>
            Firm.Tell(there, firm.Sales.First(sale => !sale.IsDeleted) with { Total = 1 })),
        Told("a document is written into a closed quarter", nameof(Brakes.ClosedPeriods), static (firm, there) =>
            Firm.Tell(there, firm.NewSale(Year.First.AddDays(40)))),
        Told("a document is moved into a closed quarter", nameof(Brakes.ClosedPeriods), static (firm, there) =>
            Firm.Tell(there, firm.Sales[^1] with { Date = Year.First.AddDays(40) })),
        Told("a document of a closed quarter is marked as deleted", nameof(Brakes.ClosedPeriods), static (firm, there) =>
            Firm.Tell(there, firm.Sales.First(sale => !sale.IsDeleted) with { IsDeleted = true })),
    ];

    private static Catastrophe Told(string name, string brake, Action<Firm, MemorySystem> tell) => new(name, brake, (firm, there) =>
    {
        tell(firm, there);
        return false;
    });

    private static Catastrophe Whole(string name, string brake, Action<Firm> strike) => new(name, brake, (firm, _) =>
    {
        strike(firm);
        return true;
    });

    private static Catastrophe Clients(string name, string brake, Func<Client, Client, Client> strike) => Whole(name, brake, firm =>
        firm.Clients = [.. firm.Clients.Select((client, at) => strike(client, firm.Clients[(at + 1) % firm.Clients.Count]))]);

    private static Catastrophe Goods(string name, string brake, Func<Good, Good, Good> strike) => Whole(name, brake, firm =>
        firm.Goods = [.. firm.Goods.Select((good, at) => strike(good, firm.Goods[(at + 1) % firm.Goods.Count]))]);

    private static Catastrophe Sales(string name, string brake, Func<Sale, Sale> strike) => Whole(name, brake, firm =>
        firm.Sales = [.. firm.Sales.Select(strike)]);

    private static void Become(Firm firm, Firm other) =>
        (firm.Clients, firm.Goods, firm.Sales, firm.Receipts) = (other.Clients, other.Goods, other.Sales, other.Receipts);

    private static Firm Renamed(Firm firm) => new(1)
    {
        Clients = [.. firm.Clients.Select(client => client with { Id = "new-" + client.Id })],
        Goods = [.. firm.Goods.Select(good => good with { Id = "new-" + good.Id, Item = "new-" + good.Item })],
        Sales = [.. firm.Sales.Select(sale => sale with { Id = "new-" + sale.Id, Client = "new-" + sale.Client })],
        Receipts = [.. firm.Receipts.Select(receipt => receipt with { Id = "new-" + receipt.Id, Client = "new-" + receipt.Client })],
    };

    private static string Damaged(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
