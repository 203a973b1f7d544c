using Crm.Simulator.Answers;
using Crm.Simulator.Metadata;
using Crm.Simulator.State;

namespace Crm.Simulator.Query;

/// <summary>A value that can be asked of an object, with what is known of it before.</summary>
/// <param name="Property">The property behind it, when it is one.</param>
/// <param name="IsOwn">Whether it lies in the object itself and not behind a reference.</param>
internal sealed record Reading(Func<object?[], object?> Of, EdmProperty? Property = null, bool IsOwn = true)
{
    public bool IsLink => Property is { IsLink: true };

    public bool IsComposite => Property is { IsComposite: true };
}

/// <summary>Finds the properties that an expression names.</summary>
internal sealed class Scope(Books books, EdmType type, string? variable = null)
{
    public EdmType Type => type;

    /// <exception cref="ODataFault">6: there is no such property.</exception>
    public Reading Find(IReadOnlyList<string> parts)
    {
        var from = parts.Count > 1 && parts[0] == variable ? 1 : 0;
        return Walk(type, parts, from, static values => values, isOwn: true);
    }

    public EdmProperty Rows(IReadOnlyList<string> parts) =>
        type.Find(parts[^1]) is { Kind: EdmKind.Rows, RowType: not null } rows ? rows : throw ODataFault.BadPath(string.Join('/', parts));

    public Scope Inside(EdmProperty rows, string name) => new(books, rows.RowType!, name);

    private Reading Walk(EdmType at, IReadOnlyList<string> parts, int index, Func<object?[], object?[]?> reach, bool isOwn)
    {
        var name = parts[index];
        if (index == parts.Count - 1)
        {
            var property = at.Find(name) ?? (at.Navigations.ContainsKey(name) ? at.Find(name + "_Key") : null) ?? throw ODataFault.BadPath(name);
            return new Reading(values => reach(values) is { } there ? property.Of(there) : null, property, isOwn);
        }

        var (target, key) = Navigation(at, name);
        var table = books.Of(target);
        return Walk(target.Type, parts, index + 1, values => reach(values) is { } there ? Follow(table, key, there) : null, isOwn: false);
    }

    private (SetShape Target, EdmProperty Key) Navigation(EdmType at, string name) =>
        at.Navigations.TryGetValue(name, out var set) && books.Model.Find(set) is { IsView: false } target && at.Find(name + "_Key") is { } key
            ? (target, key)
            : throw ODataFault.BadPath(name);

    private object?[]? Follow(Table table, EdmProperty key, object?[] values)
    {
        lock (books.Gate)
        {
            return table.Find(Keys.Of((Guid)key.Of(values)))?.Values;
        }
    }
}
