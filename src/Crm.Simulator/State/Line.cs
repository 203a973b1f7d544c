using Crm.Simulator.Metadata;

namespace Crm.Simulator.State;

/// <summary>Values with their names: a row of a tabular section, or the head of an object.</summary>
internal readonly record struct Line(EdmType Type, object?[] Values)
{
    public object? this[string name] => Type.Find(name)?.Of(Values);

    public decimal Sum(string name) => this[name] as decimal? ?? 0;

    public string Text(string name) => this[name] as string ?? "";

    public bool Is(string name) => this[name] is true;

    /// <summary>Where a reference leads, whether the property is of one type or of several; null when nowhere.</summary>
    /// <param name="single">The set that a reference of one type leads to.</param>
    public Link? LinkOf(string name, string single)
    {
        var link = this[name + "_Key"] is Guid key
            ? new Link(single, key)
            : Guid.TryParse(Text(name), out var text) ? new Link(Text(name + "_Type").Replace("StandardODATA.", "", StringComparison.Ordinal), text) : null;
        return link is null || link.Key == Guid.Empty ? null : link;
    }

    public IEnumerable<Line> Rows(string section) => Type.Find(section) is { RowType: { } type } rows
        ? ((object?[][])rows.Of(Values)).Select(row => new Line(type, row))
        : [];
}

/// <summary>A reference: to which set, to which object.</summary>
internal sealed record Link(string Set, Guid Key);
