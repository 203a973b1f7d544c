using Crm.Simulator.Query;
using Microsoft.AspNetCore.Http;

namespace Crm.Simulator.Answers;

/// <summary>How an answer is written. Atom unless JSON is asked for, which clients forget.</summary>
internal enum AnswerFormat
{
    Atom,
    JsonNone,
    JsonMinimal,
    JsonFull,
}

internal static class AnswerFormats
{
    /// <summary>As $format says, or else the header Accept.</summary>
    /// <exception cref="ODataFault">3: there is no such format.</exception>
    public static AnswerFormat Of(HttpRequest request, QueryOptions options) =>
        Of(options.FormatName ?? request.Headers.Accept.ToString()) is var format && format == AnswerFormat.Atom
            && options.FormatName is { } name && name is not "atom" && !name.Contains("xml", StringComparison.Ordinal)
            ? throw ODataFault.BadFormat(name)
            : format;

    /// <summary>Of a request that could not be understood: its error is told in the format it seems to want.</summary>
    public static AnswerFormat Guess(HttpRequest request, string query)
    {
        const string Option = "$format=";
        var at = Uri.UnescapeDataString(query).IndexOf(Option, StringComparison.Ordinal);
        return Of(at < 0 ? request.Headers.Accept.ToString() : Uri.UnescapeDataString(query)[(at + Option.Length)..].Split('&')[0]);
    }

    private static AnswerFormat Of(string wish)
    {
        wish = wish.Replace(" ", "", StringComparison.Ordinal);
        return wish switch
        {
            _ when wish.Contains("odata=nometadata", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonNone,
            _ when wish.Contains("odata=fullmetadata", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonFull,
            _ when wish.StartsWith("json", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonMinimal,
            _ when wish.Contains("application/json", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonMinimal,
            _ => AnswerFormat.Atom,
        };
    }

    public static string ContentType(this AnswerFormat format) => format switch
    {
        AnswerFormat.Atom => "application/atom+xml;charset=utf-8",
        AnswerFormat.JsonNone => "application/json;odata=nometadata;charset=utf-8",
        AnswerFormat.JsonFull => "application/json;odata=fullmetadata;charset=utf-8",
        _ => "application/json;odata=minimalmetadata;charset=utf-8",
    };
}
