namespace Crm.Benchmarks.Raw;

/// <summary>A Предложение: one variant, its prices and its stock.</summary>
internal sealed class OfferRows(RawSchema schema) : ElementRows
{
    private readonly RawTable _variant = schema.Variants;
    private readonly List<Price> _prices = [];
    private readonly List<(string Warehouse, string Quantity)> _stocks = [];
    private Price _price;
    private string _name = "";
    private string _warehouse = "";

    protected override void Begin()
    {
        _variant.Clear();
        _prices.Clear();
        _stocks.Clear();
    }

    protected override void Attribute(string element, string name, string value)
    {
        if (element != "Склад")
        {
            return;
        }

        if (name == "ИдСклада")
        {
            _warehouse = value;
        }
        else
        {
            _stocks.Add((_warehouse, value));
        }
    }

    protected override void Leaf(string parent, string name, string text)
    {
        switch (parent)
        {
            case "Предложение": OfVariant(name, text); break;
            case "Цена": OfPrice(name, text); break;
            case "ХарактеристикаТовара" when name == "Наименование": _name = text; break;
            case "ХарактеристикаТовара": _variant["Characteristic"] = $"{_name}: {text}"; break;
        }
    }

    protected override void Closed(string parent, string name)
    {
        if (name == "Цена")
        {
            _prices.Add(_price);
            _price = default;
        }
    }

    protected override void End()
    {
        var owner = _variant.Write();
        for (var number = 0; number < _prices.Count; number++)
        {
            Write(_prices[number], owner, number);
        }

        for (var number = 0; number < _stocks.Count; number++)
        {
            schema.Stocks["WarehouseId"] = Scalars.Id(_stocks[number].Warehouse);
            schema.Stocks["Quantity"] = Scalars.Number(_stocks[number].Quantity);
            schema.Stocks.WriteRow(owner, number);
        }
    }

    private void OfVariant(string name, string text)
    {
        switch (name)
        {
            case "Ид":
                _variant["Ref"] = text;
                _variant["ItemId"] = Scalars.GoodId(text);
                break;
            case "Наименование": _variant["Name"] = text; break;
            case "Артикул": _variant["Article"] = text; break;
            case "Штрихкод": _variant["Barcode"] = text; break;
        }
    }

    private void OfPrice(string name, string text)
    {
        _price = name switch
        {
            "ИдТипаЦены" => _price with { Type = text },
            "ЦенаЗаЕдиницу" => _price with { Value = text },
            "Валюта" => _price with { Currency = text },
            "Единица" => _price with { Unit = text },
            _ => _price,
        };
    }

    private void Write(Price price, long owner, int number)
    {
        schema.Prices["PriceTypeId"] = Scalars.Id(price.Type);
        schema.Prices["Value"] = Scalars.Number(price.Value!);
        schema.Prices["Currency"] = price.Currency;
        schema.Prices["Unit"] = price.Unit;
        schema.Prices.WriteRow(owner, number);
    }

    private record struct Price(string? Type, string? Value, string? Currency, string? Unit);
}
