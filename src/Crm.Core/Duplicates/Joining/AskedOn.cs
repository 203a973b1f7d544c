using System.Text.Json.Nodes;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Joining;

/// <summary>Open questions about a row that went: they are asked on of the row that it is part of now.</summary>
internal sealed class AskedOn(DbSession db)
{
    public List<MovedQuestion> Move(Guid from, Guid to)
    {
        var moved = Open(from).ConvertAll(question => new MovedQuestion(question.Id, question.Form, Of(question.Form, from, to)));
        moved.ForEach(question => Write(question.Id, question.Before, question.After));
        return moved;
    }

    /// <summary>Asks them as before, where nobody answered them meanwhile; what objects of the parting row brought up since goes with it.</summary>
    /// <param name="objects">As questions name them.</param>
    public void Return(IReadOnlyList<MovedQuestion> moved, IReadOnlyList<string> objects, Guid from, Guid to)
    {
        foreach (var question in moved)
        {
            Write(question.Id, question.After, question.Before);
        }

        foreach (var (id, form) in Open(from).Where(question => JsonNode.Parse(question.Form.Detail)!["row"] is not null))
        {
            if (objects.Contains((string?)JsonNode.Parse(form.Detail)!["external"]))
            {
                Write(id, form, Of(form, from, to));
            }
        }
    }

    private List<(long Id, QuestionForm Form)> Open(Guid row) => db.Query(
        "SELECT Id, Key, Text, Detail FROM Questions WHERE IsOpen AND Detail LIKE '%' || $0 || '%'",
        reader => (reader.GetInt64(0), new QuestionForm(reader.GetString(1), reader.GetString(2), reader.GetString(3))), row.ToString());

    // Where the other row is asked the same already, the question keeps its key; keys only keep it from being asked twice.
    private void Write(long id, QuestionForm before, QuestionForm after)
    {
        if (db.Execute(
            "UPDATE Questions SET Key = $3, Text = $4, Detail = $5 WHERE Id = $0 AND IsOpen AND Key = $1 AND Detail = $2 "
            + "AND NOT EXISTS (SELECT 1 FROM Questions q WHERE q.Key = $3 AND q.Id <> $0)",
            id, before.Key, before.Detail, after.Key, after.Text, after.Detail) == 0)
        {
            db.Write("UPDATE Questions SET Text = $2, Detail = $3 WHERE Id = $0 AND IsOpen AND Detail = $1", id, before.Detail, after.Text, after.Detail);
        }
    }

    private static QuestionForm Of(QuestionForm form, Guid from, Guid to)
    {
        string Moved(string text) => text.Replace(from.ToString(), to.ToString(), StringComparison.Ordinal);
        return new QuestionForm(Moved(form.Key), Moved(form.Text), WithoutTwins(Moved(form.Detail)));
    }

    private static string WithoutTwins(string detail)
    {
        var json = JsonNode.Parse(detail)!;
        if (json["candidates"] is not JsonArray { Count: > 1 } candidates)
        {
            return detail;
        }

        json["candidates"] = new JsonArray([.. candidates.DistinctBy(row => row?.ToJsonString()).Select(row => row?.DeepClone())]);
        return json.ToJsonString();
    }
}
