using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Reading;

namespace Crm.Hub.Printing;

/// <summary>An explanation for a person.</summary>
internal sealed class WhyText(Session session, Explanation why, MappingPlaces places, RowNames names)
{
    private readonly Screen _screen = session.Screen;
    private readonly SaidWords _words = new(session.Screen, names);

    public ExitCode Print()
    {
        _screen.Line($"{why.View.Word}/{why.Id}  {why.Name}");
        foreach (var link in why.Links)
        {
            _screen.Line($"  = {link.Kind} {link.Id} ({link.Connection})");
        }

        foreach (var merge in why.Merges)
        {
            Print(merge);
        }

        if (why.ArchivedAt is { } archived)
        {
            _screen.Line($"  в архиве с {archived}", $"  archived since {archived}");
        }

        _screen.Line();
        if (why.IsOfOneField)
        {
            PrintField(why.Fields[0]);
        }
        else
        {
            PrintRow();
        }

        PrintHeld();
        return ExitCode.Done;
    }

    private void Print(RowMerge merge)
    {
        var other = merge.KeptId == why.Id ? merge.GoneId : merge.KeptId;
        var (name, said) = ($"{why.View.Word}/{other}  {names.Of(why.Kind.Name, other)}", $"{merge.Person}, {session.Local(merge.MergedAt)}");
        if (merge.KeptId == why.Id)
        {
            _screen.Line($"  + {name} (объединение {merge.Id}: {said})", $"  + {name} (merge {merge.Id}: {said})");
        }
        else
        {
            _screen.Line($"  объединена с {name} (объединение {merge.Id}: {said})", $"  merged into {name} (merge {merge.Id}: {said})");
        }
    }

    private void PrintRow()
    {
        var grid = new Grid(
            (_screen.In("Поле", "Field"), false), (_screen.In("Значение", "Value"), false), (_screen.In("Сказано", "Said in"), false),
            (_screen.In("Сопоставление", "Mapping"), false), (_screen.In("Запуск", "Run"), true));

        foreach (var field in why.Fields)
        {
            var said = why.Newest(field)?.Said;
            if (said is not null || Now(field).Length > 0)
            {
                grid.Add(
                    FieldWords.Of(_screen, field.Name), Now(field), said is null ? "" : Source(said),
                    said is null ? "" : places.Of(said.MappingHash, said.Mapping, field.Name)?.ToString(), said?.RunId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        grid.Print(_screen);
        _screen.Line("История поля: hub why ВИД/КТО.Поле", "History of a field: hub why KIND/ID.Field");
    }

    private void PrintField(EntityField field)
    {
        var (title, story) = (FieldWords.Of(_screen, field.Name), why.Of(field));
        _screen.Line($"{title}: {(Now(field) is { Length: > 0 } now ? now : _screen.In("пусто", "empty"))}");

        if (field.Type == FieldType.Rows)
        {
            PrintTable(why.View.Inner.First(inner => inner.Name == field.Name), why.Row.Inner[field.Name]);
        }

        if (story.Count == 0)
        {
            _screen.Line("  Об этом поле никто ничего не сказал.", "  Nobody said anything of this field.");
            return;
        }

        Print(field, story[0].Said);
        foreach (var turn in story.Skip(1))
        {
            _screen.Line($"Раньше: {Shown(field, turn)}", $"Earlier: {Shown(field, turn)}");
            Print(field, turn.Said);
        }

        if (_words.Value(field, story[^1].Before) is { Length: > 0 } first)
        {
            _screen.Line($"До этого: {first}", $"Before that: {first}");
        }
    }

    private void PrintTable(InnerView table, List<object?[]> rows)
    {
        var columns = Enumerable.Range(0, table.Fields.Count).Where(at => rows.Any(row => row[at] is not null)).ToList();
        var grid = new Grid(columns.Select(at => (
            FieldWords.Of(_screen, table.Fields[at].Name), table.Fields[at].Type is FieldType.Money or FieldType.Number)));

        foreach (var row in rows)
        {
            grid.Add(columns.Select(at => Values.Shown(_screen, row[at], table.Fields[at])));
        }

        if (grid.Rows > 0)
        {
            grid.Print(_screen);
        }
    }

    private void Print(EntityField field, Said said)
    {
        if (said.Reason is { } reason)
        {
            _screen.Line("  " + _screen.In("почему: ", "why: ") + _screen.In(reason));
        }

        if (said.Place is { } place)
        {
            var formed = said.FormedAt is { } at ? _screen.In(", сформирован ", ", formed ") + session.Local(at) : "";
            _screen.Line($"  сказано: {place}{formed} ({said.Connection}: {said.ExternalKind} {said.ExternalId})", $"  said in: {place}{formed} ({said.Connection}: {said.ExternalKind} {said.ExternalId})");
        }

        if (said.IsFileGone)
        {
            _screen.Line("  исходного файла в архиве больше нет: вышел его срок (Hub:Archive:KeepDays)", "  the raw file is in the archive no more: its time was over (Hub:Archive:KeepDays)");
        }

        if (places.Of(said.MappingHash, said.Mapping, field.Name) is { } rule)
        {
            _screen.Line($"  сопоставление: {rule} ({said.Mapping})", $"  mapping: {rule} ({said.Mapping})");
        }

        var run = said.RunId > 0 ? _screen.In($"запуск: {said.RunId}, ", $"run: {said.RunId}, ") : "";
        var person = said.Person is { } name ? $", {name}" : "";
        _screen.Line(
            $"  {run}{session.Local(said.At)} ({_words.Decision(said.Decision)}{person}), строка журнала {said.Line}",
            $"  {run}{session.Local(said.At)} ({_words.Decision(said.Decision)}{person}), line {said.Line} of the journal");
    }

    private void PrintHeld()
    {
        foreach (var (field, kind, id) in why.Waits.Where(wait => Concerns(wait.Field)))
        {
            _screen.Line(
                $"! {field} ждёт объект {kind} «{id}», которого ещё нет.", $"! {field} waits for {kind} '{id}', which is not here yet.");
        }

        var view = Views.Find("rejected")!;
        foreach (var row in why.Held)
        {
            string Cell(string name) => Values.Shown(_screen, Explanation.Value(view, row, name), view.Field(name)!);
            if (Concerns(Cell("Field")))
            {
                _screen.Line($"! {Cell("State")}: {Cell("Field")} «{Cell("Value")}»: {Cell("Reason")} ({Cell("Place")})");
            }
        }
    }

    private bool Concerns(string field) => !why.IsOfOneField || field.Length == 0 || field.Split('/')[0] == why.Fields[0].Name;

    private string Source(Said said) => said.Place?.ToString() ?? (said.Person is { } name ? $"{_words.Decision(said.Decision)}: {name}" : _words.Decision(said.Decision));

    private string Now(EntityField field) => field.Type == FieldType.Rows
        ? _words.Rows(why.Row.Inner[field.Name].Count)
        : Values.Shown(_screen, why.Value(field.Name), why.View.Field(field.Name)!);

    private string Shown(EntityField field, Turn turn) => turn.IsToday ? Now(field)
        : _words.Value(field, turn.Value) is { Length: > 0 } value ? value : _screen.In("пусто", "empty");
}
