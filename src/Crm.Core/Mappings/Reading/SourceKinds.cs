using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>What may be found in the objects a mapping takes: the paths of its external kinds together.</summary>
internal sealed class SourceKinds
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public SourceKinds(IEnumerable<ExternalKind> kinds, bool anything)
    {
        Anything = anything;
        foreach (var kind in kinds)
        {
            _open.UnionWith(kind.Open);
            foreach (var path in kind.Fields.Concat(kind.Open))
            {
                AddWithParents(path);
            }
        }
    }

    /// <summary>One of the kinds is unknown, so that no path can be called wrong.</summary>
    public bool Anything { get; }

    public IEnumerable<string> Paths => _known;

    public bool Knows(string path) => Anything || path.Length == 0 || _known.Contains(path) || IsOpen(path);

    private bool IsOpen(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
        {
            if (_open.Contains(path[..at]))
            {
                return true;
            }
        }

        return _open.Contains("");
    }

    private void AddWithParents(string path)
    {
        for (var at = path.Length; at > 0; at = path.LastIndexOf('/', at - 1))
        {
            _known.Add(path[..at]);
        }
    }
}
