using Crm.Core.Duplicates.Joining;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Printing;

/// <summary>What came of merging or parting two rows, for a person or as JSON.</summary>
internal sealed class MergeWords(Session session, string verb, HubDatabase database)
{
    private readonly Screen _screen = session.Screen;

    public ExitCode Tell(string kind, MergeResult result) => result switch
    {
        MergeResult.Done done => Tell(kind, done),
        MergeResult.Refused { IsBusy: true } refused => Busy(refused),
        MergeResult.Refused refused => throw new ProblemException(Problem.Usage(refused.Why.Ru, refused.Why.En)),
        _ => throw new InvalidOperationException($"no words for {result}"),
    };

    private ExitCode Tell(string kind, MergeResult.Done done)
    {
        using var db = database.ConnectToRead();
        var names = new RowNames(db);
        if (_screen.IsJson)
        {
            return Answer(kind, done, names);
        }

        var (word, rewired) = (KindWords.CommandWord(kind), string.Join(", ", done.Rewired.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{KindWords.Of(_screen, pair.Key)} {_screen.Count(pair.Value)}")));
        if (verb == "merge")
        {
            _screen.Line($"Объединено, номер {done.Number}. Отменить: hub unmerge {done.Number}.", $"Merged, number {done.Number}. To undo: hub unmerge {done.Number}.");
        }
        else
        {
            _screen.Line($"Объединение {done.Number} отменено.", $"Merge {done.Number} is undone.");
        }

        _screen.Line($"  {word}/{done.Kept}  {names.Of(kind, done.Kept)}");
        _screen.Line($"  {word}/{done.Gone}  {names.Of(kind, done.Gone)}");
        _screen.Line($"  связей с объектами баз: {done.Links}", $"  links to objects of bases: {done.Links}");
        Line(rewired, "  перешли: ", "  moved: ");
        Line(string.Join(", ", done.Fields.Select(field => FieldWords.Of(_screen, field))), "  изменились поля первой: ", "  fields of the first that changed: ");
        foreach (var note in done.Notes)
        {
            _screen.Line("! " + _screen.In(note));
        }

        return ExitCode.Done;
    }

    private void Line(string what, string ru, string en)
    {
        if (what.Length > 0)
        {
            _screen.Line(ru + what, en + what);
        }
    }

    private ExitCode Answer(string kind, MergeResult.Done done, RowNames names)
    {
        using var answer = new JsonAnswer(_screen.Out, verb);
        answer.Add("merge", done.Number);
        answer.Add("kind", KindWords.CommandWord(kind));
        answer.Add("kept", new LinkValue(done.Kept, names.Of(kind, done.Kept)));
        answer.Add("gone", new LinkValue(done.Gone, names.Of(kind, done.Gone)));
        answer.Add("links", done.Links);
        answer.Add("rewired", done.Rewired.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new { kind = KindWords.CommandWord(pair.Key), rows = pair.Value }));
        answer.Add("fields", done.Fields);
        answer.Add("notes", done.Notes);
        return answer.Finish(ExitCode.Done);
    }

    private ExitCode Busy(MergeResult.Refused refused)
    {
        if (_screen.IsJson)
        {
            using var answer = new JsonAnswer(_screen.Out, verb);
            answer.Add("reason", refused.Why);
            return answer.Finish(ExitCode.Unavailable);
        }

        _screen.Err.WriteLine(Screen.Clean(_screen.In(refused.Why)));
        return ExitCode.Unavailable;
    }
}
