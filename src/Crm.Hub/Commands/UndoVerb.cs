using System.CommandLine;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub undo LINE: takes back what one line of the journal changed, as an edit of today.</summary>
internal sealed class UndoVerb() : Verb("undo", new Words("вернуть то, что изменила строка журнала", "take back what a line of the journal changed"))
{
    private readonly Argument<long> _line = new("LINE");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_line, new("номер строки журнала, его показывает hub why", "number of the line in the journal, as hub why shows it")),
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

        return edit.Change("undo", line.Kind, line.Row, line.Values, new Author(edit.Person, "Undo"));
    }
}
