using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>Values of properties of goods and offers.</summary>
internal static class Properties
{
    /// <summary>Says Свойства: rows of {Ид, Наименование, Значение}; several values of one property are joined.</summary>
    public static Fields.Builder Say(Fields.Builder builder, Fields owner)
    {
        if (owner.Says("ЗначенияСвойств"))
        {
            builder.Set("Свойства", Rows(owner));
        }

        return builder;
    }

    private static Many? Rows(Fields owner)
    {
        var rows = owner.Each("ЗначенияСвойств", "ЗначенияСвойства").ToMany(Row);
        var others = owner.Each("ЗначенияСвойств", "ЗначениеСвойства").ToMany(Row);
        return rows is null ? others : others is null ? rows : new Many([.. rows, .. others]);
    }

    private static Fields Row(Fields value)
    {
        var builder = new Fields.Builder(value.Says("Наименование") ? 3 : 2).Add("Ид", Ids.Of(value));
        return builder.Copy("Наименование", value).Add("Значение", Joined(value)).ToFields();
    }

    private static string? Joined(Fields value)
    {
        if (value["Значение"] is string one && !value.Says("ИдЗначения"))
        {
            return Ids.Normal(one) ?? one;
        }

        var texts = value.Texts("Значение").Concat(value.Texts("ИдЗначения"));
        return string.Join("; ", texts.Select(text => Ids.Normal(text) ?? text)) is { Length: > 0 } joined ? joined : null;
    }
}
