using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>Types over there as a person calls them.</summary>
internal static class TypeWords
{
    public static string Ru(ExternalType type) => type switch
    {
        ExternalType.Text => "текст",
        ExternalType.Number => "число",
        ExternalType.Boolean => "да/нет",
        ExternalType.Moment => "дата",
        ExternalType.Id => "идентификатор, который ни на что не ссылается",
        ExternalType.Link => "ссылка",
        ExternalType.Choice => "перечисление",
        ExternalType.Table => "таблица",
        _ => "двоичные данные",
    };

    public static string En(ExternalType type) => type switch
    {
        ExternalType.Text => "a text",
        ExternalType.Number => "a number",
        ExternalType.Boolean => "a flag",
        ExternalType.Moment => "a date",
        ExternalType.Id => "an id that refers to nothing",
        ExternalType.Link => "a reference",
        ExternalType.Choice => "an enumeration",
        ExternalType.Table => "a table",
        _ => "bytes",
    };
}
