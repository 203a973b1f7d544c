namespace Crm.Benchmarks.Raw;

/// <summary>A Товар of a catalogue: one item, and a row for each of its properties, further folders and pictures.</summary>
internal sealed class ItemRows(RawSchema schema) : ElementRows
{
    private readonly RawTable _item = schema.Items;
    private readonly RawTable _property = schema.ItemProperties;
    private readonly List<(string Property, string Value)> _properties = [];
    private readonly List<string> _groups = [];
    private readonly List<string> _images = [];
    private string _propertyId = "";
    private string _requisite = "";
    private bool _hasGroup;

    protected override void Begin()
    {
        _item.Clear();
        _properties.Clear();
        _groups.Clear();
        _images.Clear();
        _hasGroup = false;
    }

    protected override void Attribute(string element, string name, string value)
    {
        if (element == "БазоваяЕдиница" && name == "Код")
        {
            _item["UnitId"] = value.Trim();
        }
    }

    protected override void Leaf(string parent, string name, string text)
    {
        switch (parent)
        {
            case "Товар": OfItem(name, text); break;
            case "Группы": OfGroups(text); break;
            case "ЗначенияСвойства": OfProperty(name, text); break;
            case "СтавкаНалога" when name == "Ставка": _item["VatRate"] = text; break;
            case "ЗначениеРеквизита": OfRequisite(name, text); break;
        }
    }

    protected override void End()
    {
        var owner = _item.Write();
        for (var number = 0; number < _properties.Count; number++)
        {
            _property["PropertyId"] = Scalars.Id(_properties[number].Property);
            _property["Value"] = _properties[number].Value;
            _property.WriteRow(owner, number);
        }

        WriteRows(schema.ItemGroups, "GroupId", _groups, owner, group => Scalars.Id(group));
        WriteRows(schema.ItemImages, "Path", _images, owner, path => path);
    }

    private static void WriteRows(RawTable table, string column, List<string> texts, long owner, Func<string, object?> value)
    {
        for (var number = 0; number < texts.Count; number++)
        {
            table[column] = value(texts[number]);
            table.WriteRow(owner, number);
        }
    }

    private void OfItem(string name, string text)
    {
        switch (name)
        {
            case "Ид": _item["Ref"] = text; break;
            case "Наименование": _item["Name"] = text; break;
            case "Артикул": _item["Article"] = text; break;
            case "Штрихкод": _item["Barcode"] = text; break;
            case "Картинка": _images.Add(text); break;
            case "Описание": _item["Description"] = text; break;
        }
    }

    private void OfGroups(string text)
    {
        if (!_hasGroup)
        {
            _hasGroup = true;
            _item["GroupId"] = Scalars.Id(text);
        }
        else
        {
            _groups.Add(text);
        }
    }

    private void OfProperty(string name, string text)
    {
        if (name == "Ид")
        {
            _propertyId = text;
        }
        else
        {
            _properties.Add((_propertyId, text));
        }
    }

    private void OfRequisite(string name, string text)
    {
        if (name == "Наименование")
        {
            _requisite = text;
            return;
        }

        switch (_requisite)
        {
            case "Полное наименование": _item["FullName"] = text; break;
            case "Код": _item["Code"] = text; break;
            case "Вес": _item["Weight"] = Scalars.Number(text); break;
            case "ТипНоменклатуры": _item["Kind"] = text == "Услуга" ? 1L : 0L; break;
        }
    }
}
