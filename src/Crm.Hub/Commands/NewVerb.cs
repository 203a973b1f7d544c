using System.CommandLine;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub new KIND Field=Value…: a person makes a CRM row; the bases that want it hear of it.</summary>
internal sealed class NewVerb() : Verb("new", new Words("создать строку CRM", "make a CRM row"))
{
    private readonly Argument<string> _kind = new("KIND");
    private readonly Argument<string[]> _values = new("Field=Value") { Arity = ArgumentArity.OneOrMore };
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_kind, new("вид, например counterparties", "a kind, such as counterparties")),
        (_values, new("поля и их значения; ссылка — ВИД/КТО или ключ строки", "fields and their values; a link is KIND/ID or a key of the row")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var word = parse.GetValue(_kind)!;
        var kind = Views.Find(word)?.Kind ?? throw new ProblemException(Unknown(word));
        using var edit = await RowEdit.OpenAsync(session, _by.Of(parse), ct);
        var values = edit.Read(kind, parse.GetValue(_values)!);
        Complete(kind, values);
        return edit.Create("new", kind, values, new Author(edit.Person));
    }

    private static void Complete(EntityKind kind, Fields values)
    {
        var lacking = FieldCheck.Required(kind).Where(field => values[field] is null).ToList();
        if (lacking.Count > 0)
        {
            throw new ProblemException(Problem.Usage(
                $"Без этих полей строки не бывает: {string.Join(", ", lacking)}.", $"No row is without these fields: {string.Join(", ", lacking)}."));
        }
    }

    private static Problem Unknown(string word)
    {
        var words = Views.All.Where(view => view.Kind is not null).Select(view => view.Word).ToList();
        var (ru, en) = Closest.Hint(word, words);
        return Problem.Usage($"Нет вида «{word}».{ru} Есть: {string.Join(", ", words)}.", $"There is no kind '{word}'.{en} There are: {string.Join(", ", words)}.");
    }
}
