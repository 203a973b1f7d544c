using System.Globalization;
using Crm.Connect;

namespace Crm.Core.Mappings.Rules;

/// <summary>Makes a text of what stands at a path: an element with attributes gives its own text, many give the first that is not empty.</summary>
internal static class SourceText
{
    public static Outcome Of(Outcome found) => found.Value switch
    {
        null => found,
        string text => Of(text),
        Fields fields when fields.Says("", out var own) => Of(Outcome.Of(own)),
        Fields => Outcome.No("…", "здесь стоит таблица или вложенный объект, а нужен текст", "a nested object stands here where a text is needed"),
        Many many => First(many),
        var value => Outcome.Of(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static Outcome Of(string text) =>
        string.IsNullOrWhiteSpace(text) ? Outcome.Empty : Outcome.Of(text);

    private static Outcome First(Many many)
    {
        var found = Outcome.Empty;
        for (var at = 0; at < many.Count; at++)
        {
            found = Of(Outcome.Of(many[at]));
            if (found.HasValue)
            {
                return found;
            }
        }

        return found;
    }
}
