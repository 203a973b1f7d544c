namespace Crm.Connectors.OneC.CommerceML.Folder;

/// <summary>A tag in the beginning of a document, found without reading the document: good for a guess.</summary>
/// <param name="At">Of its '&lt;'.</param>
/// <param name="Name">Local.</param>
/// <param name="Whole">Its text, when it is a start tag that ends in sight.</param>
/// <param name="Closes">Nothing but blanks stands between the name and the '&gt;'.</param>
internal sealed record HeadTag(int At, string Name, bool IsEnd, string? Whole, bool Closes)
{
    public static IEnumerable<HeadTag> In(string text)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var isEnd = at + 1 < text.Length && text[at + 1] == '/';
            var from = isEnd ? at + 2 : at + 1;
            var to = from;
            while (to < text.Length && (char.IsLetterOrDigit(text[to]) || text[to] is '_' or '-' or '.' or ':'))
            {
                to++;
            }

            if (to > from)
            {
                yield return Of(text, at, from, to, isEnd);
            }
        }
    }

    private static HeadTag Of(string text, int at, int from, int to, bool isEnd)
    {
        var name = text[from..to];
        var close = text.AsSpan(to).IndexOfAny('<', '>') is var step and >= 0 ? to + step : text.Length;
        var isWhole = close < text.Length && text[close] == '>' && (close == to || text[to] == '/' || char.IsWhiteSpace(text[to]));
        return new HeadTag(
            at,
            name[(name.LastIndexOf(':') + 1)..],
            isEnd,
            isWhole && !isEnd ? text[at..(close + 1)] : null,
            isWhole && text.AsSpan(to, close - to).IsWhiteSpace());
    }
}
