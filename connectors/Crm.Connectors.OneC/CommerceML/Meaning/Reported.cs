using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>
/// What 1C reports back about a document: its own number, payment, shipment, cancellation. A document that reports says all
/// of it, so that what 1C no longer mentions is said to be empty: it mentions a payment only while the whole is paid.
/// </summary>
internal static class Reported
{
    private static readonly string[] Signs =
    [
        "НомерПо1С", "ДатаПо1С", "Проведен", "НомерОплатыПо1С", "ДатаОплатыПо1С", "НомерОтгрузкиПо1С", "ДатаОтгрузкиПо1С",
    ];

    public static void Say(Fields.Builder builder, Fields document)
    {
        var requisites = Requisites.Of(document);
        SayOwnNumber(builder, document, requisites);
        if (document.Text("Номер1С") is null && requisites.CountSaid(Signs) == 0)
        {
            return;
        }

        builder.Set("ОплатаНомер", requisites.Last("НомерОплатыПо1С")).Set("ОплатаДата", requisites.Last("ДатаОплатыПо1С"));
        builder.Set("ОтгрузкаНомер", requisites.Last("НомерОтгрузкиПо1С")).Set("ОтгрузкаДата", requisites.Last("ДатаОтгрузкиПо1С"));
        foreach (var name in (ReadOnlySpan<string>)["Оплачен", "Отгружен", "Отменен", "Проведен"])
        {
            builder.Set(name, document.Last(name) ?? requisites.Last(name));
        }
    }

    private static void SayOwnNumber(Fields.Builder builder, Fields document, Fields requisites)
    {
        if ((document.Text("Номер1С") ?? requisites.Last("НомерПо1С")) is { } number)
        {
            builder.Set("Номер1С", number);
        }

        if ((document.Text("Дата1С") ?? requisites.Last("ДатаПо1С")) is { } date)
        {
            builder.Set("Дата1С", date);
        }
    }
}
