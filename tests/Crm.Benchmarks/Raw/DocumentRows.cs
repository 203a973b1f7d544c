namespace Crm.Benchmarks.Raw;

/// <summary>A Документ: the other party, the invoice, its lines.</summary>
internal sealed class DocumentRows(RawSchema schema) : ElementRows
{
    private readonly RawTable _invoice = schema.Invoices;
    private readonly PartyRows _party = new(schema);
    private readonly LineRows _lines = new(schema);
    private string _role = "";
    private string _requisite = "";
    private bool _inParty;

    protected override void Begin()
    {
        _invoice.Clear();
        _lines.Clear();
    }

    protected override void Opened(string name)
    {
        switch (name)
        {
            case "Контрагент":
                _inParty = true;
                _party.Begin();
                break;
            case "Товар":
                _lines.Open();
                break;
        }
    }

    protected override void Leaf(string parent, string name, string text)
    {
        if (_lines.IsOpen)
        {
            _lines.Leaf(parent, name, text);
        }
        else if (_inParty)
        {
            OfParty(parent, name, text);
        }
        else
        {
            OfDocument(parent, name, text);
        }
    }

    protected override void Closed(string parent, string name)
    {
        if (name == "Контрагент")
        {
            _inParty = false;
            var (column, id) = _party.End(_role);
            _invoice[column] = id;
        }
        else if (name == "Товар")
        {
            _lines.Close();
        }
    }

    protected override void End() => _lines.Write(_invoice.Write());

    private void OfParty(string parent, string name, string text)
    {
        if (parent == "Контрагент" && name == "Роль")
        {
            _role = text;
        }
        else
        {
            _party.Leaf(parent, name, text);
        }
    }

    private void OfDocument(string parent, string name, string text)
    {
        switch (parent)
        {
            case "Документ": OfHead(name, text); break;
            case "Налог" when name == "Сумма": _invoice["Vat"] = Scalars.Money(text); break;
            case "Налог" when name == "УчтеноВСумме": _invoice["VatIncluded"] = Scalars.Boolean(text); break;
            case "ЗначениеРеквизита" when name == "Наименование": _requisite = text; break;
            case "ЗначениеРеквизита": OfRequisite(text); break;
        }
    }

    private void OfHead(string name, string text)
    {
        switch (name)
        {
            case "Ид": _invoice["Ref"] = text; break;
            case "Номер": _invoice["Number"] = text; break;
            case "Дата": _invoice["Date"] = text; break;
            case "Время": _invoice["Time"] = text; break;
            case "ХозОперация": _invoice["Kind"] = text == "Заказ товара" ? 0L : 1L; break;
            case "Валюта": _invoice["Currency"] = text; break;
            case "Курс": _invoice["Rate"] = Scalars.Number(text); break;
            case "Сумма": _invoice["Total"] = Scalars.Money(text); break;
            case "Комментарий": _invoice["Comment"] = text; break;
        }
    }

    private void OfRequisite(string text)
    {
        switch (_requisite)
        {
            case "Номер по 1С": _invoice["TheirNumber"] = text; break;
            case "Дата по 1С": _invoice["TheirDate"] = Scalars.Day(text); break;
            case "Проведен": _invoice["Posted"] = Scalars.Boolean(text); break;
            case "Номер оплаты по 1С": _invoice["PaymentNumberThere"] = text; break;
            case "Дата оплаты по 1С": _invoice["PaymentDateThere"] = Scalars.Day(text); break;
        }
    }
}
