using System.CommandLine;
using Crm.Connect;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub run [flow…]: takes what waits on the other side, once, and says what became of it.</summary>
internal sealed class RunVerb() : Verb("run", new Words(
    "забрать и применить всё, что ждёт (все потоки или названные)", "take and apply all that waits (all flows, or those named)"))
{
    private readonly Argument<string[]> _flows = new("flow") { Arity = ArgumentArity.ZeroOrMore };

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
        [(_flows, new("имя потока из Hub:Flows; можно несколько", "name of a flow in Hub:Flows; there may be several"))];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var flows = Chosen(session.Settings, parse.GetValue(_flows) ?? []);

        // Opened while the mappings are compiled: both take their time once, and a short night is mostly that.
        var opening = Task.Run(() => session.OpenDatabaseAsync(ct), ct);
        var walks = new List<FlowWalk>();
        try
        {
            await WalkAsync(session, flows, opening, walks, ct);
        }
        finally
        {
            // A flow that fails before it needs the database leaves nothing at work behind the verb.
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var exit = ExitCodes.Gravest(walks.Select(walk => walk.Exit));
        return session.Screen.IsJson ? Answer(session, walks, exit) : exit;
    }

    private static async Task WalkAsync(
        Session session, IReadOnlyList<ConfiguredFlow> flows, Task<HubDatabase> opening, List<FlowWalk> walks, CancellationToken ct)
    {
        var shelf = new MappingShelf(session);
        foreach (var flow in flows)
        {
            var walk = await FlowWalk.RunAsync(session, shelf, opening, flow, onlyHeld: false, ct);
            walks.Add(walk);
            walk.Print(session.Screen);
        }
    }

    private static IReadOnlyList<ConfiguredFlow> Chosen(Configuration settings, string[] names)
    {
        var unknown = names.Where(name => settings.Flows.All(flow => flow.Name != name)).Select(name => Unknown(name, settings)).ToList();
        if (unknown.Count > 0)
        {
            throw new ProblemException([.. unknown]);
        }

        return settings.Flows.Count == 0
            ? throw new ProblemException(new Problem(settings.File, "Hub:Flows", "setting", true, new Words(
                "Нет ни одного потока: опишите его в настройках.", "There is no flow: describe one in the settings.")))
            : names.Length == 0 ? settings.Flows : [.. settings.Flows.Where(flow => names.Contains(flow.Name))];
    }

    public static Problem Unknown(string name, Configuration settings)
    {
        var known = settings.Flows.Select(flow => flow.Name).ToList();
        var (ru, en) = Closest.Hint(name, known);
        return Problem.Usage(
            $"Нет потока «{name}».{ru} Есть: {string.Join(", ", known)}.", $"There is no flow '{name}'.{en} There are: {string.Join(", ", known)}.");
    }

    private static ExitCode Answer(Session session, IEnumerable<FlowWalk> walks, ExitCode exit)
    {
        using var answer = new JsonAnswer(session.Screen.Out, "run");
        answer.Add("flows", walks.Select(FlowWalk.Shape));
        return answer.Finish(exit);
    }
}
