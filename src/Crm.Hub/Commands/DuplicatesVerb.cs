using System.CommandLine;
using Crm.Connect;
using Crm.Core.Duplicates.Finding;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub duplicates: rows that look like one, with the reasons.</summary>
internal sealed class DuplicatesVerb() : Verb("duplicates", new Words("строки, похожие на дубли, и почему", "rows that look like duplicates, and why"))
{
    private const int DefaultLimit = 50;

    private readonly Argument<string?> _kind = new("KIND") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _branches = new("--branches");
    private readonly Option<int> _limit = new("--limit") { HelpName = "N", DefaultValueFactory = _ => DefaultLimit };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_kind, new("среди чего искать: " + Known(), "among what: " + Known())),
        (_branches, new("и филиалы: один ИНН, разные КПП", "branches, too: one INN, different KPPs")),
        (_limit, new($"не больше стольких пар каждого вида (обычно {DefaultLimit}, 0 — все)", $"at most so many pairs of a kind ({DefaultLimit} by default, 0 for all)")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var kinds = KindsOf(parse.GetValue(_kind));
        var limit = parse.GetValue(_limit) is var most and > 0 ? most : int.MaxValue;
        var database = await session.OpenForReadingAsync(ct);
        using var db = database.ConnectToRead();
        var names = new RowNames(db);
        var found = kinds.Select(kind => (Kind: kind, Pairs: new Candidates(db, parse.GetValue(_branches)).Of(kind))).ToList();

        return session.Screen.IsJson ? Answer(session.Screen, found, limit, names) : Print(session.Screen, found, limit, names);
    }

    private static string Known() => string.Join(", ", Candidates.Kinds.Select(KindWords.CommandWord));

    private static IReadOnlyList<string> KindsOf(string? word)
    {
        if (word is null)
        {
            return Candidates.Kinds;
        }

        var (ru, en) = Closest.Hint(word, Candidates.Kinds.Select(KindWords.CommandWord));
        return Views.Find(word)?.Kind?.Name is { } kind && Candidates.Kinds.Contains(kind) ? [kind] : throw new ProblemException(Problem.Usage(
            $"Среди «{word}» дублей не ищут.{ru} Можно: {Known()}.", $"Duplicates are not looked for among '{word}'.{en} These can be: {Known()}."));
    }

    private static ExitCode Print(Screen screen, List<(string Kind, IReadOnlyList<Candidate> Pairs)> found, int limit, RowNames names)
    {
        foreach (var (kind, pairs) in found)
        {
            screen.Line($"{KindWords.Of(screen, kind)}: {screen.Count(pairs.Count)}");
            foreach (var pair in pairs.Take(limit))
            {
                Print(screen, kind, pair, names);
            }

            if (pairs.Count > limit)
            {
                screen.Line($"  показано {screen.Count(limit)}; больше: --limit N", $"  {screen.Count(limit)} shown; more: --limit N");
            }
        }

        if (found.Exists(kind => kind.Pairs.Count > 0))
        {
            screen.Line();
            screen.Line(
                "Объединить: hub merge ВИД/КТО_ОСТАЁТСЯ ВИД/КОГО_НЕ_СТАНЕТ. Это разные: hub distinct ВИД/ОДНА ВИД/ДРУГАЯ.",
                "To merge: hub merge KIND/KEEP KIND/GONE. They are different: hub distinct KIND/ONE KIND/OTHER.");
        }

        return ExitCode.Done;
    }

    private static void Print(Screen screen, string kind, Candidate pair, RowNames names)
    {
        var word = KindWords.CommandWord(kind);
        screen.Line($"  {ChoiceWords.Of(screen, pair.Likeness.Grade.ToString())}: {string.Join("; ", pair.Likeness.Reasons.Select(screen.In))}");
        screen.Line($"    {word}/{pair.One}  {names.Of(kind, pair.One)}");
        screen.Line($"    {word}/{pair.Other}  {names.Of(kind, pair.Other)}");
    }

    private static ExitCode Answer(Screen screen, List<(string Kind, IReadOnlyList<Candidate> Pairs)> found, int limit, RowNames names)
    {
        using var answer = new JsonAnswer(screen.Out, "duplicates");
        answer.Add("kinds", found.Select(kind => new
        {
            kind = KindWords.CommandWord(kind.Kind),
            count = kind.Pairs.Count,
            pairs = kind.Pairs.Take(limit).Select(pair => new
            {
                grade = pair.Likeness.Grade,
                reasons = pair.Likeness.Reasons,
                keep = new LinkValue(pair.One, names.Of(kind.Kind, pair.One)),
                gone = new LinkValue(pair.Other, names.Of(kind.Kind, pair.Other)),
            }),
        }));
        return answer.Finish(ExitCode.Done);
    }
}
