using System.Globalization;
using System.IO.Pipelines;
using Crm.Simulator.Habits;
using Crm.Simulator.Http;
using Crm.Simulator.Metadata;
using Crm.Simulator.Query;
using Crm.Simulator.State;

namespace Crm.Simulator.Answers;

/// <summary>Makes answers of what was found, in the format that was asked for.</summary>
internal sealed class Answering(Books books, HabitSwitches habits)
{
    public Reply List(Ask ask, SetShape set, IReadOnlyList<Item> items, int? count)
    {
        var projection = Projection.Read(books, set.Type, ask.Options.Select, ask.Options.Expand, habits);
        return ask.Format == AnswerFormat.Atom
            ? new Reply(200, "application/atom+xml;type=feed;charset=utf-8", (to, ct) => Atom(ask).FeedAsync(to, set, items, projection, count, ct))
            : Json(ask, (to, rows, ct) => JsonAnswers.ListAsync(to, rows, items, projection, Metadata(ask, set.Name), count, ct));
    }

    public Reply Single(Ask ask, Item item, int status = 200)
    {
        // $expand of a single object does nothing; 1C expands lists only.
        var expand = habits.Is(Habit.SilentExpand) ? null : ask.Options.Expand;
        var projection = Projection.Read(books, item.Set.Type, ask.Options.Select, expand, habits);
        var reply = ask.Format == AnswerFormat.Atom
            ? new Reply(status, "application/atom+xml;type=entry;charset=utf-8", (to, ct) => Atom(ask).EntryAsync(to, item, projection, ct))
            : Json(ask, (to, rows, _) => JsonAnswers.SingleAsync(to, rows, item, projection, Metadata(ask, item.Set.Name + "/@Element")));
        return reply with { Status = status };
    }

    public Reply Rows(Ask ask, EdmType type, IReadOnlyList<object?[]> lines)
    {
        var projection = Projection.Read(books, type, ask.Options.Select, null, habits);
        return ask.Format == AnswerFormat.Atom
            ? new Reply(200, "application/atom+xml;charset=utf-8", (to, ct) => Atom(ask).RowsAsync(to, type, lines, projection, ct))
            : Json(ask, (to, rows, ct) => JsonAnswers.RowsAsync(to, rows, lines, projection, Metadata(ask, type.Name), ct));
    }

    public Reply Count(int count)
    {
        var number = count.ToString(CultureInfo.InvariantCulture);
        return Reply.Text("text/plain;charset=utf-8", habits.Is(Habit.CountMark) ? "\ufeff" + number : number);
    }

    public AtomAnswers Atom(Ask ask) => new(books, habits, ask.Root);

    public static Reply Fault(AnswerFormat format, ODataFault fault) => format == AnswerFormat.Atom
        ? new Reply(fault.Status, "application/xml;charset=utf-8", (to, ct) => AtomAnswers.FaultAsync(to, fault, ct))
        : new Reply(fault.Status, format.ContentType(), (to, _) => JsonAnswers.FaultAsync(to, fault));

    private Reply Json(Ask ask, Func<PipeWriter, RowJson, CancellationToken, Task> write)
    {
        var rows = new RowJson(books, habits, ask.Format, ask.Root);
        return new Reply(200, ask.Format.ContentType(), (to, ct) => write(to, rows, ct));
    }

    private static string? Metadata(Ask ask, string what) => ask.Format == AnswerFormat.JsonNone ? null : $"{ask.Root}$metadata#{what}";
}
