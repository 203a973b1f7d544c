namespace Crm.Benchmarks.Raw;

/// <summary>The lines of one document, kept until the document has its number.</summary>
internal sealed class LineRows(RawSchema schema)
{
    private readonly List<Line> _lines = [];
    private Line? _open;

    public bool IsOpen => _open is not null;

    public void Clear() => _lines.Clear();

    public void Open() => _open = new Line();

    public void Close()
    {
        _lines.Add(_open!);
        _open = null;
    }

    public void Leaf(string parent, string name, string text)
    {
        var line = _open!;
        switch (parent, name)
        {
            case ("Товар", "Ид"): line.Id = text; break;
            case ("Товар", "Артикул"): line.Article = text; break;
            case ("Товар", "Наименование"): line.Name = text; break;
            case ("Товар", "БазоваяЕдиница"): line.Unit = text; break;
            case ("Товар", "ЦенаЗаЕдиницу"): line.Price = Scalars.Number(text); break;
            case ("Товар", "Количество"): line.Quantity = Scalars.Number(text); break;
            case ("Товар", "Сумма"): line.Total = Scalars.Money(text); break;
            case ("Налог", "Сумма"): line.Vat = Scalars.Money(text); break;
            case ("Налог", "Ставка"): line.VatRate = text; break;
            case ("Налог", "УчтеноВСумме"): line.VatIncluded = Scalars.Boolean(text); break;
        }
    }

    public void Write(long owner)
    {
        for (var number = 0; number < _lines.Count; number++)
        {
            Say(_lines[number], schema.Lines);
            schema.Lines.WriteRow(owner, number);
        }
    }

    private static void Say(Line line, RawTable row)
    {
        row["ItemId"] = Scalars.GoodId(line.Id);
        row["VariantId"] = line.Id;
        row["Name"] = line.Name;
        row["Article"] = line.Article;
        row["Unit"] = line.Unit;
        row["Quantity"] = line.Quantity;
        row["Price"] = line.Price;
        row["Total"] = line.Total;
        row["VatRate"] = line.VatRate;
        row["Vat"] = line.Vat;
        row["VatIncluded"] = line.VatIncluded;
    }

    private sealed class Line
    {
        public string Id { get; set; } = "";

        public string? Name { get; set; }

        public string? Article { get; set; }

        public string? Unit { get; set; }

        public object? Quantity { get; set; }

        public object? Price { get; set; }

        public object? Total { get; set; }

        public string? VatRate { get; set; }

        public object? Vat { get; set; }

        public object? VatIncluded { get; set; }
    }
}
