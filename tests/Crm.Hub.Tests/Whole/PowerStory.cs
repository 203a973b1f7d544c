using System.Text;
using Crm.Connectors.OneC.CommerceML;

namespace Crm.Hub.Tests.Whole;

/// <summary>How the files come: all in one night, or some after newer ones were applied.</summary>
public enum Nights
{
    One,
    LateFiles,
}

/// <summary>A handful of files, one of them broken, on a folder whose files are moved; and how it must end whatever happens.</summary>
internal static class PowerStory
{
    // However the files came, the end is that of one night with all of them.
    public static async Task<End> CleanAsync(Nights nights)
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        Put(hub, nights);
        await hub.RunAsync();
        return EndOf(hub);
    }

    public static async Task<ExchangeHub> OpenAsync(Nights nights)
    {
        var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        if (nights == Nights.LateFiles)
        {
            PutNewest(hub);
            await hub.RunAsync();
        }

        Put(hub, Nights.One);
        return hub;
    }

    private static void Put(ExchangeHub hub, Nights nights)
    {
        const string Head = "<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>руб.</Валюта></ТипЦены></ТипыЦен>";
        var offers = Written.Offers(string.Concat(Enumerable.Range(1, 3).Select(no =>
            $"<Предложение><Ид>i-{no}</Ид><Наименование>Товар {no}</Наименование><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>{no}0</ЦенаЗаЕдиницу></Цена></Цены></Предложение>")), head: Head);

        hub.Write("1-payments.xml", Written.Exchange(Written.Document("Выплата безналичных денег", "p1", "40", "<Основание>L1</Основание>"), "2026-03-01T09:00:00"));
        hub.WriteZip("v8_7E31_2c.zip", ("offers.xml", offers), ("import.xml", Written.Catalogue(Written.Items(3, "<БазоваяЕдиница Код=\"796\">шт</БазоваяЕдиница>"))));
        hub.Write("orders.xml", Written.Exchange(Written.Order("L1", "100", "<Товары><Товар><Ид>i-1</Ид><Наименование>Товар 1</Наименование><Количество>2</Количество><Сумма>100</Сумма></Товар></Товары>"), "2026-03-01T08:00:00"));
        hub.Write("parties.xml", Written.Parties(Written.Party("c-1", "Ладья", "<ИНН>7701000019</ИНН><КПП>770101001</КПП>"), "2026-03-01T11:00:00"));
        hub.Write("broken.xml", Encoding.UTF8.GetBytes(Written.Catalogue(Written.Items(9))[..^60]));
        if (nights == Nights.LateFiles)
        {
            PutNewest(hub);
        }
    }

    private static void PutNewest(ExchangeHub hub)
    {
        hub.Write("later.xml", Written.Catalogue(Written.Item("i-1", "Новое имя"), "2026-03-01T12:00:00"));
        hub.Write("last.xml", Written.Exchange(Written.Order("L1", "120"), "2026-03-01T13:00:00"));
    }

    public static void AssertEndsAs(End clean, ExchangeHub hub, string when)
    {
        var end = EndOf(hub);
        Assert.True(clean.State.SequenceEqual(end.State), $"{when}: {string.Join("\n", end.State.Except(clean.State).Concat(clean.State.Except(end.State)))}");
        Assert.True(clean.Files.SequenceEqual(end.Files), $"{when}: {string.Join("\n", end.Files)}");
        Assert.Equal((when, clean.Links, clean.Rows, 0L), (when, end.Links, end.Rows, end.Unfinished));
    }

    private static End EndOf(ExchangeHub hub) => new(
        hub.State(),
        hub.Files(),
        (long)hub.Ask("SELECT COUNT(*) FROM (SELECT DISTINCT SourceId, ExternalId FROM Links) AS t")! * 1000 + (long)hub.Ask("SELECT COUNT(*) FROM Links")!,
        (long)hub.Ask("SELECT (SELECT COUNT(*) FROM Journal WHERE Decision = 'Create') * 1000 + (SELECT COUNT(DISTINCT EntityId) FROM Journal WHERE Decision = 'Create')")!,
        (long)hub.Ask("SELECT COUNT(*) FROM Deliveries WHERE State = 'Received'")!);

    /// <summary>What a run left behind, less what differs from run to run.</summary>
    public sealed record End(IReadOnlyList<string> State, IReadOnlyList<string> Files, long Links, long Rows, long Unfinished);
}
