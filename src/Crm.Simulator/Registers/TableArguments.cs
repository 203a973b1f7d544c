using Crm.Simulator.Answers;
using Crm.Simulator.Http;
using Crm.Simulator.Query;

namespace Crm.Simulator.Registers;

/// <summary>Arguments of a virtual table, in brackets or behind the question mark.</summary>
internal sealed class TableArguments(Segment function, QueryOptions options)
{
    public DateTime? Period => Date("Period");

    public DateTime? StartPeriod => Date("StartPeriod");

    public DateTime? EndPeriod => Date("EndPeriod");

    public string? Condition => Find("Condition") as string;

    /// <summary>The dimensions to keep, or all.</summary>
    public IReadOnlyList<string>? Dimensions => Find("Dimensions") is string { Length: > 0 } list
        ? list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : null;

    private DateTime? Date(string name) => Find(name) switch
    {
        null => null,
        DateTime date => date,
        string text when new Lexer(text).Next().Value is DateTime date => date,
        _ => throw ODataFault.Unparsed(name),
    };

    // In the query an argument may stand as in brackets ('…', datetime'…') or bare.
    private object? Find(string name)
    {
        foreach (var (own, value) in function.Arguments ?? [])
        {
            if (own == name)
            {
                return value;
            }
        }

        return options.Find(name) is { } text && text.StartsWith('\'') ? new Lexer(text).Next().Value : options.Find(name);
    }
}
