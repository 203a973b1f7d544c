using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>A known object as it was agreed on before the delivery, and how it is shown to a person.</summary>
internal sealed record Before(Link Link, Agreed Agreed, EntityKind Kind)
{
    private const int LongestShown = 60;

    public long Id => Link.Id;

    public string Row => Shown(Kind, Agreed.Values, Link.ExternalId);

    /// <summary>An object by what a person knows it by.</summary>
    public static string Shown(EntityKind kind, Fields values, string externalId) =>
        $"{kind.Name} «{Shown(values["Name"] ?? values["Number"] ?? externalId)}»";

    public Example Changed(FieldChange change) => Changed(change.Field.Name, change.Before, change.After);

    public Example Changed(string field, object? before, object? after) => new(Row, field, Shown(before), Shown(after));

    public Example Unreadable(Rejection why) => new(Row, why.Field, Shown(Agreed.Values[why.Field]), Shown(why.Value));

    public Example Gone() => new(Row, "", "", "✗");

    public Example Back() => new(Row, "", "✗", "");

    private static string Shown(object? value)
    {
        var text = value switch
        {
            null => "∅",
            Fields or Many => FieldsJson.Write(Fields.Of(("", value)))[4..^1],
            _ => FieldsJson.Text(value),
        };
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
