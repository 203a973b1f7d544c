using Crm.Connect;

namespace Crm.Core.Mappings.Reading;

/// <summary>What may be found in the objects a mapping takes: the paths of its external kinds together, and what is known of each.</summary>
internal sealed class SourceKinds
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExternalField> _types = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ExternalKind> _all;

    /// <param name="all">Every kind of the connector: some of them speak of others.</param>
    public SourceKinds(IEnumerable<ExternalKind> kinds, bool anything, IReadOnlyDictionary<string, ExternalKind> all)
    {
        Anything = anything;
        _all = all;
        foreach (var kind in kinds)
        {
            Add(kind);
            foreach (var speaker in kind.SpokenOfBy)
            {
                _known.Add(speaker);
                _types.TryAdd(speaker, new ExternalField(ExternalType.Table) { Targets = [speaker], IsWhole = true, IsReadOnly = true });
            }
        }
    }

    /// <summary>One of the kinds is unknown, so that no path can be called wrong.</summary>
    public bool Anything { get; }

    public IEnumerable<string> Paths => _known;

    public bool Knows(string path) => Anything || path.Length == 0 || _known.Contains(path) || IsOpen(path) || Behind(path) is not null;

    /// <summary>What is known of the field; kinds that do not agree on it know nothing.</summary>
    public ExternalField TypeOf(string path) => Anything ? ExternalField.Unknown : _types.GetValueOrDefault(path) ?? Behind(path) ?? ExternalField.Unknown;

    /// <summary>The paths that may stand instead of one that leads into another kind.</summary>
    public IEnumerable<string> PathsBehind(string path) =>
        path.LastIndexOf('/') is var at and > 0 && TypeOf(path[..at]) is { IsWhole: true } field ? KindsOf(field).SelectMany(kind => kind.Fields).Select(name => $"{path[..at]}/{name}") : [];

    // What lies in other kinds is not counted up: a base has millions of such paths.
    private ExternalField? Behind(string path)
    {
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
        {
            if (_types.TryGetValue(path[..at], out var field) && field.IsWhole)
            {
                return Within(field, path[(at + 1)..]) is { } found ? found with { IsReadOnly = !field.IsFoundByWord || !IsWord(found, path[(at + 1)..]) } : null;
            }
        }

        return null;
    }

    private static bool IsWord(ExternalField field, string name) =>
        field.Type is ExternalType.Text or ExternalType.Choice or ExternalType.Number && !name.Contains('/', StringComparison.Ordinal);

    private ExternalField? Within(ExternalField whole, string path)
    {
        foreach (var kind in KindsOf(whole))
        {
            if (kind.Types.TryGetValue(path, out var field))
            {
                return field;
            }

            for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
            {
                if (kind.Types.TryGetValue(path[..at], out var inner) && inner.IsWhole)
                {
                    return Within(inner, path[(at + 1)..]);
                }
            }

            if (kind.Open.Contains("") || kind.Fields.Any(name => name == path || name.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                return ExternalField.Unknown;
            }
        }

        return null;
    }

    private IEnumerable<ExternalKind> KindsOf(ExternalField whole) =>
        whole.Targets.Select(target => _all.GetValueOrDefault(target) ?? new ExternalKind(target, [], [""]));

    private void Add(ExternalKind kind)
    {
        _open.UnionWith(kind.Open);
        foreach (var path in kind.Open)
        {
            AddWithParents(path);
        }

        foreach (var path in kind.Fields)
        {
            AddWithParents(path);
            var its = kind.Types.GetValueOrDefault(path, ExternalField.Unknown);
            _types[path] = _types.TryGetValue(path, out var other) ? Both(its, other) : its;
        }
    }

    private static ExternalField Both(ExternalField one, ExternalField other) => one.Type != other.Type
        ? ExternalField.Unknown
        : one with
        {
            Targets = Either(one.Targets, other.Targets),
            Words = Either(one.Words, other.Words),
            Length = one.Length == 0 || other.Length == 0 ? 0 : Math.Max(one.Length, other.Length),
            IsReadOnly = one.IsReadOnly || other.IsReadOnly,
        };

    private static IReadOnlyList<string> Either(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 || other.Count == 0 ? [] : [.. one.Union(other)];

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
