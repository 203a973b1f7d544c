using System.Reflection;
using Crm.Core.Entities;

namespace Crm.Core.Mappings.Reading;

/// <summary>Fields that every row of a kind has, by the class: a text that may not be null.</summary>
internal static class RequiredFields
{
    public static IEnumerable<string> Of(EntityKind kind)
    {
        var nullability = new NullabilityInfoContext();
        return kind.Fields
            .Where(field => field is { Type: FieldType.Text, IsDerived: false })
            .Where(field => nullability.Create(field.Property).WriteState == NullabilityState.NotNull)
            .Select(field => field.Name);
    }
}
