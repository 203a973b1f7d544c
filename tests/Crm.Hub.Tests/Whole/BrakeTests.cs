using System.Globalization;
using Crm.Core.Storage;

namespace Crm.Hub.Tests.Whole;

/// <summary>Disasters and ordinary nights as 1C writes them.</summary>
public sealed class BrakeTests
{
    private static int _day;

    [Fact]
    public async Task A_catalogue_that_promises_all_and_is_empty_is_stopped()
    {
        using var hub = await WithAsync(Goods(1, 100));

        foreach (var empty in new[] { Catalogue(""), "<Каталог СодержитТолькоИзменения=\"false\"/>", "<Каталог СодержитТолькоИзменения=\"false\"><Ид>cat</Ид></Каталог>" })
        {
            Assert.Contains("promises all objects of the kind 'Товар' and has 0 of 100", await StoppedAsync(hub, empty), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_catalogue_of_changes_or_without_a_word_on_it_is_a_night_without_news()
    {
        using var hub = await WithAsync(Goods(1, 100));

        foreach (var attribute in new[] { " СодержитТолькоИзменения=\"true\"", "" })
        {
            hub.Write("import.xml", File($"<Каталог{attribute}><Ид>cat</Ид><Товары/></Каталог>"));
            Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);
        }
    }

    [Fact]
    public async Task Half_a_catalogue_is_stopped_though_every_object_in_it_is_known_letter_by_letter()
    {
        using var hub = await WithAsync(Goods(1, 100));

        Assert.Contains("has 50 of 100 that are known", await StoppedAsync(hub, Catalogue(Goods(51, 50))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_catalogues_and_parts_of_different_size_are_each_measured_by_their_own_past()
    {
        using var hub = await ExchangeHub.OpenAsync();
        for (var night = 0; night < 3; night++)
        {
            hub.Write("import0_1.xml", File(Catalogue(Goods(1, 200))));
            hub.Write("import1_1.xml", File(Catalogue(Goods(1_001, 40 + night))));
            hub.Write("000000002/import0_1.xml", File(Catalogue(Goods(2_001, 30))));
            hub.Write("import2_1.xml", File(Catalogue("")));
            Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);
        }

        hub.Write("import1_1.xml", File(Catalogue("")));

        Assert.Equal(RunOutcome.Stopped, (await hub.RunAsync()).Outcome);
    }

    [Fact]
    public async Task A_zip_of_many_parts_is_measured_as_a_whole()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.WriteZip("v8_1.zip", ("import0_1.xml", File(Catalogue(Goods(1, 100)))), ("import0_2.xml", File(Catalogue(Goods(101, 90)))));
        await hub.RunAsync();
        hub.WriteZip("v8_2.zip", ("import0_1.xml", File(Catalogue(Goods(11, 100)))), ("import0_2.xml", File(Catalogue(Goods(111, 70)))));
        Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);

        hub.WriteZip("v8_3.zip", ("import0_1.xml", File(Catalogue(Goods(11, 100)))), ("import0_2.xml", File(Catalogue(""))));

        Assert.Equal(RunOutcome.Stopped, (await hub.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Numbers_of_clients_that_slip_into_the_next_column_are_stopped_though_only_orders_speak_of_the_clients()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("orders.xml", File(Orders((_, client) => $"<ИНН>{Inn(client)}</ИНН><КПП>770101001</КПП>")));
        await hub.RunAsync();
        Assert.Equal(60L, hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE Inn IS NOT NULL"));

        hub.Write("orders.xml", File(Orders((_, client) => $"<ИНН>770101001</ИНН><КПП>{Inn(client)}</КПП>")));
        var report = await hub.RunAsync();

        Assert.Equal(RunOutcome.Stopped, report.Outcome);
        Assert.Contains("changes the key field Counterparty.Inn of 60 of 60 known records", report.Notes[0].Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_of_the_whole_list_may_rise_but_not_a_hundred_times()
    {
        using var hub = await WithAsync(Goods(1, 100));
        hub.Write("offers.xml", File(Offers(10)));
        await hub.RunAsync();
        hub.Write("offers.xml", File(Offers(12.5m)));
        Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);

        hub.Write("offers.xml", File(Offers(1_250)));
        var report = await hub.RunAsync();

        Assert.Equal(RunOutcome.Stopped, report.Outcome);
        Assert.Contains("Price: 12.5 → 1250", report.Notes[0].Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_payment_that_vanish_from_all_orders_are_stopped_and_those_that_appear_are_not()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("orders.xml", File(Orders(static (_, _) => "")));
        await hub.RunAsync();
        hub.Write("orders.xml", File(Orders(static (_, _) => "", paid: true)));
        Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);
        Assert.Equal(60L, hub.Ask("SELECT COUNT(*) FROM Invoice WHERE Status = 'Paid'"));

        hub.Write("orders.xml", File(Orders(static (_, _) => "")));
        var report = await hub.RunAsync();

        Assert.Equal(RunOutcome.Stopped, report.Outcome);
        Assert.Contains("moves 1800000 RUB in invoices that are paid or shipped (60)", report.Notes[0].Words.En, StringComparison.Ordinal);
    }

    private static async Task<ExchangeHub> WithAsync(string goods)
    {
        var hub = await ExchangeHub.OpenAsync();
        hub.Write("import.xml", File(Catalogue(goods)));
        Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);
        return hub;
    }

    private static async Task<string> StoppedAsync(ExchangeHub hub, string blocks)
    {
        var state = hub.State();
        hub.Write("import.xml", File(blocks));
        var report = await hub.RunAsync();

        Assert.Equal(RunOutcome.Stopped, report.Outcome);
        Assert.Equal(state, hub.State());
        return report.Notes[0].Words.En;
    }

    // Every file is formed later than the one before.
    private static string File(string blocks) => Written.Exchange(
        blocks, new DateTime(2026, 3, 1).AddMinutes(Interlocked.Increment(ref _day)).ToString("s", CultureInfo.InvariantCulture));

    private static string Catalogue(string goods) => $"<Каталог СодержитТолькоИзменения=\"false\"><Ид>cat</Ид><Товары>{goods}</Товары></Каталог>";

    private static string Goods(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(no => Written.Item($"i-{no}", $"Товар {no}")));

    private static string Offers(decimal price) =>
        "<ПакетПредложений СодержитТолькоИзменения=\"false\"><Ид>cat#</Ид><ТипыЦен><ТипЦены><Ид>retail</Ид><Наименование>Розничная</Наименование></ТипЦены></ТипыЦен><Предложения>"
        + string.Concat(Enumerable.Range(1, 100).Select(no => string.Create(
            CultureInfo.InvariantCulture,
            $"<Предложение><Ид>i-{no}</Ид><Цены><Цена><ИдТипаЦены>retail</ИдТипаЦены><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу></Цена></Цены></Предложение>")))
        + "</Предложения></ПакетПредложений>";

    private static string Orders(Func<int, int, string> numbers, bool paid = false) => string.Concat(Enumerable.Range(1, 60).Select(no =>
        $"<Документ><Ид>s-{no}</Ид><Номер>{no}</Номер><Дата>2026-02-{(no % 28) + 1:00}</Дата><ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль>"
        + $"<Валюта>RUB</Валюта><Сумма>30000</Сумма><Контрагенты><Контрагент><Ид>c-{no}</Ид><Наименование>ООО Клиент {no}</Наименование>"
        + $"<ОфициальноеНаименование>ООО Клиент {no}</ОфициальноеНаименование>{numbers(no, no)}<Роль>Покупатель</Роль></Контрагент></Контрагенты>"
        + Written.Requisites(paid ? [("Оплачен", "true"), ("Проведен", "true")] : [("Оплачен", "false"), ("Проведен", "true")]) + "</Документ>"));

    private static string Inn(int no)
    {
        var digits = $"7701{no:00000}";
        int[] weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
        return digits + (digits.Select((digit, at) => (digit - '0') * weights[at]).Sum() % 11 % 10);
    }
}
