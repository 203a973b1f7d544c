using System.CommandLine;
using Crm.Connect;
using Crm.Connectors.OneC.OData;
using Crm.Core.Mappings;
using Crm.Hub.Printing;
using Crm.Hub.Proving;
using Crm.Hub.Proving.Bases;
using Crm.Hub.Settings;
using Crm.Simulator;

namespace Crm.Hub.Commands;

/// <summary>hub prove: plays histories of both sides with every failure that can be, and shows that nothing is lost or doubled.</summary>
internal sealed class ProveVerb() : Verb("prove", new Words(
    "доказать на случайных историях со сбоями, что ничего не теряется и не двоится",
    "prove over random histories with failures that nothing is lost or doubled"))
{
    private const int DefaultSchedules = 200;

    private static readonly string[] Setting = ["--flow", "--metadata"];

    private readonly Option<string?> _flow = new("--flow") { HelpName = "NAME" };
    private readonly Option<string?> _metadata = new("--metadata") { HelpName = "FILE" };
    private readonly Option<int> _schedules = new("--schedules") { HelpName = "N", DefaultValueFactory = _ => DefaultSchedules };
    private readonly Option<ulong?> _seed = new("--seed") { HelpName = "S" };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_flow, new("на сопоставлениях этого потока (иначе на собственных)", "with the mappings of this flow (else with its own)")),
        (_metadata, new(
            "с одной стороны 1С в коробке с этими метаданными, через OData; ответы теряются при любом запросе",
            "on one side a 1C in a box with this metadata, over OData; answers are lost at any request")),
        (_schedules, new($"сколько историй (обычно {DefaultSchedules})", $"how many histories ({DefaultSchedules} by default)")),
        (_seed, new("одна история с этим числом, со всеми её событиями", "one history with this number, with all that happens in it")),
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        using var folder = new ProofFolder();
        var prover = new Prover(await SettingAsync(session, parse.GetValue(_flow), parse.GetValue(_metadata), folder, ct));
        var seed = parse.GetValue(_seed);
        var schedules = seed is null ? Math.Max(1, parse.GetValue(_schedules)) : 1;
        var report = await prover.RunAsync(seed ?? 1, schedules, stopAtFirst: false, progress: null, ct);

        if (session.Screen.IsJson)
        {
            return Answer(session.Screen, prover, report);
        }

        Print(session.Screen, parse, prover, report, isOne: seed is not null);
        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ProofSetting> SettingAsync(Session session, string? name, string? metadata, ProofFolder folder, CancellationToken ct)
    {
        var flow = name is null ? null : session.Settings.Flows.FirstOrDefault(flow => flow.Name == name)
            ?? throw new ProblemException(Problem.Usage($"Нет потока «{name}».", $"There is no flow '{name}'."));
        if (metadata is null)
        {
            return new ProofSetting(flow is null ? OwnBook.Load() : BookOf(session, flow, session.KindsOf(flow.Connection)));
        }

        if (flow?.Connection.Connector is not OneCODataConnector)
        {
            throw new ProblemException(Problem.Usage(
                "С --metadata назовите поток соединения onec-odata: --flow ИМЯ.", "With --metadata name a flow of a connection onec-odata: --flow NAME."));
        }

        try
        {
            return await new ODataProof(Path.GetFullPath(metadata, session.Around.Folder), folder.Path).SettingAsync(kinds => BookOf(session, flow, kinds), ct);
        }
        catch (SimulatorException wrong)
        {
            throw new ProblemException(Problem.Usage(wrong.Ru, wrong.En));
        }
    }

    private static MappingBook BookOf(Session session, ConfiguredFlow flow, IReadOnlyList<ExternalKind> kinds)
    {
        var (book, lints) = MappingBook.Load(flow.Mappings, session.Settings.BaseDirectory, kinds, Direction.Both);
        return book ?? throw new ProblemException([.. lints.Where(lint => lint.IsError).Select(Problem.Of)]);
    }

    private static void Print(Screen screen, ParseResult parse, Prover prover, ProofReport report, bool isOne)
    {
        foreach (var kind in prover.Vocabulary.Kinds)
        {
            screen.Line($"{KindWords.Of(screen, kind.Kind.Name)}: {string.Join(", ", kind.Fields.Select(field => field.Name))}");
        }

        foreach (var failure in report.Failures)
        {
            foreach (var line in isOne ? failure.Log : [])
            {
                screen.Line("  " + line);
            }

            screen.Line($"История {failure.Seed}: {failure.Fault}", $"History {failure.Seed}: {failure.Fault}");
            screen.Line($"  hub prove --seed {failure.Seed}{Again(parse)}");
        }

        screen.Line(
            $"Историй: {report.Schedules}, с ошибкой: {report.Failures.Count}. Точек, в которых гибнет процесс: {report.Killed.Count} из {report.Passed.Count}.",
            $"Histories: {report.Schedules}, wrong: {report.Failures.Count}. Points at which the process dies: {report.Killed.Count} of {report.Passed.Count}.");
        foreach (var (point, count) in report.Killed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            screen.Line($"  {point}: {count}");
        }
    }

    private static string Again(ParseResult parse) => string.Concat(Setting
        .Select(option => parse.GetResult(option)?.Tokens is [var value, ..] ? $" {option} {value.Value}" : ""));

    private static ExitCode Answer(Screen screen, Prover prover, ProofReport report)
    {
        using var answer = new JsonAnswer(screen.Out, "prove");
        answer.Add("kinds", prover.Vocabulary.Kinds.Select(kind => new { kind = kind.Kind.Name, fields = kind.Fields.Select(field => field.Name) }));
        answer.Add("schedules", report.Schedules);
        answer.Add("failures", report.Failures.Select(failure => new { seed = failure.Seed, fault = failure.Fault, log = failure.Log }));
        answer.Add("points", report.Passed.Keys.Order(StringComparer.Ordinal).Select(point => new
        {
            point,
            passed = report.Passed[point],
            killed = report.Killed.GetValueOrDefault(point),
        }));
        return answer.Finish(report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }
}
