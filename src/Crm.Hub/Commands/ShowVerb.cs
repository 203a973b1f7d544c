using System.CommandLine;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub show KIND: rows of the CRM as they are now.</summary>
internal sealed class ShowVerb() : Verb("show", new Words("показать строки CRM", "show rows of the CRM"))
{
    private const int DefaultLimit = 50;

    private readonly Argument<string> _kind = new("KIND");
    private readonly Option<string[]> _where = new("--where") { HelpName = "F=V", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _count = new("--count");
    private readonly Option<int> _limit = new("--limit") { HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
    private readonly Option<bool> _all = new("--all");

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_kind, new("что показать: " + Known(), "what to show: " + Known())),
        (_where, new("только где поле равно значению; можно несколько; пустое значение — поле не заполнено", "only where the field has the value; may be repeated; an empty value means that the field is empty")),
        (_count, new("только число строк", "only how many there are")),
        (_limit, new($"не больше стольких строк (обычно {DefaultLimit}, 0 — все)", $"at most so many rows ({DefaultLimit} by default, 0 for all)")),
        (_all, new("и архивные", "archived rows, too")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var view = ViewOf(parse.GetValue(_kind)!);
        var conditions = ConditionsOf(view, parse.GetValue(_where) ?? []);
        var limit = Math.Max(0, parse.GetValue(_limit));
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.ConnectToRead();
        var query = new ViewQuery(db, view, conditions, parse.GetValue(_all));

        if (parse.GetValue(_count))
        {
            return Count(session.Screen, view, query.Count());
        }

        return session.Screen.IsJson ? Answer(session.Screen, view, query, limit) : Print(session.Screen, view, query, limit);
    }

    private static string Known() => string.Join(", ", Views.All.Select(view => view.Word));

    /// <exception cref="ProblemException">There is none of that name.</exception>
    public static View ViewOf(string word)
    {
        var (ru, en) = Closest.Hint(word, Views.All.Select(view => view.Word));
        return Views.Find(word) ?? throw new ProblemException(Problem.Usage(
            $"Не знаю, что такое «{word}».{ru} Есть: {Known()}.", $"'{word}' is not known.{en} There are: {Known()}."));
    }

    /// <exception cref="ProblemException">One of the texts is no condition.</exception>
    public static List<Condition> ConditionsOf(View view, string[] texts)
    {
        var (conditions, problems) = (new List<Condition>(), new List<Problem>());
        foreach (var text in texts)
        {
            var (condition, problem) = Condition.Of(view, text, conditions.Sum(known => known.Values.Count));
            if (condition is null)
            {
                problems.Add(problem!);
            }
            else
            {
                conditions.Add(condition);
            }
        }

        return problems.Count == 0 ? conditions : throw new ProblemException([.. problems]);
    }

    private static ExitCode Count(Screen screen, View view, long count)
    {
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, "show");
            answer.Add("kind", view.Word);
            answer.Add("count", count);
            return answer.Finish(ExitCode.Done);
        }

        screen.Line(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return ExitCode.Done;
    }

    private static ExitCode Print(Screen screen, View view, ViewQuery query, int limit)
    {
        var columns = view.Columns.Select(name => view.Field(name)!).ToList();
        var places = columns.Select(column => view.Fields.ToList().IndexOf(column)).ToList();
        var grid = new Grid(columns.Select(column => (FieldWords.Of(screen, column.Name), column.Type is FieldType.Money or FieldType.Number)));

        foreach (var row in query.Rows(limit, withInner: false))
        {
            grid.Add(places.Select((place, at) => Values.Shown(screen, row.Values[place], columns[at])));
        }

        if (grid.Rows == 0)
        {
            screen.Line("Ничего не найдено.", "Nothing was found.");
            return ExitCode.Done;
        }

        if (grid.Print(screen) is { Count: > 0 } hidden)
        {
            screen.Line($"Не поместились: {string.Join(", ", hidden)}.", $"No room for: {string.Join(", ", hidden)}.");
        }

        if (grid.Rows == limit && query.Count() is var count && count > limit)
        {
            screen.Line(
                $"Показано {screen.Count(limit)} из {screen.Count(count)}. Больше: --limit N; все поля: --json.",
                $"{screen.Count(limit)} of {screen.Count(count)} shown. More: --limit N; all fields: --json.");
        }

        return ExitCode.Done;
    }

    private static ExitCode Answer(Screen screen, View view, ViewQuery query, int limit)
    {
        using var answer = new JsonAnswer(screen.Out, "show");
        answer.Add("kind", view.Word);
        answer.Json.WriteStartArray("rows");
        var shown = 0;

        foreach (var row in query.Rows(limit, withInner: true))
        {
            RowJson.Write(answer.Json, view, row);
            if (++shown % 500 == 0)
            {
                answer.Pass();
            }
        }

        answer.Json.WriteEndArray();
        answer.Add("count", limit > 0 && shown == limit ? query.Count() : shown);
        return answer.Finish(ExitCode.Done);
    }
}
