using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Hub.Reading;

/// <summary>What rows are called; asked once for each.</summary>
internal sealed class RowNames(DbSession db)
{
    private readonly Dictionary<(string Kind, Guid Id), string?> _known = [];

    /// <summary>The name of a row, or null when there is no such row or it has none.</summary>
    public string? Of(string kind, Guid id)
    {
        if (EntityKind.Find(kind) is null)
        {
            return null;
        }

        if (!_known.TryGetValue((kind, id), out var name))
        {
            name = db.Scalar($"SELECT {KindView.NameOf(kind, "t")} FROM \"{kind}\" t WHERE t.Id = $0", id) as string;
            _known[(kind, id)] = name;
        }

        return name;
    }
}
