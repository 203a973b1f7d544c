using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Counterparties, own firms and the people who speak for them.</summary>
internal static class Parties
{
    /// <summary>A counterparty in its own words.</summary>
    public static void Tell(Telling telling, Fields raw)
    {
        var party = Requisites.Gathered(telling, raw);
        var id = IdOf(party) ?? telling.Nameless;
        telling.Own("Контрагент", id, Canonical(party));
        if (!Deletion.IsMarked(party))
        {
            Representatives.Tell(telling, party, id, null);
        }
    }

    /// <summary>The firm that a classifier, a catalogue or a package belongs to. A header that names nobody tells nothing.</summary>
    public static void TellOwner(Telling telling, Fields raw)
    {
        var owner = Requisites.Gathered(telling, raw);
        if (IdOf(owner) is { } id)
        {
            telling.Own("Организация", id, Canonical(owner));
        }
    }

    /// <summary>A party that a document mentions.</summary>
    /// <returns>Its id, or null when it has nothing to be known by.</returns>
    public static string? Mention(Telling telling, string kind, Fields raw, DateTime at)
    {
        var party = Requisites.Gathered(telling, raw);
        if (IdOf(party) is not { } id)
        {
            return null;
        }

        telling.Saved(kind, id, Canonical(party), at);
        if (kind == "Контрагент")
        {
            Representatives.Tell(telling, party, id, at);
        }

        return id;
    }

    /// <summary>Ид, else ИНН with КПП, else the name.</summary>
    public static string? IdOf(Fields party)
    {
        if (Ids.Of(party) is { } id)
        {
            return id;
        }

        var (inn, kpp) = (party.Text("ИНН"), party.Text("КПП"));
        return inn is not null ? Ids.Normal(kpp is null ? inn : $"{inn}_{kpp}")
            : Ids.ByName(party.First("Наименование", "ОфициальноеНаименование", "ПолноеНаименование"));
    }

    private static Fields Canonical(Fields party)
    {
        var addresses = Addresses.Of(party);
        var builder = party.ToBuilder(addresses is null || party.Says("Адреса") ? 0 : 1);
        if (addresses is not null)
        {
            builder.Set("Адреса", addresses);
        }

        if (party.Says("Контакты"))
        {
            builder.Set("Контакты", Contacts.Rows(party));
        }

        if (party.Says("РасчетныеСчета"))
        {
            builder.Set("РасчетныеСчета", Contacts.Accounts(party));
        }

        return builder.ToFields();
    }
}
