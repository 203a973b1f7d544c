using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Storage;

namespace Crm.Core.Sync;

/// <summary>
/// Room 4. Finds the CRM row an incoming object is when it has no link yet: by the id that we gave it, else by the keys its mapping
/// names.
/// </summary>
internal static class Matcher
{
    private const int OurVersion = 7;

    /// <summary>Loads the candidates of all these changes, one query per key.</summary>
    public static void Load(Workspace workspace, KindTable table, IReadOnlyList<Incoming> strangers)
    {
        workspace.LoadMade(table, [.. strangers.Select(MadeOf).OfType<Guid>()]);
        foreach (var mapping in strangers.Select(stranger => stranger.Mapping).Distinct())
        {
            foreach (var key in mapping.Match)
            {
                var values = strangers.Where(stranger => stranger.Mapping == mapping)
                    .Select(stranger => KeyOf(workspace, key, stranger.Fields!))
                    .OfType<string[]>()
                    .ToList();
                workspace.LoadKeys(table, key, values);
            }
        }
    }

    /// <summary>
    /// An object that bears the id of a row was made of it, though nobody remembers that: the hub was given back from a backup. Else
    /// tries the keys in their order; the first that finds anything decides. A key with an empty part finds nothing.
    /// </summary>
    /// <returns>None, the one row, or Unclear.</returns>
    public static (Guid? Row, Match.Unclear? Unclear) Find(Workspace workspace, KindTable table, Incoming change)
    {
        if (MadeOf(change) is { } made && workspace.Lives(table, made) && !workspace.IsTaken(made, change))
        {
            return (made, null);
        }

        foreach (var key in change.Mapping.Match)
        {
            if (KeyOf(workspace, key, change.Fields!) is not { } parts)
            {
                continue;
            }

            var candidates = workspace.Candidates(table, key, string.Join('\u001f', parts));
            if (candidates.Count > 0)
            {
                return Choose(workspace, change, key, candidates);
            }
        }

        return (null, null);
    }

    private static (Guid? Row, Match.Unclear? Unclear) Choose(Workspace workspace, Incoming change, MatchKey key, List<Guid> candidates)
    {
        var free = key.Taken == WhenTaken.Join ? candidates : [.. candidates.Where(row => !workspace.IsTaken(row, change))];

        return (key.Taken, candidates.Count, free.Count) switch
        {
            (_, 1, 1) or (WhenTaken.New, _, 1) => (free[0], null),
            (WhenTaken.New, _, 0) => (null, null),
            (_, 1, 0) => (null, new Match.Unclear(IsAnothers(change, key), candidates)),
            _ => (null, new Match.Unclear(AreSeveral(change, key, candidates.Count), candidates)),
        };
    }

    private static Guid? MadeOf(Incoming change) => Guid.TryParse(change.Ref.Id, out var id) && id.Version == OurVersion ? id : null;

    private static string[]? KeyOf(Workspace workspace, MatchKey key, Fields theirs)
    {
        if (!key.Fits(theirs))
        {
            return null;
        }

        var parts = new string[key.Fields.Count];
        for (var at = 0; at < parts.Length; at++)
        {
            var value = theirs[key.Fields[at]];
            if (Workspace.KeyPart(value is LinkRef link ? workspace.Target(link) : value) is not { } part)
            {
                return null;
            }

            parts[at] = part;
        }

        return parts;
    }

    private static Words IsAnothers(Incoming change, MatchKey key) => new(
        $"Строка с таким ключом ({string.Join(" + ", key.Fields)}) уже связана с другим объектом базы «{change.Ref.Connection}». Скорее всего, там дубль: выберите, который из двух верен.",
        $"The row with this key ({string.Join(" + ", key.Fields)}) is linked to another object of '{change.Ref.Connection}' already. Most likely there is a duplicate over there: say which of the two is right.");

    private static Words AreSeveral(Incoming change, MatchKey key, int count) => new(
        $"По ключу {string.Join(" + ", key.Fields)} подходят несколько строк ({count}). Укажите, которая из них — этот объект базы «{change.Ref.Connection}».",
        $"{count} rows have this key ({string.Join(" + ", key.Fields)}). Say which of them is this object of '{change.Ref.Connection}'.");
}
