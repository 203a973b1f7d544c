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
            var rows = owner.Rows("ЗначенияСвойств", "ЗначенияСвойства").Concat(owner.Rows("ЗначенияСвойств", "ЗначениеСвойства"));
            builder.Set("Свойства", rows.Select(Row).ToMany());
        }

        return builder;
    }

    private static Fields Row(Fields value)
    {
        var texts = value.Texts("Значение").Concat(value.Texts("ИдЗначения"));
        var joined = string.Join("; ", texts.Select(text => Ids.Normal(text) ?? text));
        var builder = new Fields.Builder().Add("Ид", Ids.Of(value));
        return builder.Copy("Наименование", value).Add("Значение", joined.Length == 0 ? null : joined).ToFields();
    }
}
