using System.CommandLine;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub why KIND/ID[.Field]: where a value comes from, and what it was before.</summary>
internal sealed class WhyVerb() : Verb("why", new Words(
    "откуда значение: файл и место, сопоставление, запуск, прежние значения", "where a value comes from: file and place, mapping, run, earlier values"))
{
    private readonly Argument<string> _target = new("KIND/ID[.Field]");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_target, new(
            "о чём: вид, затем GUID, номер, имя, ИНН, артикул или ид в 1С; например invoices/3603.Status",
            "about what: a kind, then a GUID, number, name, ИНН, article or id in 1C; such as invoices/3603.Status")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var (target, problem) = RowTarget.Parse(parse.GetValue(_target)!);
        if (target is null)
        {
            throw new ProblemException(problem!);
        }

        var database = await session.OpenForReadingAsync(ct);
        using var db = ReadSession.Open(database);
        var names = new RowNames(db);
        var id = OnlyOne(target, new RowFinder(db).Find(target.Kind, target.Id), names);
        var view = Views.Find(target.Kind.Name)!;
        var row = new ViewQuery(db, view, [Condition.IsRow(id)], withArchived: true).Rows(1, withInner: true).Single();
        var held = new ViewQuery(db, Views.Find("rejected")!, [Condition.HeldOf(id)], withArchived: true).Rows(0, withInner: false).ToList();
        var story = new RowStory(db);
        var explanation = new Explanation(
            target.Kind, view, id, names.Of(target.Kind.Name, id), row, FieldsOf(target), story.Of(id), story.LinksOf(id), story.WaitsOf(id), held);

        return session.Screen.IsJson
            ? new WhyJson(explanation, new MappingPlaces(db), names).Write(session.Screen)
            : new WhyText(session, explanation, new MappingPlaces(db), names).Print();
    }

    private static IReadOnlyList<EntityField> FieldsOf(RowTarget target) =>
        target.Field is { } field ? [target.Kind.Field(field)!] : target.Kind.Fields;

    private static Guid OnlyOne(RowTarget target, IReadOnlyList<Guid> found, RowNames names)
    {
        var word = KindWords.CommandWord(target.Kind.Name);
        return found switch
        {
            [var one] => one,
            [] => throw new ProblemException(Nobody(target, word)),
            _ => throw new ProblemException(Problem.Usage(
                $"Под «{target.Id}» подходят {found.Count}: {Candidates(word, target.Kind, found, names)}. Назовите одну по GUID.",
                $"'{target.Id}' could be {found.Count}: {Candidates(word, target.Kind, found, names)}. Name one by its GUID.")),
        };
    }

    // What stands after the last point may be a field written with a slip.
    private static Problem Nobody(RowTarget target, string word)
    {
        var (ru, en) = Closest.Hint(target.Id[(target.Id.LastIndexOf('.') + 1)..], target.Kind.Fields.Select(field => field.Name));
        return Problem.Usage(
            $"Нет строки {word}/{target.Id}: ни по GUID, ни по номеру, имени, ИНН или артикулу, ни по ид в 1С.{ru} Поищите: hub show {word}.",
            $"There is no {word}/{target.Id}: not by GUID, number, name, ИНН or article, nor by its id in 1C.{en} Look with hub show {word}.");
    }

    private static string Candidates(string word, EntityKind kind, IReadOnlyList<Guid> found, RowNames names) =>
        string.Join(", ", found.Select(id => $"{word}/{id} ({names.Of(kind.Name, id)})"));
}
