using Crm.Connect;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>Who the documents of a parcel are with: known from the document itself, or from the same parcel.</summary>
internal sealed class PartiesAround(Parcel parcel)
{
    private readonly Dictionary<string, Fields> _whole = parcel.Objects
        .Where(one => one.Ref.Kind == "Контрагент" && one.Fields is not null)
        .GroupBy(one => one.Ref.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last().Fields!, StringComparer.Ordinal);

    /// <summary>The party under a field of a document, which is an id or the party itself with its Ид; null when the field is empty.</summary>
    public (string Id, Fields Fields)? In(Fields document, string field) => document[field] switch
    {
        Fields party when Spoken.Of(party["Ид"]) is { } id => (id, party),
        string id => (id, _whole.GetValueOrDefault(id, Fields.Empty)),
        _ => null,
    };
}
