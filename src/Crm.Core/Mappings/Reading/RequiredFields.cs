using System.Reflection;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Mappings.Reading;

/// <summary>Fields without which there is no row here, by the class, or no object over there, by what is known of their kinds.</summary>
internal static class RequiredFields
{
    /// <summary>A text that may not be null.</summary>
    public static IEnumerable<string> Of(EntityKind kind)
    {
        var nullability = new NullabilityInfoContext();
        return kind.Fields
            .Where(field => field is { Type: FieldType.Text, IsDerived: false })
            .Where(field => nullability.Create(field.Property).WriteState == NullabilityState.NotNull)
            .Select(field => field.Name);
    }

    public static void Check(FileLints lints, MapNode root, EntityKind to, HashSet<string> mapped)
    {
        if (root.Find("fields") is not { } fields)
        {
            return;
        }

        foreach (var name in Of(to).Where(name => !mapped.Contains(name)))
        {
            lints.Error(fields.Key, LintCodes.RequiredNotMapped, $"у {to.Name} нет строки без поля {name}; добавьте для него правило.", $"there is no {to.Name} without {name}; add a rule for it.");
        }
    }

    // The forms of 1C would fill such a field or complain; what comes past them is taken as it is, or refused at night.
    public static void CheckThere(FileLints lints, MapNode root, List<ExternalKind> accepted, BackReader? back)
    {
        var needed = accepted.SelectMany(kind => kind.Types.Where(IsNeeded).Select(field => (kind.Name, field.Key)));
        foreach (var (kind, name) in needed.Where(field => PathGrammar.TryParse(field.Key, out var path) && !back!.Written.Has(path)))
        {
            lints.Error(
                root["fields"] ?? root, LintCodes.RequiredThere,
                $"{kind} без поля «{name}» не примут, а ни одно правило его не пишет.", $"{kind} is not taken without '{name}', and no rule writes it.");
        }
    }

    private static bool IsNeeded(KeyValuePair<string, ExternalField> field) => field.Value.IsRequired && !field.Key.Contains('/', StringComparison.Ordinal);
}
