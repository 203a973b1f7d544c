using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Printing;

namespace Crm.Hub.Reading;

/// <summary>A link as people read it: the row and what it is called.</summary>
internal sealed record LinkValue(Guid Id, string? Name);

/// <summary>One field that can be shown and asked for.</summary>
/// <param name="Sql">Its value within the query of the view.</param>
/// <param name="NameSql">For links, what the target is called.</param>
/// <param name="KeySql">For texts with an index, the normal form beside it; for links, a query of targets that ends in that of their names.</param>
/// <param name="IsWords">The text is both languages in JSON.</param>
/// <param name="Choices">For choices, the words allowed.</param>
internal sealed record ViewField(
    string Name, FieldType Type, string Sql, string? NameSql = null, string? KeySql = null, bool IsWords = false, IReadOnlyList<string>? Choices = null);

/// <summary>A table inside the rows of a view.</summary>
internal sealed record InnerView(string Name, string From, IReadOnlyList<ViewField> Fields);

/// <summary>What `show` can show under one word: the query and its fields.</summary>
/// <param name="Word">On the command line, such as counterparties.</param>
/// <param name="From">Tables and joins; the row itself is named r.</param>
/// <param name="Living">The condition for rows that are not archived; null when there is no archive.</param>
/// <param name="Columns">Fields that a terminal has room for.</param>
/// <param name="Kind">The CRM kind, if the rows are one.</param>
internal sealed record View(
    string Word,
    string From,
    string? Living,
    IReadOnlyList<ViewField> Fields,
    IReadOnlyList<string> Columns,
    EntityKind? Kind = null,
    IReadOnlyList<InnerView>? Tables = null)
{
    /// <summary>By what its rows are told apart, in the order in which they were made.</summary>
    public IReadOnlyList<WriteColumn> Key { get; init; } = [new("r.Id", ColumnType.Id)];

    public IReadOnlyList<InnerView> Inner => Tables ?? [];

    /// <summary>The field that a person named, in either language, or null.</summary>
    public ViewField? Field(string said) => FieldWords.Find(Fields.Select(field => field.Name), said) is { } name
        ? Fields.First(field => field.Name == name)
        : null;
}
