using Crm.Connect;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;

namespace Crm.Connectors.OneC.Tests.CommerceML;

public sealed class OffersTests
{
    [Theory]
    [InlineData("A1", "A1", "A1", null)]
    [InlineData("A1#", "A1", "A1", null)]
    [InlineData("A1##", "A1", "A1", null)]
    [InlineData(" A1#C1 ", "A1#C1", "A1", "C1")]
    [InlineData("9E107D9D-372B-4C6E-9D0B-0A1B2C3D4E5F#AAAAAAAA-372B-4C6E-9D0B-0A1B2C3D4E5F", "9e107d9d-372b-4c6e-9d0b-0a1b2c3d4e5f#aaaaaaaa-372b-4c6e-9d0b-0a1b2c3d4e5f", "9e107d9d-372b-4c6e-9d0b-0a1b2c3d4e5f", "aaaaaaaa-372b-4c6e-9d0b-0a1b2c3d4e5f")]
    [InlineData("Ab-1#Бв", "Ab-1#Бв", "Ab-1", "Бв")]
    [InlineData("AB-1#9E107D9D-372B-4C6E-9D0B-0A1B2C3D4E5F", "AB-1#9e107d9d-372b-4c6e-9d0b-0a1b2c3d4e5f", "AB-1", "9e107d9d-372b-4c6e-9d0b-0a1b2c3d4e5f")]
    public void The_id_of_an_offer_names_goods_and_characteristic(string written, string id, string goods, string? characteristic)
    {
        var offer = Told.By(Told.Package($"<Предложение><Ид>{written}</Ид></Предложение>")).FieldsOf("Предложение", id);

        Assert.Equal((goods, characteristic), (offer.Text("ИдТовара"), offer.Text("ИдХарактеристики")));
    }

    [Fact]
    public void Prices_are_rows_and_only_those_fields_that_are_said()
    {
        var offer = Told.By(Told.Package(
            "<Предложение><Ид>1</Ид><Цены><Цена><Представление>6 990 руб за шт</Представление><ИдТипаЦены>P</ИдТипаЦены><ЦенаЗаЕдиницу>6990</ЦенаЗаЕдиницу><Валюта>руб</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент></Цена><Цена><ИдТипаЦены>Q</ИдТипаЦены><ЦенаЗаЕдиницу>5.5</ЦенаЗаЕдиницу><МинКоличество>10</МинКоличество></Цена></Цены></Предложение>")).FieldsOf("Предложение");

        Assert.Equal(
            new Many([
                Fields.Of(("ИдТипаЦены", "P"), ("ЦенаЗаЕдиницу", "6990"), ("Валюта", "руб"), ("Единица", "шт"), ("Коэффициент", "1")),
                Fields.Of(("ИдТипаЦены", "Q"), ("ЦенаЗаЕдиницу", "5.5"), ("МинКоличество", "10")),
            ]),
            offer["Цены"]);
    }

    [Fact]
    public void An_offer_says_neither_prices_nor_rests_that_it_does_not_have()
    {
        var offer = Told.By(Told.Package("<Предложение><Ид>1</Ид><Наименование>Болт</Наименование></Предложение>")).FieldsOf("Предложение");

        Assert.False(offer.Says("Цены") || offer.Says("Остатки") || offer.Says("Характеристика"));
    }

    [Theory]
    [InlineData("<Количество>5</Количество>", ":5")]
    [InlineData("<Количество>5</Количество><Склад ИдСклада=\"W1\" КоличествоНаСкладе=\"3\"/><Склад ИдСклада=\"w2\"/>", ":5 W1:3 w2:0")]
    [InlineData("<Остатки><Остаток><Склад><Ид>w1</Ид><Количество>-2</Количество></Склад></Остаток><Остаток><Склад><Ид>w2</Ид><Количество>0</Количество></Склад></Остаток></Остатки>", "w1:-2 w2:0")]
    [InlineData("<Остатки><Остаток><Количество>7</Количество></Остаток></Остатки>", ":7")]
    [InlineData("<Склады><Склад ИдСклада=\"w1\" КоличествоНаСкладе=\"3\"/></Склады>", "w1:3")]
    [InlineData("<Остатки/>", "")]
    public void Rests_in_three_forms_are_one(string said, string expected)
    {
        var offer = Told.By(Told.Package($"<Предложение><Ид>1</Ид>{said}</Предложение>")).FieldsOf("Предложение");

        Assert.True(offer.Says("Остатки"));
        Assert.Equal(expected, string.Join(' ', offer.Rows("Остатки").Select(row => $"{row.Text("Склад")}:{row.Text("Количество")}")));
    }

    [Theory]
    [InlineData("<Ид>A</Ид><ИдХарактеристики>C</ИдХарактеристики>", "A#C")]
    [InlineData("<Ид>A</Ид>", "A")]
    [InlineData("<Ид>A#C</Ид><ИдХарактеристики>C</ИдХарактеристики>", "A#C")]
    [InlineData("<Штрихкод>46</Штрихкод>", "barcode:46")]
    [InlineData("<Артикул>X 1</Артикул>", "article:X 1")]
    public void A_fast_delta_names_its_offers_in_several_ways(string content, string id)
    {
        var changes = Told.By(Told.Document($"<ИзмененияПакетаПредложений><Ид>c#</Ид><Предложения><Предложение>{content}<Количество>1</Количество></Предложение></Предложения></ИзмененияПакетаПредложений>"));

        Assert.Equal(id, changes.Saved("Предложение").Ref.Id);
    }
}
