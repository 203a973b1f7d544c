using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Hub.Tests.Whole;

/// <summary>What a file does not say stays as it is; only a mark archives, and many marks at once stop the file.</summary>
public sealed class AbsenceTests
{
    private const string Later = "2026-03-01T11:00:00";
    private const string Latest = "2026-03-01T12:00:00";

    [Fact]
    public async Task A_full_catalogue_without_an_item_leaves_it_alone()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(10)));
        await hub.RunAsync();
        var state = hub.State();
        hub.Write("2.xml", Written.Catalogue(Written.Items(3), Later));

        var report = await hub.RunAsync();

        Assert.False(report.Numbers.ChangedAnything);
        Assert.Equal(state, hub.State());
    }

    [Fact]
    public async Task A_full_package_without_an_offer_a_price_or_a_rest_leaves_them_alone()
    {
        const string Head = "<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розница</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен>"
            + "<Склады><Склад><Ид>w</Ид><Наименование>Главный</Наименование></Склад></Склады>";
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(2)));
        hub.Write("2.xml", Written.Offers(string.Concat(Enumerable.Range(1, 2).Select(no =>
            $"<Предложение><Ид>i-{no}</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>{no}0</ЦенаЗаЕдиницу></Цена></Цены><Склад ИдСклада=\"w\" КоличествоНаСкладе=\"{no}\"/></Предложение>")), head: Head));
        await hub.RunAsync();
        var state = hub.State();
        hub.Write("3.xml", Written.Offers("<Предложение><Ид>i-1</Ид></Предложение>", Later, Head));

        await hub.RunAsync();

        Assert.Equal(state, hub.State());
        Assert.Equal((2L, 2L), (hub.Ask("SELECT COUNT(*) FROM Price"), hub.Ask("SELECT COUNT(*) FROM Stock")));
    }

    [Theory]
    [InlineData(" Статус=\"Удален\"", "")]
    [InlineData("", "<Статус>Удален</Статус>")]
    [InlineData("", "<ПометкаУдаления>true</ПометкаУдаления>")]
    [InlineData("", "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>ПометкаУдаления</Наименование><Значение>true</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>")]
    public async Task Every_deletion_mark_archives_the_item_and_taking_it_away_restores_the_same_row(string attribute, string element)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Item("1", "Один") + Written.Item("2", "Другой")));
        await hub.RunAsync();
        var state = hub.State();
        var rows = hub.List("SELECT hex(Id) FROM Item ORDER BY 1");

        hub.Write("2.xml", Written.Catalogue(Written.Item("1", "Один", element, attribute), Later));
        var report = await hub.RunAsync();
        Assert.Equal((1L, "Один"), (report.Numbers.Kinds["Item"].Archived, hub.Ask("SELECT group_concat(Name) FROM Item WHERE ArchivedAt IS NOT NULL")));

        hub.Write("3.xml", Written.Catalogue(Written.Item("1", "Один"), Latest));
        await hub.RunAsync();
        Assert.Equal(state, hub.State());
        Assert.Equal(rows, hub.List("SELECT hex(Id) FROM Item ORDER BY 1"));
        Assert.Equal("Create,Archive,Restore", hub.Ask("SELECT group_concat(Decision) FROM (SELECT Decision FROM Journal WHERE Kind = 'Item' AND ExternalId = '1' ORDER BY Id) AS t"));
    }

    [Fact]
    public async Task A_marked_order_is_archived_and_cancelled_and_comes_back_as_it_was()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100") + Written.Document("Выплата безналичных денег", "p1", "40", "<Основание>L1</Основание>")));
        await hub.RunAsync();
        var state = hub.State();

        hub.Write("2.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites(("Пометка удаления", "true"))), Later));
        await hub.RunAsync();
        Assert.Equal("Cancelled", hub.Ask("SELECT Status FROM Invoice WHERE ArchivedAt IS NOT NULL"));

        hub.Write("3.xml", Written.Exchange(Written.Order("L1", "100"), Latest));
        await hub.RunAsync();
        Assert.Equal(state, hub.State());
        Assert.Equal("PartlyPaid", hub.Ask("SELECT Status FROM Invoice WHERE ArchivedAt IS NULL"));
    }

    [Fact]
    public async Task A_mass_deletion_stops_before_the_first_row_until_a_person_raises_the_brake()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(20)));
        await hub.RunAsync();
        hub.Write("2.xml", Written.Catalogue(Written.Item("new", "Новый") + Written.Items(8, "<ПометкаУдаления>true</ПометкаУдаления>"), Later));
        hub.Write("3.xml", Written.Exchange(Written.Order("L1", "100"), Latest));

        var report = await hub.RunAsync();

        Assert.Equal((1, 1, ExitCode.Stopped), (report.Numbers.DeliveriesStopped, report.Numbers.Deliveries, ExitCodes.Of(report.Outcome)));
        Assert.Equal((20L, 0L), (hub.Ask("SELECT COUNT(*) FROM Item"), hub.Ask("SELECT COUNT(*) FROM Item WHERE ArchivedAt IS NOT NULL")));
        Assert.Equal("L1", hub.Ask("SELECT group_concat(Number) FROM Invoice"));
        var note = Assert.Single(report.Notes);
        Assert.Equal("2.xml", note.Delivery);
        Assert.Contains("помечает на удаление 8 объектов из 20 известных", note.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("marks 8 of 20 known objects", note.Words.En, StringComparison.Ordinal);

        var again = await hub.RunAsync();
        Assert.Equal((ExitCode.Stopped, 0L), (ExitCodes.Of(again.Outcome), again.Numbers.QuestionsAsked));
        Assert.Equal(1L, hub.Ask("SELECT COUNT(*) FROM Questions WHERE Kind = 'Brake' AND IsOpen"));
        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM Item WHERE ArchivedAt IS NOT NULL"));
        Assert.Equal(["1.xml", "2.xml", "3.xml"], hub.Files());

        Assert.Equal(RunOutcome.Done, (await hub.RunAsync(new Brakes(MaxDeletions: 0.5))).Outcome);
        Assert.Equal((21L, 8L), (hub.Ask("SELECT COUNT(*) FROM Item"), hub.Ask("SELECT COUNT(*) FROM Item WHERE ArchivedAt IS NOT NULL")));
    }

    [Fact]
    public async Task A_few_deletions_are_everyday_life()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(6)));
        await hub.RunAsync();
        hub.Write("2.xml", Written.Catalogue(Written.Items(5, "<ПометкаУдаления>true</ПометкаУдаления>"), Later));

        Assert.Equal(RunOutcome.Done, (await hub.RunAsync()).Outcome);
        Assert.Equal(5L, hub.Ask("SELECT COUNT(*) FROM Item WHERE ArchivedAt IS NOT NULL"));
    }
}
