using System.IO.Hashing;
using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Query;
using Crm.Connectors.OneC.OData.Raw;

namespace Crm.Connectors.OneC.OData.Reading;

/// <summary>What a look over rows that say words about objects found.</summary>
/// <param name="IsKnown">All is as it was when it was taken last.</param>
/// <param name="Part">What is to be read; null for everything.</param>
/// <param name="Note">What is known of the rows, once they were taken.</param>
internal sealed record SweptWords(bool IsKnown, WordPart? Part, Note Note);

/// <summary>
/// Looks through the versions of rows that say words about objects. A row that changed, came, went or passed to another object is noticed,
/// and so is a change behind its references: then all rows are read.
/// </summary>
internal sealed class WordSweep(LongAnswers answers, ReferredSets referred, IChannelMemory memory)
{
    public async Task<SweptWords> OverAsync(AboutPlan plan, CancellationToken ct)
    {
        var behind = new StringBuilder();
        foreach (var set in plan.Behind)
        {
            behind.Append(await referred.LookAsync(set.Target, ct) is var seen ? seen.Imprint : null);
        }

        var query = plan.Query with { Select = $"{OwnNames.Ref},{OwnNames.Version},{plan.Field}" };
        var (words, _) = await answers.ReadAsync(query, rows => ReadAsync(query, plan.Field, behind.ToString(), rows), ct);
        var note = new Note(Notes.Words(plan.Register, plan.Target), words.Imprint.ToString());
        var before = await memory.RecallAsync(note.Key, ct);
        var isKnown = before == note.Text;
        return new SweptWords(isKnown, !isKnown && Imprint.Of(before) is { } imprint ? WordPart.Of(words, imprint) : null, note);
    }

    private static async Task<WordRows> ReadAsync(SetQuery query, string field, string behind, IAsyncEnumerable<ReadOnlyMemory<byte>> rows)
    {
        var words = new WordRows(new Imprint(), []);
        var name = Encoding.UTF8.GetBytes(field);
        var salt = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(behind));
        await foreach (var row in rows)
        {
            var (id, about) = (LongAnswers.Id(query, row.Span, "Ref_Key"u8), LongAnswers.Id(query, row.Span, name));
            words.Imprint.Add(about, $"{id} {about} {ObjectLook.Text(row.Span, "DataVersion"u8)} {salt}");
            words.Rows.Add((id, about));
        }

        return words;
    }
}
