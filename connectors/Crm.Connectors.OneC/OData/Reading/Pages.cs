using System.Globalization;
using System.Text.Json;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Wire;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Asks for rows, in answers of about the size that they are meant to have.</summary>
internal sealed class Pages(OneCLine line, int megabytes)
{
    private const long LongestCount = 1 << 10;

    public PageSize Size { get; } = new((long)megabytes << 20);

    /// <summary>How many there are.</summary>
    public async Task<long> CountAsync(SetQuery query, CancellationToken ct)
    {
        var answer = await line.GetAsync(query.ToCountPath(), LongestCount, ct);
        return answer.IsDone && long.TryParse(answer.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw Faults.Of(answer with { Outcome = answer.IsDone ? Outcome.Unknown : answer.Outcome }, query.Path);
    }

    /// <summary>One answer, whole and in memory.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(SetQuery query, CancellationToken ct)
    {
        var answer = await line.GetAsync(query.ToPath(), Size.LongestAnswer, ct);
        if (!answer.IsDone)
        {
            throw answer.Outcome == Outcome.TooLong || answer is { Status: >= 500, MayPass: true } ? new TooMuchException(Faults.Of(answer, query.Path)) : Faults.Of(answer, query.Path);
        }

        var rows = Rows(answer, query.Path);
        Size.Learn(rows.Count, answer.Body.Length);
        return rows;
    }

    /// <summary>Rows of an answer that went into a stream.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(Stream stream, string what)
    {
        using var rows = new JsonRows(stream).Read().GetEnumerator();
        while (Next(rows, what))
        {
            yield return rows.Current;
        }
    }

    private static List<ReadOnlyMemory<byte>> Rows(Answer answer, string what)
    {
        using var stream = new MemoryStream(answer.Body.ToArray(), writable: false);
        return [.. Rows(stream, what).Select(row => (ReadOnlyMemory<byte>)row.ToArray())];
    }

    private static bool Next(IEnumerator<ReadOnlyMemory<byte>> rows, string what)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (JsonException)
        {
            throw Faults.Away(what, "ответ 1С оборван или это не список; ничего из него не взято", "the answer of 1C breaks off or is no list; nothing of it was taken");
        }
    }
}

/// <summary>1C could not give so many rows at once. Caught where less can be asked for.</summary>
internal sealed class TooMuchException(ConnectorException whole) : Exception(whole.Message, whole)
{
    public ConnectorException Whole { get; } = whole;
}
