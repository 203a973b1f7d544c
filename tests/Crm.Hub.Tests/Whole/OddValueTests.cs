using Crm.Core.Storage;

namespace Crm.Hub.Tests.Whole;

/// <summary>Single values that are wrong or odd: the rest of the object is taken, and what was not is shown with its reason.</summary>
public sealed class OddValueTests
{
    [Fact]
    public async Task A_KPP_of_ten_digits_is_left_out_and_shown_and_the_rest_is_applied()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Parties(Written.Party("c-9", "ООО Тополь", "<ИНН>7802000030</ИНН><КПП>7802010011</КПП>")));

        var report = await hub.RunAsync();

        Assert.Equal("ООО Тополь 7802000030 -", hub.Ask("SELECT Name || ' ' || Inn || ' ' || COALESCE(Kpp, '-') FROM Counterparty"));
        Assert.Equal(["Counterparty c-9 FieldLeftOut Kpp 7802010011"], hub.Held());
        Assert.Equal((1L, ExitCode.DoneWithHeld), (report.Numbers.Kinds["Counterparty"].FieldsLeftOut, ExitCodes.Of(report.Outcome)));
        AssertReason(hub, "КПП состоит из 9 знаков", "a KPP has 9 characters");

        hub.Write("2.xml", Written.Parties(Written.Party("c-9", "ООО Тополь", "<ИНН>7802000030</ИНН><КПП>780201001</КПП>"), "2026-03-01T11:00:00"));
        Assert.Equal(ExitCode.Done, ExitCodes.Of((await hub.RunAsync()).Outcome));
        Assert.Equal("780201001", hub.Ask("SELECT Kpp FROM Counterparty"));
    }

    [Theory]
    [InlineData("руб.")]
    [InlineData(" Руб ")]
    [InlineData("RUR")]
    [InlineData("643")]
    public async Task Rubles_are_rubles_however_they_are_written(string currency)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "150.50", currency: currency)));

        var report = await hub.RunAsync();

        Assert.Equal("RUB 1505000", hub.Ask("SELECT Currency || ' ' || Total FROM Invoice"));
        Assert.Equal((RunOutcome.Done, false), (report.Outcome, report.Numbers.HeldAnything));
    }

    [Fact]
    public async Task An_unknown_currency_is_rejected_with_its_reason_and_never_taken_for_rubles()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "150.50", currency: "тугрик") + Written.Order("L2", "10")));

        var report = await hub.RunAsync();

        Assert.Equal("L2", hub.Ask("SELECT group_concat(Number) FROM Invoice"));
        Assert.Equal(["Invoice L1 Rejected Currency тугрик"], hub.Held());
        Assert.Equal((1L, ExitCode.DoneWithHeld), (report.Numbers.Kinds["Invoice"].Rejected, ExitCodes.Of(report.Outcome)));
        AssertReason(hub, "currencies", "currencies");
    }

    [Fact]
    public async Task An_empty_date_T_never_makes_an_order_paid_or_shipped()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100", Written.Requisites(
            ("Номер по 1С", "1"), ("Проведен", "true"), ("Дата оплаты по 1С", "T"), ("Номер оплаты по 1С", ""),
            ("Дата отгрузки по 1С", "T"), ("Номер отгрузки по 1С", "")))));

        var report = await hub.RunAsync();

        Assert.Equal(
            "Unpaid NotShipped 0 - -",
            hub.Ask("SELECT Status || ' ' || Shipped || ' ' || Paid || ' ' || COALESCE(CAST(PaymentDateThere AS text), '-') || ' ' || COALESCE(CAST(ShipmentDateThere AS text), '-') FROM Invoice"));
        Assert.False(report.Numbers.HeldAnything);
    }

    [Fact]
    public async Task A_bare_T_elsewhere_is_an_empty_date_too()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "100", "<СрокПлатежа>T</СрокПлатежа><Дата1С>T</Дата1С>")));

        var report = await hub.RunAsync();

        Assert.Equal("- -", hub.Ask("SELECT COALESCE(CAST(DueDate AS text), '-') || ' ' || COALESCE(CAST(TheirDate AS text), '-') FROM Invoice"));
        Assert.False(report.Numbers.HeldAnything);
    }

    [Fact]
    public async Task A_time_of_forming_with_UTC_in_the_middle_still_puts_files_in_order()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("a-newer.xml", Written.Catalogue(Written.Item("1", "Новое имя"), "2022-10-31T02:25:51"));
        hub.Write("b-older.xml", Written.Catalogue(Written.Item("1", "Старое имя"), "2022-10-31UTC02:25:50"));

        await hub.RunAsync();

        Assert.Equal("Новое имя", hub.Ask("SELECT Name FROM Item"));
        Assert.Equal("2022-10-31 02:25:50", hub.Ask("SELECT substr(CAST(FormedAt AS text), 1, 19) FROM Deliveries WHERE Name = 'b-older.xml'"));
    }

    [Fact]
    public async Task Times_of_forming_with_an_unpadded_hour_or_an_offset_put_files_in_order()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Item("1", "Новое"), "2026-03-01T0:36:33"));
        hub.Write("2.xml", Written.Catalogue(Written.Item("1", "Старое"), "2026-03-01T00:36:32.999+00:00"));

        await hub.RunAsync();

        Assert.Equal("Новое", hub.Ask("SELECT Name FROM Item"));
    }

    [Fact]
    public async Task An_amount_with_blanks_a_comma_and_a_minus_is_read_to_the_kopeck()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "-999 999 999,9")));

        var report = await hub.RunAsync();

        Assert.Equal(-9_999_999_999_000L, hub.Ask("SELECT Total FROM Invoice"));
        Assert.False(report.Numbers.HeldAnything);
    }

    [Theory]
    [InlineData("1.234,5")]
    [InlineData("6 990 руб")]
    [InlineData("12,34567")]
    public async Task An_amount_that_can_be_read_in_two_ways_is_rejected_not_guessed(string amount)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", amount) + Written.Order("L2", "10")));

        await hub.RunAsync();

        Assert.Equal("L2", hub.Ask("SELECT group_concat(Number) FROM Invoice"));
        Assert.Equal([$"Invoice L1 Rejected Total {amount}"], hub.Held());
    }

    [Fact]
    public async Task A_number_that_1C_wrote_as_text_stays_text()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Item("1", "Ткань")));
        hub.Write("2.xml", Written.Offers(
            "<Предложение><Ид>1#a</Ид><ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Ширина</Наименование><Значение>-999 999 999,9</Значение></ХарактеристикаТовара></ХарактеристикиТовара></Предложение>"));

        await hub.RunAsync();

        Assert.Equal("Ширина: -999 999 999,9", hub.Ask("SELECT Characteristic FROM Variant"));
    }

    [Fact]
    public async Task What_was_rejected_is_shown_every_night_until_1C_says_otherwise()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Exchange(Written.Order("L1", "150.50", currency: "тугрик")));
        await hub.RunAsync();

        Assert.Equal(ExitCode.DoneWithHeld, ExitCodes.Of((await hub.RunAsync()).Outcome));

        hub.Write("2.xml", Written.Exchange(Written.Order("L1", "150.50"), "2026-03-01T11:00:00"));
        Assert.Equal(ExitCode.Done, ExitCodes.Of((await hub.RunAsync()).Outcome));
        Assert.Equal(("RUB", 0L), (hub.Ask("SELECT Currency FROM Invoice"), hub.Ask("SELECT COUNT(*) FROM Held")));
    }

    private static void AssertReason(ExchangeHub hub, string ru, string en)
    {
        var reason = WordsJson.Read(Assert.Single(hub.List("SELECT Reason FROM Held")));
        Assert.Contains(ru, reason.Ru, StringComparison.Ordinal);
        Assert.Contains(en, reason.En, StringComparison.Ordinal);
    }
}
