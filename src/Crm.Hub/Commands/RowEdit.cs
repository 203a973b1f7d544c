using System.Text.Json;
using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>What verbs that change a CRM row have in common: reading Field=Value, the change itself, and telling of it.</summary>
internal sealed class RowEdit : IDisposable
{
    private readonly Session _session;
    private readonly DbSession _reading;
    private readonly RowEditor _editor;

    private RowEdit(Session session, HubDatabase database, string person)
    {
        _session = session;
        _reading = database.ConnectToRead();
        Db = database.Connect();
        Finder = new RowFinder(_reading);
        Names = new RowNames(_reading);
        Person = person;
        _editor = new RowEditor(Db, new MappingShelf(session).Subscriptions(), session.Around.Clock, session.Settings.TimeZone);
    }

    public DbSession Db { get; }

    public RowFinder Finder { get; }

    public RowNames Names { get; }

    public string Person { get; }

    public static async Task<RowEdit> OpenAsync(Session session, string person, CancellationToken ct) =>
        new(session, await session.OpenForReadingAsync(ct), person);

    /// <summary>What Field=Value say, in CRM types.</summary>
    /// <exception cref="ProblemException">One of them cannot be.</exception>
    public Fields Read(EntityKind kind, IEnumerable<string> assignments)
    {
        var values = new Fields.Builder();
        foreach (var assignment in assignments)
        {
            var cut = assignment.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
            {
                throw new ProblemException(Problem.Usage($"«{assignment}» не понято: пишите Поле=Значение.", $"'{assignment}' is not understood: write Field=Value."));
            }

            var field = Field(kind, assignment[..cut].Trim());
            values.Set(field.Name, new TypedText(Finder, Names).Value(kind, field, assignment[(cut + 1)..]));
        }

        return values.ToFields();
    }

    /// <summary>Makes the change and tells what became different.</summary>
    /// <param name="objection">Asked in the transaction of the change; when it throws, nothing is changed.</param>
    public ExitCode Change(string verb, EntityKind kind, Guid row, Fields values, Author author, Action? objection = null)
    {
        var changed = Db.AsOne(() =>
        {
            objection?.Invoke();
            return _editor.Change(kind, row, values, author);
        });
        return Tell(verb, kind, row, changed ? LineOf(row) : null);
    }

    public ExitCode Create(string verb, EntityKind kind, Fields values, Author author)
    {
        var row = Db.AsOne(() => _editor.Create(kind, values, author));
        return Tell(verb, kind, row, LineOf(row));
    }

    public void Dispose()
    {
        Db.Dispose();
        _reading.Dispose();
    }

    private static EntityField Field(EntityKind kind, string said)
    {
        var names = kind.Fields.Select(field => field.Name).ToList();
        if (FieldWords.Find(names, said) is { } name)
        {
            return kind.Field(name)!;
        }

        var (ru, en) = Closest.Hint(said, names);
        var word = KindWords.CommandWord(kind.Name);
        throw new ProblemException(Problem.Usage(
            $"У {word} нет поля «{said}».{ru} Есть: {string.Join(", ", names)}.", $"{word} have no field '{said}'.{en} There are: {string.Join(", ", names)}."));
    }

    // What a document's own facts derive of the change stands in lines of its own.
    private Said LineOf(Guid row) => new RowStory(_reading).Of(row).First(said => said.Person is not null);

    private ExitCode Tell(string verb, EntityKind kind, Guid row, Said? line) =>
        _session.Screen.IsJson ? Answer(verb, kind, row, line) : Print(kind, row, line);

    private ExitCode Print(EntityKind kind, Guid row, Said? line)
    {
        var (screen, words) = (_session.Screen, new SaidWords(_session.Screen, Names));
        screen.Line($"{KindWords.CommandWord(kind.Name)}/{row}  {Names.Of(kind.Name, row)}");
        foreach (var (name, pair) in line?.Changes ?? new Dictionary<string, JsonElement>())
        {
            var field = kind.Field(name)!;
            string Shown(JsonElement value) => words.Value(field, value) is { Length: > 0 } text ? text : screen.In("пусто", "empty");
            screen.Line($"  {FieldWords.Of(screen, name)}: {Shown(pair[0])} → {Shown(pair[1])}");
        }

        screen.Line(
            line is null ? "  Ничего не изменилось." : $"  {words.Decision(line.Decision)}: {Person}, строка журнала {line.Line}",
            line is null ? "  Nothing changed." : $"  {words.Decision(line.Decision)}: {Person}, line {line.Line} of the journal");
        return ExitCode.Done;
    }

    private ExitCode Answer(string verb, EntityKind kind, Guid row, Said? line)
    {
        using var answer = new JsonAnswer(_session.Screen.Out, verb);
        answer.Add("kind", KindWords.CommandWord(kind.Name));
        answer.Add("id", row);
        answer.Add("name", Names.Of(kind.Name, row));
        answer.Add("line", line?.Line);
        answer.Add("by", Person);
        answer.Add("changes", (line?.Changes ?? new Dictionary<string, JsonElement>()).Select(pair => new { field = pair.Key, before = pair.Value[0], value = pair.Value[1] }));
        return answer.Finish(ExitCode.Done);
    }
}
