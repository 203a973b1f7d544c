using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>The contract that a document names, in an element or in a requisite.</summary>
internal static class Contracts
{
    /// <returns>The id of the contract, or null when the document names none.</returns>
    public static string? Tell(Telling telling, Fields document, DocumentParties parties, DateTime at)
    {
        var named = document["Договор"] ?? document["Соглашение"] ?? Requisites.Of(document)["Договор"];
        if (named is null)
        {
            return null;
        }

        var contract = named switch
        {
            string text => Fields.Of(("Наименование", text)),
            Fields fields => fields,
            Many many => many.OfType<Fields>().FirstOrDefault() ?? Fields.Empty,
            _ => Fields.Empty,
        };
        var name = contract.First("Наименование", "Представление", "Номер", "");
        if ((Ids.Of(contract) ?? Ids.Normal($"{parties.Other}/{Ids.ByName(name)}".TrimStart('/'))) is not { } id || (name is null && Ids.Of(contract) is null))
        {
            return null;
        }

        var builder = new Fields.Builder(6).Copy("Ид", contract).Add("Наименование", name).Copy("Номер", contract).Copy("Дата", contract);
        builder.Add("Контрагент", parties.Other);
        if (parties.Own is not null)
        {
            builder.Add("Организация", parties.Own);
        }

        telling.Saved("Договор", id, builder.ToFields(), at);
        return id;
    }
}
