using System.CommandLine;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Hub.Printing;
using Crm.Hub.Reading;

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
        var target = MeantRow.Parse(parse.GetValue(_target)!);
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.ConnectToRead();
        var names = new RowNames(db);
        var id = MeantRow.Of(target.Kind, target.Id, new RowFinder(db), names);
        var view = Views.Find(target.Kind.Name)!;
        var row = new ViewQuery(db, view, [Condition.IsRow(id)], withArchived: true).Rows(1, withInner: true).Single();
        var held = new ViewQuery(db, Views.Find("rejected")!, [Condition.HeldOf(id)], withArchived: true).Rows(0, withInner: false).ToList();
        var story = new RowStory(db);
        var explanation = new Explanation(
            target.Kind, view, id, names.Of(target.Kind.Name, id), row, FieldsOf(target), story.Of(id), story.LinksOf(id), story.MergesOf(id), story.WaitsOf(id), held);

        return session.Screen.IsJson
            ? new WhyJson(explanation, new MappingPlaces(db), names).Write(session.Screen)
            : new WhyText(session, explanation, new MappingPlaces(db), names).Print();
    }

    private static IReadOnlyList<EntityField> FieldsOf(RowTarget target) =>
        target.Field is { } field ? [target.Kind.Field(field)!] : target.Kind.Fields;
}
