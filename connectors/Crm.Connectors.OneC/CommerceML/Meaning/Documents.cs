using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Documents of every operation, alone, in a container, or subordinate to another one.</summary>
internal static class Documents
{
    // As many fields as a document may get at most: links, sums, lines, and what 1C reports.
    private const int Added = 18;

    public static void Tell(Telling telling, Fields raw) => Tell(telling, Requisites.Gathered(telling, raw), Grounds.None, null);

    /// <summary>All about one order: the order first, then what was made on its ground.</summary>
    public static void TellContainer(Telling telling, Fields container)
    {
        var documents = container.Rows("Документ").Select(document => Requisites.Gathered(telling, document)).ToList();
        var grounds = Grounds.Of(documents.Where(document => Operations.IsGround(OperationOf(document))), telling);
        foreach (var document in documents.OrderBy(document => Operations.IsGround(OperationOf(document)) ? 0 : 1))
        {
            Tell(telling, document, grounds, null);
        }
    }

    /// <summary>Ид, else number and date.</summary>
    public static string IdOf(Fields document, Telling telling) =>
        Ids.Of(document)
        ?? (document.Text("Номер") is { } number ? Ids.Normal($"number:{number}/{document.Text("Дата")}") : null)
        ?? telling.Nameless;

    private static void Tell(Telling telling, Fields document, Grounds grounds, DocumentParties? inherited)
    {
        var operation = OperationOf(document);
        var id = IdOf(document, telling);
        if (Deletion.IsMarked(document))
        {
            telling.Deleted(Operations.Kind(operation), id);
            return;
        }

        var refund = Operations.IsRefund(operation) || Flags.IsTrue(Requisites.Of(document).Text("ПризнакВозврата"));
        var at = Moments.Utc(document.Text("Дата"), document.Text("Время"), telling.Zone) ?? telling.FormedAt;
        var parties = Parties(telling, document, refund, at, inherited);
        var contract = Contracts.Tell(telling, document, parties, at);

        var builder = Kept(document);
        SayLinks(builder, document, parties, contract);
        SayGround(builder, document, operation, grounds);
        SayMoney(builder, operation, refund, parties);
        SayTable(builder, document);
        Reported.Say(builder, document);
        telling.Saved(Operations.Kind(operation), id, builder.ToFields());

        Payments.Tell(telling, document, id, parties);
        TellSubordinate(telling, document, id, parties);
    }

    // Parties become ids, lines become flat, and the rest of these become changes of their own.
    private static bool IsReplaced(string name) => name is
        "Контрагенты" or "Контрагент" or "Товары" or "Оплаты" or "ПодчиненныеДокументы" or "Организация" or "Договор" or "Соглашение" or "Основание";

    private static Fields.Builder Kept(Fields document)
    {
        var builder = new Fields.Builder(document.Count + Added);
        foreach (var (name, value) in document)
        {
            if (!IsReplaced(name))
            {
                builder.Append(name, value);
            }
        }

        return builder;
    }

    private static string OperationOf(Fields document) => Operations.Of(document.First("ХозОперация", "ХозяйственнаяОперация"));

    private static DocumentParties Parties(Telling telling, Fields document, bool refund, DateTime at, DocumentParties? inherited)
    {
        var own = DocumentParties.Tell(telling, document, refund, at);
        return inherited is null ? own : new DocumentParties(
            own.Own ?? inherited.Own,
            own.Other ?? inherited.Other,
            own.OwnSide == Side.Unknown ? inherited.OwnSide : own.OwnSide,
            own.OtherSide == Side.Unknown ? inherited.OtherSide : own.OtherSide);
    }

    private static void SayLinks(Fields.Builder builder, Fields document, DocumentParties parties, string? contract)
    {
        if (parties.Other is not null || document.Says("Контрагенты") || document.Says("Контрагент"))
        {
            builder.Set("Контрагент", parties.Other);
        }

        if (parties.Own is not null)
        {
            builder.Set("Организация", parties.Own);
        }

        if (contract is not null)
        {
            builder.Set("Договор", contract);
        }
    }

    private static void SayGround(Fields.Builder builder, Fields document, string operation, Grounds grounds)
    {
        var named = document.TextIn("Основание", "Ид", "Номер");
        var ground = grounds.Find(named) ?? (Operations.IsGround(operation) ? null : grounds.Only);
        if ((ground ?? Ids.Normal(named)) is { } id)
        {
            builder.Set("Основание", id);
        }
        else if (document.Says("Основание"))
        {
            builder.Set("Основание", null);
        }
    }

    private static void SayMoney(Fields.Builder builder, string operation, bool refund, DocumentParties parties)
    {
        if (Operations.IsMoney(operation) && Roles.Direction(refund, parties.OwnSide, parties.OtherSide) is { } direction)
        {
            builder.Set("Направление", direction);
        }
    }

    private static void SayTable(Fields.Builder builder, Fields document)
    {
        DocumentLines.Sums(builder, document);
        if (document.Says("Товары"))
        {
            builder.Set("Строки", DocumentLines.Of(document));
        }
    }

    private static void TellSubordinate(Telling telling, Fields document, string id, DocumentParties parties)
    {
        var ordinal = 0;
        foreach (var raw in document.Each("ПодчиненныеДокументы", "ПодчиненныйДокумент"))
        {
            ordinal++;
            var child = Requisites.Gathered(telling, raw);
            var named = Ids.Of(child) is null && child.Text("Номер") is null ? child.With("Ид", $"{id}/{ordinal}") : child;
            var currency = named.Says("Валюта") || !document.Says("Валюта") ? named : named.With("Валюта", document["Валюта"]);
            Tell(telling, currency, Grounds.Just(id, document.Text("Номер")), parties);
        }
    }
}
