using System.CommandLine;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub undo LINE: takes back what one line of the journal changed, as an edit of today.</summary>
internal sealed class UndoVerb() : Verb("undo", new Words("вернуть то, что изменила строка журнала", "take back what a line of the journal changed"))
{
    private readonly Argument<long> _line = new("LINE");
    private readonly Option<bool> _anyway = new("--anyway");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_line, new("номер строки журнала, его показывает hub why", "number of the line in the journal, as hub why shows it")),
        (_anyway, new("и тогда, когда поля с тех пор изменились", "even where fields were changed since")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var number = parse.GetValue(_line);
        using var edit = await RowEdit.OpenAsync(session, _by.Of(parse), ct);
        var line = RowUndo.Find(edit.Db, number) ?? throw new ProblemException(Problem.Usage(
            $"В журнале нет строки {number}. Номера показывает hub why.", $"The journal has no line {number}. hub why shows the numbers."));
        if (line.Values.Count == 0)
        {
            throw new ProblemException(Problem.Usage(
                $"Строку {number} ({line.Decision}) так не вернуть: она не меняла полей, которые можно положить обратно.",
                $"Line {number} ({line.Decision}) cannot be taken back like that: it changed no fields that could be laid back."));
        }

        var anyway = parse.GetValue(_anyway);
        return edit.Change("undo", line.Kind, line.Row, line.Values, new Author(edit.Person, "Undo"), () =>
        {
            if (!anyway && RowUndo.Since(edit.Db, line) is { Count: > 0 } changed)
            {
                throw new ProblemException(Changed(session, number, changed));
            }
        });
    }

    private static Problem Changed(Session session, long line, IReadOnlyList<ChangedSince> changed) => new("hub", "", "changed", true, new Words(
        $"Строку {line} так не вернуть: с тех пор изменили {Listed(changed, "ru", field => Who(session, field, "ru"))}. Положить прежнее всё равно: --anyway.",
        $"Line {line} cannot be taken back like that: since then were changed {Listed(changed, "en", field => Who(session, field, "en"))}. To lay back what was before all the same: --anyway."));

    private static string Listed(IReadOnlyList<ChangedSince> changed, string language, Func<ChangedSince, string> who) =>
        string.Join("; ", changed.Select(field => $"{FieldWords.In(language, field.Field)} ({who(field)})"));

    private static string Who(Session session, ChangedSince field, string language) => (field.By, language) switch
    {
        (null, "ru") => "кто, в журнале не сказано",
        (null, _) => "the journal does not say by whom",
        ({ } by, "ru") => $"{by.Person ?? by.Connection ?? "хаб"}, {session.Local(by.At)}, строка {by.Line}",
        ({ } by, _) => $"{by.Person ?? by.Connection ?? "the hub"}, {session.Local(by.At)}, line {by.Line}",
    };
}
