using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;

namespace Crm.Hub.Commands;

/// <summary>hub distinct KIND/ONE KIND/OTHER: a person says that they are not the same.</summary>
internal sealed class DistinctVerb() : Verb("distinct", new Words("сказать, что две строки — разные: среди дублей их больше не покажут", "say that two rows are different: they are not told as duplicates again"))
{
    private readonly Argument<string> _one = new("KIND/ONE");
    private readonly Argument<string> _other = new("KIND/OTHER");
    private readonly Option<bool> _forget = new("--forget");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_one, TwoRows.Named),
        (_other, new("другая, того же вида", "the other, of the same kind")),
        (_forget, new("взять эти слова назад", "take that back")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        var (kind, one, other) = TwoRows.Find(database, parse.GetValue(_one)!, parse.GetValue(_other)!);
        using var db = database.Connect();
        var (store, forgets) = (new MergeStore(db), parse.GetValue(_forget));
        var isNew = forgets ? store.ForgetDistinct(kind.Name, one, other) : store.SayDistinct(kind.Name, one, other, _by.Of(parse), session.Now);

        if (session.Screen.IsJson)
        {
            var names = new RowNames(db);
            using var answer = new JsonAnswer(session.Screen.Out, Name);
            answer.Add("kind", KindWords.CommandWord(kind.Name));
            answer.Add("one", new LinkValue(one, names.Of(kind.Name, one)));
            answer.Add("other", new LinkValue(other, names.Of(kind.Name, other)));
            answer.Add("different", !forgets);
            answer.Add("changed", isNew);
            return answer.Finish(ExitCode.Done);
        }

        session.Screen.Line((forgets, isNew) switch
        {
            (false, true) => new Words("Запомнено: это разные строки.", "Remembered: these are different rows."),
            (false, false) => new Words("Это уже было сказано.", "That was said before."),
            (true, true) => new Words("Забыто: если они похожи, их покажут снова.", "Forgotten: if they look alike they are told again."),
            (true, false) => new Words("Такого никто не говорил.", "Nobody had said so."),
        });
        return ExitCode.Done;
    }
}
