using Crm.Simulator.Answers;

namespace Crm.Simulator.Query;

/// <summary>Reads $filter: or, and, comparisons, sums, products, not, minus, functions, paths, any and all.</summary>
internal sealed class FilterParser
{
    private const int MostDepth = 200;

    // From the loosest to the tightest.
    private static readonly string[][] Levels = [["or"], ["and"], ["eq", "ne", "gt", "ge", "lt", "le"], ["add", "sub"], ["mul", "div", "mod"]];

    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;

    private FilterParser(string text)
    {
        _lexer = new Lexer(text);
        _token = _lexer.Next();
    }

    /// <exception cref="ODataFault">14 when it cannot be read, 1 when a literal cannot.</exception>
    public static Node Parse(string text)
    {
        var parser = new FilterParser(text);
        var node = parser.Level(0);
        return parser._token.Kind == TokenKind.End ? node : throw Wrong();
    }

    private static ODataFault Wrong() => ODataFault.Option("$filter");

    private Node Level(int level)
    {
        if (level == Levels.Length)
        {
            return Prefixed();
        }

        var left = Level(level + 1);
        while (_token.Kind == TokenKind.Word && Levels[level].Contains(_token.Text))
        {
            var word = Take().Text;
            left = new Binary(word, left, Level(level + 1));
        }

        return left;
    }

    private Node Prefixed()
    {
        if (++_depth > MostDepth)
        {
            throw Wrong();
        }

        Node node = _token switch
        {
            // not binds like a minus, so that "not a eq b" has to be written with brackets; 1C takes it without, and so do we.
            { Kind: TokenKind.Word, Text: "not" } => new Unary(Take().Text, Level(2)),
            { Kind: TokenKind.Sign, Text: "-" } => new Unary(Take().Text, Prefixed()),
            _ => Primary(),
        };
        _depth--;
        return node;
    }

    private Node Primary()
    {
        switch (_token.Kind)
        {
            case TokenKind.Value:
                return new Literal(Take().Value!);
            case TokenKind.Word:
                return Named(Take().Text);
            case TokenKind.Sign when _token.Text == "(":
                Take();
                var inner = Level(0);
                Expect(")");
                return inner;
            default:
                throw Wrong();
        }
    }

    private Node Named(string first)
    {
        if (IsSign("("))
        {
            return new Call(first, Arguments());
        }

        var parts = new List<string> { first };
        while (IsSign("/"))
        {
            Take();
            var part = _token.Kind == TokenKind.Word ? Take().Text : throw Wrong();
            if (part is "any" or "all" && IsSign("("))
            {
                return Quantifier(parts, part == "all");
            }

            parts.Add(part);
        }

        return new Field(parts);
    }

    private List<Node> Arguments()
    {
        Expect("(");
        var arguments = new List<Node>();
        while (!IsSign(")"))
        {
            arguments.Add(Level(0));
            if (!IsSign(")"))
            {
                Expect(",");
            }
        }

        Expect(")");
        return arguments;
    }

    private Quantified Quantifier(List<string> rows, bool isAll)
    {
        Expect("(");
        var variable = _token.Kind == TokenKind.Word ? Take().Text : throw Wrong();
        Expect(":");
        var condition = Level(0);
        Expect(")");
        return new Quantified(rows, isAll, variable, condition);
    }

    private bool IsSign(string sign) => _token.Kind == TokenKind.Sign && _token.Text == sign;

    private void Expect(string sign)
    {
        if (!IsSign(sign))
        {
            throw Wrong();
        }

        Take();
    }

    private Token Take()
    {
        var token = _token;
        _token = _lexer.Next();
        return token;
    }
}
