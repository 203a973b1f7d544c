using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Wire;
using RestSharp;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>Asks for rows, in answers of about the size that they are meant to have.</summary>
internal sealed class Pages(OneCLine line, int megabytes)
{
    private const long LongestCount = 1 << 10;
    private const long LongestStream = 4L << 30;

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
    /// <returns>Its rows; null when 1C could not give so many at once: <see cref="Size"/> is smaller now.</returns>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> TryReadAsync(SetQuery query, CancellationToken ct)
    {
        var answer = await line.GetAsync(query.ToPath(), Size.LongestAnswer, ct);
        if (!answer.IsDone)
        {
            var isTooMuch = answer.Outcome == Outcome.TooLong || answer is { Status: >= 500, MayPass: true };
            return isTooMuch && Size.Shrink() ? null : throw Faults.Of(answer, query.Path);
        }

        var rows = Rows(new JsonRows(answer.Body), query.Path).ToList();
        Size.Learn(rows.Count, answer.Body.Length);
        return rows;
    }

    /// <summary>One answer of any length, by way of a file; each row is valid until the next one is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(SetQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var spool = Spool.Open();
        var answer = await line.GetIntoAsync(new Request(Method.Get, query.ToPath(), LongestStream), spool, ct);
        if (!answer.IsDone)
        {
            throw Faults.Of(answer, query.Path);
        }

        foreach (var row in Rows(new JsonRows(spool), query.Path))
        {
            yield return row;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Rows(JsonRows list, string what)
    {
        using var rows = list.Read().GetEnumerator();
        while (Next(rows, what))
        {
            yield return rows.Current;
        }
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
