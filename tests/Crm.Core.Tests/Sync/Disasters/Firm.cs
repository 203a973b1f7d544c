using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Tests.Sync.Disasters;

internal sealed record Client(string Id, string Name, string Inn, string? Kpp, string? Phone, bool IsDeleted = false);

internal sealed record Good(
    string Id, string Name, string Article, string? Barcode, string Group, string Item, decimal Price, decimal? Wholesale, int Stock, string Currency = "RUB", bool IsDeleted = false);

internal sealed record Sale(
    string Id, string Number, DateOnly Date, string Client, string Organization, string Currency, decimal Total, decimal Vat,
    bool IsPosted, bool IsPaid, bool IsShipped, IReadOnlyList<(string Good, int Quantity, decimal Total)> Lines, bool IsDeleted = false)
{
    public string Status => IsPaid && IsShipped ? "Закрыт" : IsShipped ? "Отгружен" : "В работе";
}

internal sealed record Receipt(string Id, string Number, DateOnly Date, string Client, string Organization, decimal Total, string Sale);

/// <summary>
/// The books of a wholesale firm as its base would tell them. Everything is invented and follows from the seed; check digits are
/// right.
/// </summary>
internal sealed class Firm
{
    private const int FirstClients = 220;
    private const int FirstGoods = 500;
    private const int FirstSales = 200;

    private readonly Random _dice;
    private int _told;

    /// <param name="mark">Stands in every id, so that two firms have none in common.</param>
    public Firm(int seed, string mark = "")
    {
        (_dice, Mark) = (new Random(seed), mark);
        Clients = [.. Enumerable.Range(1, FirstClients).Select(_ => NewClient())];
        Goods = [.. Enumerable.Range(1, FirstGoods).Select(no => NewGood($"g{no % 12}"))];
        for (var no = 0; no < FirstSales; no++)
        {
            var sale = NewSale(new DateOnly(2025, 1, 1).AddDays(-FirstSales + no));
            Sales.Add(no < FirstSales / 2 ? sale with { IsPaid = true, IsShipped = true } : sale);
        }
    }

    private Firm(Firm other)
    {
        (_dice, _told, Mark, HasWholesale) = (new Random(other._told), other._told, other.Mark, other.HasWholesale);
        (Clients, Goods, Sales, Receipts) = ([.. other.Clients], [.. other.Goods], [.. other.Sales], [.. other.Receipts]);
    }

    public string Mark { get; }

    public List<Client> Clients { get; set; } = [];

    public List<Good> Goods { get; set; } = [];

    public List<Sale> Sales { get; set; } = [];

    public List<Receipt> Receipts { get; set; } = [];

    public bool HasWholesale { get; set; }

    /// <summary>The same books, to go their own way from here.</summary>
    public Firm Copy() => new(this);

    public Client NewClient()
    {
        var no = ++_told;
        var letters = Letters(no);
        return new($"{Mark}c{no}", $"ООО «{letters}»", Inn(7_701_00000 + no + _dice.Next(1_000) * 1_000), $"7701{_dice.Next(10, 60)}001", $"+7495{_dice.Next(1_000_000, 9_999_999)}");
    }

    public Good NewGood(string group)
    {
        var no = ++_told;
        var price = _dice.Next(50, 9_000) + 0.5m;
        return new(
            $"{Mark}i{no}", $"{Word()} {Word()} {no}", $"{Letters(no)[..3]}-{no:00000}-{_dice.Next(10, 99)}", $"46{_dice.NextInt64(10_000_000_000, 99_999_999_999)}",
            group, $"{Mark}i{no}", price, HasWholesale ? price * 0.8m : null, _dice.Next(0, 300));
    }

    public Sale NewSale(DateOnly date)
    {
        var no = ++_told;
        var living = Goods.FindAll(good => !good.IsDeleted);
        var lines = Enumerable.Range(0, _dice.Next(1, 4)).Select(_ => (Good: living[_dice.Next(living.Count)], Quantity: _dice.Next(1, 10)))
            .Select(line => (line.Good.Id, line.Quantity, line.Quantity * line.Good.Price)).ToList();
        var total = lines.Sum(line => line.Item3);
        return new(
            $"{Mark}s{no}", $"УТ-{no:000000}", date, Clients[_dice.Next(Clients.Count)].Id, _dice.Next(4) == 0 ? $"{Mark}o2" : $"{Mark}o1", "RUB", total,
            Math.Round(total / 6, 2), true, false, false, lines);
    }

    public Receipt NewReceipt(Sale sale, DateOnly date)
    {
        var no = ++_told;
        return new($"{Mark}p{no}", $"П-{no:000000}", date, sale.Client, sale.Organization, sale.Total, sale.Id);
    }

    /// <summary>Tells the whole base, and says of clients, goods and offers that these are all.</summary>
    public void Tell(MemorySystem there)
    {
        TellHeads(there);
        TellClients(there);
        TellCatalogue(there);
        Sales.ForEach(sale => Tell(there, sale));
        Receipts.ForEach(receipt => Tell(there, receipt));
    }

    public void TellHeads(MemorySystem there)
    {
        there.Save("Организация", $"{Mark}o1", ("Наименование", "ООО «Оптовик»"), ("ИНН", Inn(770_800_001)));
        there.Save("Организация", $"{Mark}o2", ("Наименование", "ООО «Оптовик-Сервис»"), ("ИНН", Inn(770_800_002)));
        there.Save("ТипЦены", $"{Mark}retail", ("Наименование", "Розничная"));
        there.Save("ТипЦены", $"{Mark}wholesale", ("Наименование", "Оптовая"));
        foreach (var group in Goods.Select(good => good.Group).Distinct())
        {
            there.Save("Группа", Mark + group, ("Наименование", $"Раздел {group}"));
        }
    }

    public void TellClients(MemorySystem there)
    {
        Clients.ForEach(client => Tell(there, client));
        there.PromiseAll("Контрагент");
    }

    public void TellCatalogue(MemorySystem there)
    {
        TellGoods(there);
        TellOffers(there);
    }

    public void TellGoods(MemorySystem there)
    {
        Goods.ForEach(good => TellGood(there, good));
        there.PromiseAll("Товар");
    }

    public void TellOffers(MemorySystem there)
    {
        Goods.FindAll(good => !good.IsDeleted).ForEach(good => TellOffer(there, good));
        there.PromiseAll("Предложение");
    }

    public static void Tell(MemorySystem there, Client client)
    {
        if (client.IsDeleted)
        {
            there.Delete("Контрагент", client.Id);
            return;
        }

        there.Save("Контрагент", client.Id, ("Наименование", client.Name), ("ИНН", client.Inn), ("КПП", client.Kpp), ("Телефон", client.Phone), ("Адрес", $"г. Москва, {client.Id}"));
    }

    public static void Tell(MemorySystem there, Sale sale)
    {
        if (sale.IsDeleted)
        {
            there.Delete("Счет", sale.Id);
            return;
        }

        there.Save(
            "Счет", sale.Id, ("Номер", sale.Number), ("Дата", Day(sale.Date)), ("Контрагент", sale.Client), ("Организация", sale.Organization),
            ("Валюта", sale.Currency), ("Сумма", Figure(sale.Total)), ("НДС", Figure(sale.Vat)), ("Проведен", Flag(sale.IsPosted)),
            ("Оплачен", Flag(sale.IsPaid)), ("Отгружен", Flag(sale.IsShipped)), ("Статус", sale.Status),
            ("Строки", new Many(sale.Lines.Select(line => (object?)Fields.Of(
                ("Товар", line.Good), ("Количество", Figure(line.Quantity)), ("Сумма", Figure(line.Total)))))));
    }

    public static void Tell(MemorySystem there, Receipt receipt) => there.Save(
        "Платеж", receipt.Id, ("Номер", receipt.Number), ("Дата", Day(receipt.Date)), ("Контрагент", receipt.Client), ("Организация", receipt.Organization),
        ("Валюта", "RUB"), ("Сумма", Figure(receipt.Total)), ("Счет", receipt.Sale));

    /// <summary>A number of ten digits whose last one is right.</summary>
    private static string Inn(long nine)
    {
        var digits = (nine % 1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture);
        int[] weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
        return digits + (digits.Select((digit, at) => (digit - '0') * weights[at]).Sum() % 11 % 10).ToString(CultureInfo.InvariantCulture);
    }

    private void TellGood(MemorySystem there, Good good)
    {
        if (good.IsDeleted)
        {
            there.Delete("Товар", good.Id);
            return;
        }

        there.Save("Товар", good.Id, ("Наименование", good.Name), ("Артикул", good.Article), ("Штрихкод", good.Barcode), ("Группа", Mark + good.Group));
    }

    private void TellOffer(MemorySystem there, Good good)
    {
        var prices = new List<object?> { Price("retail", good.Price, good.Currency) };
        if (good.Wholesale is { } wholesale)
        {
            prices.Add(Price("wholesale", wholesale, good.Currency));
        }

        there.Save("Предложение", good.Id, ("Товар", good.Item), ("Цены", new Many(prices)), ("Остатки", Fields.Of(("Количество", Figure(good.Stock)))));
    }

    private Fields Price(string type, decimal price, string currency) => Fields.Of(("Тип", Mark + type), ("Цена", Figure(price)), ("Валюта", currency));

    private string Word()
    {
        string[] words = ["Болт", "Гайка", "Дрель", "Замок", "Клей", "Лента", "Молоток", "Насос", "Петля", "Уголок", "Фильтр", "Шланг"];
        return words[_dice.Next(words.Length)];
    }

    private static string Letters(int no)
    {
        const string alphabet = "АБВГДЕЖЗИКЛМНОПРСТУФ";
        var text = new char[6];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = alphabet[no % alphabet.Length];
            no = (no * 7 + 3) / 2 % 99_991;
        }

        return new string(text);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Figure(decimal figure) => figure.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Flag(bool flag) => flag ? "true" : "false";
}
