using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Editing;

/// <summary>What a person types into a field is held to what mappings hold other bases to.</summary>
public static class FieldCheck
{
    /// <summary>What is wrong with the text of a field, or null.</summary>
    public static Words? Wrong(EntityField field, string text) => Conversion(field.Name)?.Invoke(text, default).Wrong;

    /// <summary>The names of the fields that no row of the kind may lack.</summary>
    public static IReadOnlyList<string> Required(EntityKind kind) => [.. RequiredFields.Of(kind)];

    private static Conversion? Conversion(string field) => field switch
    {
        "Inn" => RussianCodes.Inn,
        "Kpp" => RussianCodes.Kpp,
        "Ogrn" => RussianCodes.Ogrn,
        "Email" => EmailConverter.Email,
        _ => null,
    };
}
