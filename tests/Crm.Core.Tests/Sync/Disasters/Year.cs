
namespace Crm.Core.Tests.Sync.Disasters;

/// <summary>What happens in a firm from one night to the next, in a year that nobody remembers anything of.</summary>
internal sealed class Year(Firm firm, int seed)
{
    public const int Nights = 365;

    private readonly Random _dice = new(seed);

    public static DateOnly First { get; } = new(2025, 1, 1);

    /// <summary>Lets a day pass and tells what a night export tells: the whole catalogue, on Sundays all clients, and what else was touched.</summary>
    public void Live(int night, MemorySystem there)
    {
        var day = First.AddDays(night);
        var clients = firm.Clients.ToHashSet();
        var sales = firm.Sales.ToHashSet();
        var receipts = firm.Receipts.Count;

        Trade(day);
        KeepClients(day);
        KeepCatalogue(day);

        firm.TellHeads(there);
        if (day.DayOfWeek == DayOfWeek.Sunday)
        {
            firm.TellClients(there);
        }
        else
        {
            firm.Clients.FindAll(client => !clients.Contains(client)).ForEach(client => Firm.Tell(there, client));
        }

        firm.TellCatalogue(there);
        firm.Sales.FindAll(sale => !sales.Contains(sale)).ForEach(sale => Firm.Tell(there, sale));
        firm.Receipts.GetRange(receipts, firm.Receipts.Count - receipts).ForEach(receipt => Firm.Tell(there, receipt));
    }

    private void Trade(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return;
        }

        var season = day.Month is 5 or 11 or 12 ? 6 : 3;
        for (var count = _dice.Next(season); count > 0; count--)
        {
            firm.Sales.Add(firm.NewSale(day));
        }

        var isMonthEnd = day.AddDays(3).Month != day.Month;
        for (var at = 0; at < firm.Sales.Count; at++)
        {
            firm.Sales[at] = Follow(firm.Sales[at], day, isMonthEnd);
        }
    }

    private Sale Follow(Sale sale, DateOnly day, bool isMonthEnd)
    {
        if (sale.IsDeleted || (sale.IsPaid && sale.IsShipped))
        {
            return sale;
        }

        if (!sale.IsShipped && _dice.Next(4) == 0)
        {
            return sale with { IsShipped = true };
        }

        if (sale is { IsShipped: true, IsPaid: false } && _dice.Next(isMonthEnd ? 3 : 25) == 0)
        {
            firm.Receipts.Add(firm.NewReceipt(sale, day));
            return sale with { IsPaid = true };
        }

        // Orders that nobody came for are marked as deleted, others are put off or mended; in the books that are open.
        return (_dice.Next(400), sale.IsShipped || sale.Date < day.AddDays(-60)) switch
        {
            (0, false) => sale with { IsDeleted = true },
            (1 or 2 or 3, false) => sale with { Date = day },
            (4 or 5 or 6 or 7, false) => sale with { Total = sale.Total + 100, Vat = sale.Vat + 16.67m },
            _ => sale,
        };
    }

    private void KeepClients(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday)
        {
            firm.Clients.Add(firm.NewClient());
            Change(firm.Clients, 1, client => client with { Phone = $"+7499{_dice.Next(1_000_000, 9_999_999)}" });
        }

        // A tax office was divided, a few firms moved or took another name.
        if (day is { Month: 2, Day: 10 })
        {
            Change(firm.Clients, 6, client => client with { Kpp = "772401001" });
            Change(firm.Clients, 4, client => client with { Name = client.Name.Replace("ООО", "АО", StringComparison.Ordinal) });
        }
    }

    private void KeepCatalogue(DateOnly day)
    {
        Change(firm.Goods, 30, good => good with { Stock = Math.Max(0, good.Stock + _dice.Next(-20, 20)) });
        switch (day)
        {
            case { Day: 1, Month: 1 or 4 or 7 or 10 }:
                Revise(0.95m + _dice.Next(20) / 100m);
                break;
            case { Day: 3, Month: 3 }:
                Revise(1.2m);
                break;
            case { Day: 2 }:
                Retire(_dice.Next(6, 15));
                break;
            case { Day: 15, Month: 4 }:
                firm.Goods.AddRange(Enumerable.Range(0, 70).Select(_ => firm.NewGood("section-2025")));
                break;
            case { Day: 5, Month: 6 }:
                firm.HasWholesale = true;
                firm.Goods = [.. firm.Goods.Select(good => good with { Wholesale = good.Price * 0.8m })];
                break;
            case { Day: 20, Month: 8 }:
                Change(firm.Goods, firm.Goods.Count / 20, good => good with { Name = good.Name + ", новая упаковка" });
                break;
            case { Day: 30, Month: 6 or 12 }:
                firm.Goods = [.. firm.Goods.Select(good => good with { Stock = _dice.Next(0, 300) })];
                break;
        }
    }

    private void Revise(decimal times) => firm.Goods =
        [.. firm.Goods.Select(good => good with { Price = Math.Round(good.Price * times, 2), Wholesale = good.Wholesale is { } price ? Math.Round(price * times, 2) : null })];

    private void Retire(int count)
    {
        for (var at = 0; at < firm.Goods.Count && count > 0; at++)
        {
            if (!firm.Goods[at].IsDeleted)
            {
                firm.Goods[at] = firm.Goods[at] with { IsDeleted = true };
                count--;
            }
        }
    }

    private void Change<T>(List<T> all, int count, Func<T, T> change)
    {
        for (; count > 0; count--)
        {
            var at = _dice.Next(all.Count);
            all[at] = change(all[at]);
        }
    }
}
