using Crm.Simulator.Answers;
using Crm.Simulator.Habits;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Query;

/// <summary>Which properties of an object an answer has, in the order of the metadata.</summary>
internal sealed class Projection
{
    private readonly List<(EdmProperty Property, Projection? Rows)> _columns = [];
    private readonly List<EdmProperty> _presentations = [];
    private readonly List<Expansion> _expansions = [];

    private Projection(EdmType type) => Type = type;

    public EdmType Type { get; }

    public IReadOnlyList<(EdmProperty Property, Projection? Rows)> Columns => _columns;

    /// <summary>References that are shown in words too.</summary>
    public IReadOnlyList<EdmProperty> Presentations => _presentations;

    public bool ShowsItself { get; private set; }

    public IReadOnlyList<Expansion> Expansions => _expansions;

    /// <summary>Everything, nothing expanded.</summary>
    public static Projection Whole(EdmType type) => Of(type, ["*"]);

    /// <exception cref="ODataFault">6: there is no such property.</exception>
    public static Projection Read(Books books, EdmType type, string? select, string? expand, HabitSwitches habits)
    {
        var selected = Split(select);
        var expanded = Split(expand);
        var projection = Of(type, selected.Count == 0 ? ["*"] : selected, expanded);
        var isOpen = selected.Count == 0 || !habits.Is(Habit.SilentExpand);
        foreach (var name in expanded.SelectMany(path => path == "*" ? type.Navigations.Keys : [path]).Distinct(StringComparer.Ordinal))
        {
            projection.Expand(books, name.Split('/'), selected, isOpen);
        }

        return projection;
    }

    private static Projection Of(EdmType type, IReadOnlyList<string> selected, IReadOnlyList<string>? expanded = null)
    {
        var projection = new Projection(type);
        var paths = selected.Select(path => path.Split('/')).ToList();
        var names = paths.Select(path => path[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            projection.Check(path, expanded ?? []);
        }

        foreach (var property in type.Properties.Where(property => property.Kind != EdmKind.Stream))
        {
            projection.Add(property, paths, names);
        }

        projection.ShowsItself = names.Contains("Presentation") || names.Contains("*____Presentation");
        return projection;
    }

    private void Add(EdmProperty property, List<string[]> paths, HashSet<string> names)
    {
        var isWhole = names.Contains("*") || names.Contains(property.Name) && paths.Any(path => path.Length == 1 && path[0] == property.Name);
        if (isWhole || names.Contains("**") && property.Kind != EdmKind.Rows)
        {
            _columns.Add((property, property.RowType is { } rows ? Whole(rows) : null));
        }
        else if (property.RowType is { } rows && names.Contains(property.Name))
        {
            string[] inside = [.. paths.Where(path => path[0] == property.Name).Select(path => string.Join('/', path[1..]))];
            _columns.Add((property, Of(rows, inside)));
        }

        var bare = property.Name.EndsWith("_Key", StringComparison.Ordinal) ? property.Name[..^4] : property.Name;
        var canShow = property.Name != "Ref_Key" && (property.IsLink || property.IsComposite);
        if (canShow && (names.Contains("*____Presentation") || names.Contains(bare + "____Presentation") || names.Contains(property.Name + "____Presentation")))
        {
            _presentations.Add(property);
        }
    }

    private void Check(string[] path, IReadOnlyList<string> expanded)
    {
        var name = path[0];
        var isMark = name is "*" or "**" or "Presentation" or "*____Presentation";
        var shown = name.EndsWith("____Presentation", StringComparison.Ordinal) ? name[..^"____Presentation".Length] : name;
        var isNavigation = Type.Navigations.ContainsKey(shown);
        if (!isMark && !isNavigation && Type.Find(shown) is null && Type.Find(shown + "_Key") is null)
        {
            throw ODataFault.BadPath(name);
        }

        if (path.Length > 1 && isNavigation && !expanded.Any(other => other.Split('/')[0] == name))
        {
            throw ODataFault.BadPath(string.Join('/', path));
        }
    }

    private void Expand(Books books, string[] path, IReadOnlyList<string> selected, bool isOpen)
    {
        var name = path[0];
        var isSelected = isOpen || selected.Any(own => own == name || own.StartsWith(name + "/", StringComparison.Ordinal));
        if (!Type.Navigations.TryGetValue(name, out var target) || books.Model.Find(target) is not { } set || Type.Find(name + "_Key") is not { } key)
        {
            // Of several types: the reference is followed by the type that stands beside it.
            _ = Type.Find(name) is { IsComposite: true } ? name : throw ODataFault.BadPath(name);
            return;
        }

        if (isSelected && _expansions.All(expansion => expansion.Name != name))
        {
            var inner = selected.Where(own => own.StartsWith(name + "/", StringComparison.Ordinal)).Select(own => own[(name.Length + 1)..]).ToList();
            var child = Of(set.Type, inner.Count == 0 ? ["*"] : inner, path.Length > 1 ? [path[1]] : []);
            if (path.Length > 1)
            {
                child.Expand(books, path[1..], inner, isOpen: inner.Count == 0 || isOpen);
            }

            _expansions.Add(new Expansion(name, key, set, child));
        }
    }

    private static List<string> Split(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>A reference whose object is given with it.</summary>
internal sealed record Expansion(string Name, EdmProperty Key, SetShape Target, Projection Projection);
