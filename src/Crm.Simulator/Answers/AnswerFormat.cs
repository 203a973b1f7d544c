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
    public static AnswerFormat Of(HttpRequest request, QueryOptions? options)
    {
        var wish = (options?.FormatName ?? request.Headers.Accept.ToString()).Replace(" ", "", StringComparison.Ordinal);
        return wish switch
        {
            _ when wish.Contains("odata=nometadata", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonNone,
            _ when wish.Contains("odata=fullmetadata", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonFull,
            _ when wish.StartsWith("json", StringComparison.OrdinalIgnoreCase) || wish.Contains("application/json", StringComparison.OrdinalIgnoreCase) => AnswerFormat.JsonMinimal,
            _ when options?.FormatName is { } name && name is not "atom" && !name.Contains("xml", StringComparison.Ordinal) => throw ODataFault.BadFormat(name),
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
