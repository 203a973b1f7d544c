using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Core.Editing;

/// <summary>
/// Carries out what a person decided about a record that is held back. What is freed by it is tried by the next run; what the
/// person said holds for as long as the object says what was asked about. All within a transaction of the caller.
/// </summary>
public sealed class HeldAnswer(DbSession db, TimeProvider clock)
{
    private readonly HistoryStore _history = new(db);
    private readonly LinkStore _links = new(db);
    private readonly QuestionStore _questions = new(db);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The object is this row.</summary>
    public void Link(Question question, HeldQuestion about, Guid row, string written, string person)
    {
        Link(about.Kind, row, about.External.Connection, about.External.Kind, about.External.Id, person);
        Close(question, about, written, person);
    }

    /// <summary>The object that it waits for is this row.</summary>
    /// <param name="externalKinds">What such an object may be called over there; used while none of its kind is known.</param>
    public void LinkMissing(Question question, HeldQuestion about, Guid row, IReadOnlyList<string> externalKinds, string written, string person)
    {
        var (target, connection) = (about.Missing!, about.External.Connection);
        var known = db.Query(
            "SELECT ExternalKind FROM LinkSources WHERE Connection = $0 AND Kind = $1 ORDER BY Id", reader => reader.GetString(0), connection, target.Kind);

        foreach (var externalKind in known.Count > 0 ? known : externalKinds)
        {
            Link(EntityKind.Of(target.Kind), row, connection, externalKind, target.Id, person);
        }

        Close(question, about, written, person);
    }

    /// <summary>The object is a row of its own, whatever its keys.</summary>
    public void MakeNew(Question question, HeldQuestion about, string person) => Close(question, about, Answered.New, person);

    /// <summary>The field has this value instead of the one that cannot be taken, until they say another.</summary>
    /// <param name="value">In its CRM type.</param>
    public void Give(Question question, HeldQuestion about, object value, string person) =>
        Close(question, about, Answered.Given + FieldsJson.Text(value), person);

    /// <summary>The record may stay outside until it says something else.</summary>
    public void Skip(Question question, HeldQuestion about, string person)
    {
        _questions.Answer(question.Id, "skip", person, Now);
        foreach (var held in Held(about))
        {
            var why = WordsJson.Read(held.Reason);
            _history.Skip(held.Id, new Words($"Пропустил(а) {person}. {why.Ru}", $"Skipped by {person}. {why.En}"));
        }
    }

    /// <summary>What is held of the object.</summary>
    public IReadOnlyList<HeldChange> Held(HeldQuestion about) => _history.HeldOf(
        _links.Source(about.External.Connection, about.External.Kind, about.Kind.Name), [about.External.Id]);

    private void Close(Question question, HeldQuestion about, string written, string person)
    {
        _questions.Answer(question.Id, written, person, Now);
        foreach (var held in Held(about))
        {
            _history.TryAgain(held.Id);
        }
    }

    // As two that meet by a key: nothing is agreed on yet.
    private void Link(EntityKind kind, Guid row, string connection, string externalKind, string externalId, string person)
    {
        var source = _links.Source(connection, externalKind, kind.Name);
        if (_links.Read(source, [externalId]).Count > 0)
        {
            return;
        }

        _links.Insert(source, externalId, row, Agreed.Nothing.ToUtf8());
        _history.Write(new JournalEntry
        {
            At = Now,
            Kind = kind.Name,
            EntityId = row,
            Decision = "Answer",
            Person = person,
            SourceId = source,
            ExternalId = externalId,
        });
    }
}
