using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Payments that a site tells inside an order (2.09).</summary>
internal static class Payments
{
    public static void Tell(Telling telling, Fields document, string documentId, DocumentParties parties)
    {
        var ordinal = 0;
        foreach (var payment in document.Each("Оплаты", "Оплата"))
        {
            ordinal++;
            var id = $"{documentId}/{payment.First("НомерТранзакции", "НомерДокумента") ?? $"{ordinal}"}";
            var builder = payment.ToBuilder(5).Set("Ид", id).Set("Основание", documentId);
            if (parties.Other is not null)
            {
                builder.Set("Контрагент", parties.Other);
            }

            builder.Copy("Валюта", payment.Says("Валюта") ? payment : document);
            if (Roles.Direction(false, parties.OwnSide, parties.OtherSide) is { } direction)
            {
                builder.Set("Направление", direction);
            }

            telling.Own("Оплата", id, builder.ToFields());
        }
    }
}
