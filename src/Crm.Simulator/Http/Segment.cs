using Crm.Simulator.Answers;
using Crm.Simulator.Query;

namespace Crm.Simulator.Http;

/// <summary>One step of an address: a name, and what stands in brackets behind it.</summary>
/// <param name="Arguments">Null without brackets. A name is empty where only the value is given.</param>
internal sealed record Segment(string Name, IReadOnlyList<(string Name, object Value)>? Arguments)
{
    /// <summary>The steps of an address behind the root, already decoded; slashes and brackets in quotes are letters.</summary>
    public static Segment[] Read(string path)
    {
        var segments = new List<Segment>();
        var (from, depth, isQuoted) = (0, 0, false);
        for (var at = 0; at <= path.Length; at++)
        {
            var letter = at < path.Length ? path[at] : '/';
            isQuoted ^= letter == '\'';
            depth += isQuoted ? 0 : letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (at == path.Length || letter == '/' && !isQuoted && depth == 0)
            {
                if (at > from)
                {
                    segments.Add(One(path[from..at]));
                }

                from = at + 1;
            }
        }

        return [.. segments];
    }

    private static Segment One(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return new Segment(text, null);
        }

        return text[^1] == ')' ? new Segment(text[..open], Inside(text[(open + 1)..^1])) : throw ODataFault.BadPath(text);
    }

    private static List<(string Name, object Value)> Inside(string text)
    {
        var lexer = new Lexer(text);
        var arguments = new List<(string, object)>();
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            var name = "";
            if (token.Kind == TokenKind.Word)
            {
                name = token.Text;
                token = lexer.Next() is { Text: "=" } ? lexer.Next() : throw ODataFault.BadPath(text);
            }

            arguments.Add((name, token.Kind == TokenKind.Value ? token.Value! : throw ODataFault.BadPath(text)));
            if (lexer.Next() is { Kind: not TokenKind.End } next && next.Text != ",")
            {
                throw ODataFault.BadPath(text);
            }
        }

        return arguments;
    }
}
