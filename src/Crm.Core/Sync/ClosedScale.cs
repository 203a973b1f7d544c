using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>Knows whether a document lies in a closed period of its organization.</summary>
internal sealed class ClosedScale(Flow flow, DbSession db)
{
    private const int Remembered = 1_000;

    private static readonly KindTable Organizations = KindTable.Of(nameof(Organization));

    private readonly LinkStore _links = new(db);
    private readonly RowStore _rows = new(db);
    private readonly Dictionary<string, string?[]> _names = new(StringComparer.Ordinal);

    /// <param name="values">Of the document, in CRM words; its organization by its id over there.</param>
    public bool IsClosed(EntityKind kind, Fields values) =>
        flow.Brakes.ClosedPeriods is { Latest: { } latest } periods
        && kind.Name is nameof(Invoice) or nameof(Payment) or nameof(Shipment)
        && values[nameof(Invoice.Date)] is DateOnly day && day <= latest
        && periods.IsClosed(day, NamesOf(values[nameof(Organization)] as LinkRef));

    private string?[] NamesOf(LinkRef? organization)
    {
        if (organization is null)
        {
            return [];
        }

        if (!_names.TryGetValue(organization.Id, out var names))
        {
            if (_names.Count == Remembered)
            {
                _names.Clear();
            }

            _names.Add(organization.Id, names = Read(organization));
        }

        return names;
    }

    private string?[] Read(LinkRef organization)
    {
        var ids = _links.Resolve(flow.Connection, Organizations.Name, [organization.Id]).Select(link => link.EntityId).Distinct().ToList();
        return [.. _rows.Read(Organizations, ids, []).Values.SelectMany(row =>
            new[] { nameof(Organization.Inn), nameof(Organization.Name), nameof(Organization.FullName) }
                .Select(field => row.Values[Organizations.Ordinal(field)] as string))];
    }
}
