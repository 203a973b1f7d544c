using Crm.Connect;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Editing;

/// <summary>
/// Carries out what a person decided about a clash: the row gets the value, the base is agreed with about what it said, and
/// every base that thinks otherwise hears it. The same statement again is no news: no later run undoes the answer.
/// </summary>
public sealed class ClashAnswer(DbSession db, RowEditor editor, Subscriptions subscriptions, TimeProvider clock)
{
    private readonly LinkStore _links = new(db);
    private readonly RowStore _rows = new(db);
    private readonly OutboxStore _outbox = new(db);
    private readonly QuestionStore _questions = new(db);
    private readonly HistoryStore _history = new(db);

    /// <summary>Their value is taken. Within a transaction of the caller.</summary>
    public void TakeTheirs(Question question, ClashQuestion clash, string person) =>
        Give(question, clash, clash.TableRow is null ? clash.Theirs : WithTheirRow(clash), "theirs", person);

    /// <summary>Our value stays. Within a transaction of the caller.</summary>
    public void KeepOurs(Question question, ClashQuestion clash, string person)
    {
        var table = KindTable.Of(clash.Kind);
        var theirs = clash.TableRow is null ? clash.Theirs : WithTheirRow(clash);
        _history.Write(new JournalEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            Kind = clash.Kind.Name,
            EntityId = clash.Row,
            Decision = "Answer",
            Person = person,
            Changes = Changes.Of(Fields.Of((clash.Field.Name, theirs)), Ours(table, clash)),
        });
        Close(question, clash, "ours", person);
    }

    /// <summary>Neither: the field gets this value. Within a transaction of the caller.</summary>
    /// <param name="written">As the person wrote it.</param>
    public void Give(Question question, ClashQuestion clash, object? value, string written, string person)
    {
        editor.Change(clash.Kind, clash.Row, Fields.Of((clash.Field.Name, value)), new Author(person, "Answer"));
        Close(question, clash, written, person);
    }

    private Many WithTheirRow(ClashQuestion clash)
    {
        var ours = Ours(KindTable.Of(clash.Kind), clash)[clash.Field.Name];
        return Merge.WithRow(ours, new FieldClash(clash.Field.Name, null, null, clash.Theirs, clash.TableRow), clash.Field.RowKey);
    }

    private Fields Ours(KindTable table, ClashQuestion clash)
    {
        var row = _rows.Read(table, [clash.Row], table.Rows.ContainsKey(clash.Field.Name) ? [clash.Field.Name] : [])[clash.Row];
        return RowValues.Read(table, row, [clash.Field.Name]);
    }

    private void Close(Question question, ClashQuestion clash, string written, string person)
    {
        _questions.Answer(question.Id, written, person, clock.GetUtcNow().UtcDateTime);
        Agree(clash);

        // While it was in question nobody was told either value.
        foreach (var connection in subscriptions.Of(clash.Kind.Name))
        {
            _outbox.Queue(connection, clash.Kind.Name, clash.Row, clock.GetUtcNow().UtcDateTime);
        }
    }

    // A table may have more rows in question; it is agreed on with the last of them.
    private void Agree(ClashQuestion clash)
    {
        var others = _questions.Open(ClashQuestion.Begin(clash.Row, clash.Field.Name, clash.External.Connection)).Count;
        var source = _links.Source(clash.External.Connection, clash.External.Kind, clash.Kind.Name);
        if (others > 0 || _links.Read(source, [clash.External.Id]) is not [var link])
        {
            return;
        }

        var agreed = AgreedJson.FromJson(link.Agreed, clash.Kind).With(Fields.Of((clash.Field.Name, clash.Said)), mentionedAt: null);
        _links.Relearn(link.Id, agreed.ToUtf8());
    }
}
