using System.CommandLine;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Hub.Reading;

namespace Crm.Hub.Commands;

/// <summary>hub set KIND/ID Field=Value…: a person changes a CRM row; the bases that want it hear of it.</summary>
internal sealed class SetVerb() : Verb("set", new Words("изменить строку CRM", "change a CRM row"))
{
    private readonly Argument<string> _target = new("KIND/ID");
    private readonly Argument<string[]> _values = new("Field=Value") { Arity = ArgumentArity.OneOrMore };
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_target, new("какую: вид, затем GUID, номер, имя, ИНН, артикул или ид в 1С", "which: a kind, then a GUID, number, name, ИНН, article or id in 1C")),
        (_values, new(
            "поля и их новые значения; ссылка — ВИД/КТО или ключ строки; пустое значение очищает",
            "fields and their new values; a link is KIND/ID or a key of the row; an empty value clears")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var said = parse.GetValue(_target)!;
        var target = MeantRow.Parse(said);
        using var edit = await RowEdit.OpenAsync(session, _by.Of(parse), ct);
        var row = MeantRow.OfKind(target.Kind, said, edit.Finder, edit.Names);
        return edit.Change("set", target.Kind, row, edit.Read(target.Kind, parse.GetValue(_values)!), new Author(edit.Person));
    }
}
