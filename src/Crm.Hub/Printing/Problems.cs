using Crm.Hub.Commands;
using Crm.Hub.Settings;

namespace Crm.Hub.Printing;

/// <summary>How problems are told: one a line, place first, as compilers do; editors make such lines clickable.</summary>
internal static class Problems
{
    /// <summary>Tells why the verb did not even begin.</summary>
    public static ExitCode Tell(Screen screen, string verb, IReadOnlyList<Problem> problems)
    {
        if (screen.IsJson)
        {
            using var answer = new JsonAnswer(screen.Out, verb);
            answer.Add("problems", problems.Select(Shape));
            return answer.Finish(ExitCode.Misconfigured);
        }

        foreach (var problem in problems)
        {
            screen.Err.WriteLine(Screen.Clean(Line(screen, problem)));
        }

        return ExitCode.Misconfigured;
    }

    public static string Line(Screen screen, Problem problem)
    {
        var severity = problem.IsError ? screen.In("ошибка", "error") : screen.In("предупреждение", "warning");
        var code = problem.Code.StartsWith("HUB", StringComparison.Ordinal) ? " " + problem.Code : "";
        var key = problem.Key.Length > 0 ? problem.Key + ": " : "";
        return $"{problem.Where}: {severity}{code}: {key}{screen.In(problem.Words)}";
    }

    /// <summary>As it stands in JSON.</summary>
    public static object Shape(Problem problem) => new
    {
        where = problem.Where,
        key = problem.Key,
        code = problem.Code,
        severity = problem.IsError ? "error" : "warning",
        text = problem.Words,
    };
}
