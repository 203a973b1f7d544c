using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Meaning;

/// <summary>What a classifier declares: groups, properties, price types and warehouses.</summary>
internal static class Classifier
{
    /// <summary>A whole tree of groups, parents before children.</summary>
    public static void TellGroups(Telling telling, Fields groups, string? parent = null)
    {
        foreach (var group in groups.Rows("Группа"))
        {
            var id = Ids.Of(group) ?? ByName(group, parent) ?? telling.Nameless;
            var fields = group.Without(name => name is "Группы" or "Свойства").With("Родитель", parent);
            telling.Own("Группа", id, fields);
            foreach (var children in group.Rows("Группы"))
            {
                TellGroups(telling, children, id);
            }
        }
    }

    public static void TellProperty(Telling telling, Fields property)
    {
        var options = new Many(property.Rows("ВариантыЗначений").SelectMany(Options)) is { Count: > 0 } many ? many : null;
        var fields = property.Says("ВариантыЗначений") ? property.With("Варианты", options) : property;
        telling.Own("Свойство", IdOf(property, telling), fields.Without(name => name == "ВариантыЗначений"));
    }

    public static void TellPriceType(Telling telling, Fields type)
    {
        var tax = Taxes.Vat(type.Each("Налог"));
        var fields = tax?.Says("УчтеноВСумме") == true ? type.With("НДСВСумме", tax["УчтеноВСумме"]) : type;
        telling.Own("ТипЦены", IdOf(type, telling), fields);
    }

    public static void TellWarehouse(Telling telling, Fields warehouse)
    {
        var builder = warehouse.ToBuilder(2);
        if (warehouse.Says("Адрес"))
        {
            builder.Set("АдресСтрокой", Addresses.Line(warehouse["Адрес"]));
        }

        if (warehouse.Says("Контакты"))
        {
            var contacts = Contacts.Rows(warehouse);
            builder.Set("Контакты", contacts).Set("Телефон", Contacts.First(contacts, "Телефон", "Мобильный"));
        }

        telling.Own("Склад", IdOf(warehouse, telling), builder.ToFields());
    }

    private static string IdOf(Fields fields, Telling telling) =>
        Ids.Of(fields) ?? ByName(fields, null) ?? telling.Nameless;

    private static string? ByName(Fields fields, string? parent) =>
        Ids.ByName(fields.Text("Наименование")) is { } name ? parent is null ? name : $"{parent}/{name}" : null;

    // A dictionary's options have ids; a plain list has only the values.
    private static IEnumerable<Fields> Options(Fields variants) =>
        variants.Rows("Справочник")
            .Select(row => Fields.Of(("Ид", Ids.Normal(row.Text("ИдЗначения"))), ("Значение", row["Значение"])))
            .Concat(variants.Texts("Значение").Select(text => Fields.Of(("Ид", Ids.Normal(text)), ("Значение", text))));
}
