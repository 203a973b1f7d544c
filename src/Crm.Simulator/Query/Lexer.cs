using System.Globalization;
using System.Text;
using Crm.Simulator.Answers;

namespace Crm.Simulator.Query;

internal enum TokenKind
{
    End,
    Word,
    Value,
    Sign,
}

internal readonly record struct Token(TokenKind Kind, string Text, object? Value = null);

/// <summary>Cuts an expression or a key into words, values and signs.</summary>
internal sealed class Lexer(string text)
{
    private int _at;

    public Token Next()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new(TokenKind.End, "");
        }

        var letter = text[_at];
        return letter switch
        {
            '\'' => new(TokenKind.Value, "", Quoted()),
            _ when char.IsAsciiDigit(letter) || letter == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]) => Number(),
            _ when IsWord(letter) => Word(),
            _ => new(TokenKind.Sign, text[_at++].ToString()),
        };
    }

    private Token Word()
    {
        var from = _at;
        while (_at < text.Length && IsWord(text[_at]))
        {
            _at++;
        }

        var word = text[from.._at];
        return _at < text.Length && text[_at] == '\''
            ? word switch
            {
                "guid" => new(TokenKind.Value, "", AsGuid(Quoted())),
                "datetime" => new(TokenKind.Value, "", AsDate(Quoted())),
                _ => throw ODataFault.Unparsed(word),
            }
            : word switch
            {
                "true" => new(TokenKind.Value, word, true),
                "false" => new(TokenKind.Value, word, false),
                _ => new(TokenKind.Word, word),
            };
    }

    private string Quoted()
    {
        var quoted = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != '\'')
            {
                quoted.Append(text[_at]);
            }
            else if (_at + 1 < text.Length && text[_at + 1] == '\'')
            {
                quoted.Append(text[_at++]);
            }
            else
            {
                _at++;
                return quoted.ToString();
            }
        }

        throw ODataFault.Unparsed(text);
    }

    private Token Number()
    {
        var from = _at++;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        var number = text[from.._at];
        // 5L, 2.5d, 2.5m: the letter tells a type that 1C does not need.
        if (_at < text.Length && text[_at] is 'L' or 'l' or 'd' or 'D' or 'm' or 'M' or 'f' or 'F')
        {
            _at++;
        }

        return decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new(TokenKind.Value, number, value)
            : throw ODataFault.Unparsed(number);
    }

    private static Guid AsGuid(string quoted) =>
        Guid.TryParseExact(quoted, "D", out var guid) ? guid : throw ODataFault.Unparsed(quoted);

    private static DateTime AsDate(string quoted) => DateTime.TryParseExact(
        quoted, ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw ODataFault.Unparsed(quoted);

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.';
}
