namespace Crm.Simulator.Query;

/// <summary>An expression of $filter as it was written.</summary>
internal abstract record Node;

internal sealed record Literal(object Value) : Node;

/// <summary>A property, over navigations when it has several parts.</summary>
internal sealed record Field(IReadOnlyList<string> Parts) : Node;

internal sealed record Call(string Name, IReadOnlyList<Node> Arguments) : Node;

internal sealed record Unary(string Operator, Node Operand) : Node;

internal sealed record Binary(string Operator, Node Left, Node Right) : Node;

/// <summary>any or all over the rows of a tabular section.</summary>
internal sealed record Quantified(IReadOnlyList<string> Rows, bool IsAll, string Variable, Node Condition) : Node;

/// <summary>A reference with its type, which is what a value of several types is compared with.</summary>
internal sealed record Reference(string Type, Guid Key);
