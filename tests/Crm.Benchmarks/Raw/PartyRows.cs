namespace Crm.Benchmarks.Raw;

/// <summary>A Контрагент inside a document: one counterparty and its accounts; the owner of the base is only pointed to.</summary>
internal sealed class PartyRows(RawSchema schema)
{
    private readonly RawTable _party = schema.Counterparties;
    private readonly RawTable _account = schema.Accounts;
    private string _id = "";
    private string _contactType = "";
    private bool _hasAccount;

    public void Begin()
    {
        _party.Clear();
        _account.Clear();
        _hasAccount = false;
    }

    public void Leaf(string parent, string name, string text)
    {
        switch (parent)
        {
            case "Контрагент": OfParty(name, text); break;
            case "ЮридическийАдрес" or "АдресРегистрации" when name == "Представление": _party["LegalAddress"] = text; break;
            case "РасчетныйСчет" or "Банк": OfAccount(name, text); break;
            case "Контакт": OfContact(name, text); break;
        }
    }

    /// <summary>Where the document points to, and which of its columns does.</summary>
    public (string Column, object Id) End(string role)
    {
        if (role != "Покупатель")
        {
            return ("OrganizationId", Scalars.Id(_id));
        }

        var owner = _party.Write();
        if (_hasAccount)
        {
            _account.WriteRow(owner, 0);
        }

        return ("CounterpartyId", Scalars.Id(_id));
    }

    private void OfParty(string name, string text)
    {
        switch (name)
        {
            case "Ид":
                _party["Ref"] = _id = text;
                break;
            case "Наименование": _party["Name"] = text; break;
            case "ОфициальноеНаименование":
                _party["FullName"] = text;
                _party["Kind"] = 0L;
                break;
            case "ПолноеНаименование":
                _party["FullName"] = text;
                _party["Kind"] = 1L;
                break;
            case "ИНН": _party["Inn"] = text; break;
            case "КПП": _party["Kpp"] = text; break;
        }
    }

    private void OfAccount(string name, string text)
    {
        _hasAccount = true;
        switch (name)
        {
            case "НомерСчета": _account["Number"] = text; break;
            case "БИК": _account["Bic"] = text; break;
            case "СчетКорреспондентский": _account["CorrespondentAccount"] = text; break;
            case "Наименование": _account["BankName"] = text; break;
        }
    }

    private void OfContact(string name, string text)
    {
        if (name == "Тип")
        {
            _contactType = text;
        }
        else if (name == "Значение")
        {
            _party[_contactType == "Электронная почта" ? "Email" : "Phone"] = text;
        }
    }
}
