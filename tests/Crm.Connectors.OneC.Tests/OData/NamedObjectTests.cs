using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

/// <summary>References are written by a word of the object they lead to: 1C takes keys, which nobody at the CRM knows.</summary>
public sealed class NamedObjectTests
{
    private const string Orders = "Document_ЗаказКлиента", Currencies = "Catalog_Валюты", Rates = "Catalog_СтавкиНДС";

    private static readonly string Key = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_reference_is_written_as_the_key_of_the_object_that_has_the_word()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        var (ruble, twenty) = (Currency(room, "643"), Rate(room, "НДС20"));
        Currency(room, "978");

        var receipt = Assert.Single(await room.SendAsync(Order(("643", "НДС20"))));

        Assert.Equal((Reception.Taken, null), (receipt.Reception, receipt.Reason));
        var there = room.Base.State.Find(Orders, Key)!;
        Assert.Equal((ruble, twenty), ((string?)there["Валюта_Key"], (string?)there["Товары"]![0]!["СтавкаНДС_Key"]));
    }

    [Fact]
    public async Task An_object_is_looked_for_once_in_a_parcel()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        Currency(room, "643");
        Rate(room, "НДС20");

        await room.SendAsync(Order(("643", "НДС20")), Order(("643", "НДС20"), Guid.NewGuid().ToString()));

        Assert.Equal((1, 1), (room.Asked("GET", Currencies), room.Asked("GET", Rates)));
    }

    [Fact]
    public async Task A_word_that_nothing_has_or_that_two_have_refuses_the_object()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        Rate(room, "НДС20");
        Rate(room, "НДС20");

        var receipt = Assert.Single(await room.SendAsync(Order(("643", "НДС20"))));

        Assert.Equal(Reception.Refused, receipt.Reception);
        Assert.Contains("в Catalog_Валюты нет объекта Code = 643", receipt.Reason!.Ru, StringComparison.Ordinal);
        Assert.Contains("в Catalog_СтавкиНДС несколько объектов ПеречислениеСтавкаНДС = НДС20", receipt.Reason.Ru, StringComparison.Ordinal);
        Assert.Equal(0, room.Asked("POST", Orders));
    }

    [Fact]
    public async Task What_is_marked_as_deleted_is_not_found()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        room.Put(Currencies, ("Code", "643"), ("DeletionMark", true));
        var ruble = Currency(room, "643");

        await room.SendAsync(Order(("643", null)));

        Assert.Equal(ruble, (string?)room.Base.State.Find(Orders, Key)!["Валюта_Key"]);
    }

    [Fact]
    public async Task A_row_whose_rate_changes_keeps_what_it_was_lent()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        var (twenty, ten, goods) = (Rate(room, "НДС20"), Rate(room, "НДС10"), Guid.NewGuid().ToString());
        room.Put(Orders, ("Ref_Key", Key), ("Date", "2026-02-01T10:00:00"), ("Товары", new JsonArray(new JsonObject
        {
            ["LineNumber"] = "1",
            ["Номенклатура_Key"] = goods,
            ["СтавкаНДС_Key"] = twenty,
            ["Содержание"] = "лежит в углу",
        })));

        var rows = new Many([Fields.Of(("Номенклатура_Key", goods), ("СтавкаНДС", Fields.Of(("ПеречислениеСтавкаНДС", "НДС10"))))]);
        var receipt = Assert.Single(await room.SendAsync(new Outbound(new ExternalRef("bp", Orders, Key), Fields.Of(("Товары", rows)), IsNew: false, ["Товары"], null)));

        Assert.Equal(Reception.Taken, receipt.Reception);
        var row = room.Base.State.Find(Orders, Key)!["Товары"]![0]!;
        Assert.Equal((ten, "лежит в углу"), ((string?)row["СтавкаНДС_Key"], (string?)row["Содержание"]));
    }

    [Fact]
    public async Task A_key_gives_way_to_the_word_that_stands_beside_it()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        var ruble = Currency(room, "643");
        var fields = Fields.Of(("Date", "2026-02-01T10:00:00"), ("Валюта", Fields.Of(("Code", "643"))), ("Валюта_Key", Guid.NewGuid().ToString()));

        await room.SendAsync(new Outbound(new ExternalRef("bp", Orders, Key), fields, IsNew: true, [], null));

        Assert.Equal(ruble, (string?)room.Base.State.Find(Orders, Key)!["Валюта_Key"]);
    }

    [Fact]
    public async Task An_empty_word_empties_the_reference()
    {
        await using var room = await BaseRoom.OfAsync("ut");
        Currency(room, "643");
        await room.SendAsync(Order(("643", null)));

        await room.SendAsync(new Outbound(new ExternalRef("bp", Orders, Key), Fields.Of(("Валюта", Fields.Of(("Code", null)))), IsNew: false, ["Валюта/Code"], null));

        Assert.Equal(Guid.Empty.ToString(), (string?)room.Base.State.Find(Orders, Key)!["Валюта_Key"]);
    }

    private static string Currency(BaseRoom room, string code) => room.Put(Currencies, ("Code", code), ("Description", "деньги"));

    private static string Rate(BaseRoom room, string word) => room.Put(Rates, ("Description", word), ("ПеречислениеСтавкаНДС", word));

    private static Outbound Order((string? Currency, string? Rate) words, string? key = null)
    {
        var row = Fields.Of(("Количество", "1"), ("СтавкаНДС", Fields.Of(("ПеречислениеСтавкаНДС", words.Rate))));
        return new Outbound(
            new ExternalRef("bp", Orders, key ?? Key),
            Fields.Of(("Date", "2026-02-01T10:00:00"), ("Валюта", Fields.Of(("Code", words.Currency))), ("Товары", new Many([row]))),
            IsNew: true, [], null);
    }
}
