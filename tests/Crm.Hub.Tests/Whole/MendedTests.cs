using System.Text;
using Crm.Connectors.OneC.CommerceML;

namespace Crm.Hub.Tests.Whole;

/// <summary>Each of these was a mistake once.</summary>
public sealed class MendedTests
{
    [Theory]
    [InlineData("a\\..\\..\\outside.xml")]
    [InlineData("sub\\import.xml")]
    public async Task A_file_whose_name_looks_like_a_path_is_dealt_with_in_its_own_place(string name)
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        var whole = Encoding.UTF8.GetBytes(Written.Catalogue(Written.Items(3)));
        var outside = Path.Combine(hub.Hub.Folder, "outside.xml");
        await File.WriteAllBytesAsync(outside, whole);
        hub.Write(name, whole);

        await hub.RunAsync();

        Assert.True(File.Exists(outside));
        Assert.Contains(hub.Files(), file => file.StartsWith("done/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fast_delta_by_barcode_changes_the_stock_of_the_offer_that_has_it()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(1)));
        hub.Write("2.xml", Written.Offers("<Предложение><Ид>i-1</Ид><Штрихкод>4600000000017</Штрихкод><Количество>1</Количество></Предложение>"));
        await hub.RunAsync();
        hub.Write("3.xml", Written.Exchange(
            "<ИзмененияПакетаПредложений><Предложения><Предложение><Штрихкод>4600000000017</Штрихкод><Количество>9</Количество></Предложение></Предложения></ИзмененияПакетаПредложений>", "2026-03-01T11:00:00"));

        await hub.RunAsync();

        Assert.Equal(9L, hub.Ask("SELECT Quantity / 100000000 FROM Stock"));
    }

    [Fact]
    public async Task A_clash_in_one_row_of_a_table_does_not_lose_its_other_rows()
    {
        const string Head = "<Склады><Склад><Ид>w1</Ид><Наименование>Главный</Наименование></Склад><Склад><Ид>w2</Ид><Наименование>Дальний</Наименование></Склад></Склады>";
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(1)));
        hub.Write("2.xml", Written.Offers("<Предложение><Ид>i-1</Ид><Штрихкод>4600000000017</Штрихкод><Склад ИдСклада=\"w1\" КоличествоНаСкладе=\"1\"/></Предложение>", head: Head));
        await hub.RunAsync();
        hub.Write("3.xml", Written.Exchange(
            "<ИзмененияПакетаПредложений><Предложения><Предложение><Штрихкод>4600000000017</Штрихкод><Склад ИдСклада=\"w1\" КоличествоНаСкладе=\"8\"/><Склад ИдСклада=\"w2\" КоличествоНаСкладе=\"9\"/></Предложение></Предложения></ИзмененияПакетаПредложений>", "2026-03-01T11:00:00"));

        await hub.RunAsync();

        Assert.Equal(["Главный 8", "Дальний 9"], hub.List("SELECT w.Name || ' ' || (s.Quantity / 100000000) FROM Stock s JOIN Warehouse w ON w.Id = s.WarehouseId ORDER BY 1"));
    }

    [Fact]
    public async Task A_mass_deletion_by_a_mark_in_capitals_is_stopped_too()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(20)));
        await hub.RunAsync();
        hub.Write("2.xml", Written.Catalogue(Written.Items(8, "<Статус>УДАЛЕН</Статус>"), "2026-03-01T11:00:00"));

        Assert.Equal(ExitCode.Stopped, ExitCodes.Of((await hub.RunAsync()).Outcome));
        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM Item WHERE ArchivedAt IS NOT NULL"));
    }

    [Fact]
    public async Task Documents_without_id_and_number_never_become_one()
    {
        using var hub = await ExchangeHub.OpenAsync();
        var nameless = (string total) => Written.Exchange(Written.Order("x", total).Replace("<Ид>x</Ид><Номер>x</Номер>", "", StringComparison.Ordinal));
        hub.Write("1.xml", nameless("100"));
        hub.Write("2.xml", nameless("200"));

        await hub.RunAsync();

        Assert.Equal(2L, hub.Ask("SELECT (SELECT COUNT(*) FROM Invoice) + (SELECT COUNT(*) FROM Held)"));
    }

    [Fact]
    public async Task A_sum_of_discounts_leaves_none_of_them_out()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "5000", "<Скидки><Скидка><Сумма>100.00</Сумма></Скидка><Скидка><Сумма>1 000,00</Сумма></Скидка></Скидки>")));

        await hub.RunAsync();

        Assert.Equal(11_000_000L, hub.Ask("SELECT Discount FROM Invoice"));
    }

    [Fact]
    public async Task A_broken_file_that_cannot_be_moved_does_not_keep_the_others_from_their_night()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("bad", "a file where the folder would be");
        hub.Write("1.xml", "<КоммерческаяИнформация ДатаФормирования=\"2026-03-01\">"u8.ToArray());
        hub.Write("2.xml", Written.Catalogue(Written.Items(3)));

        var report = await hub.RunAsync();

        Assert.Equal(3L, hub.Ask("SELECT COUNT(*) FROM Item"));
        Assert.Contains(report.Notes, note => note.Delivery == "1.xml");
    }
}
