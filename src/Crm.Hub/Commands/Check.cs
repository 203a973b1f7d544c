using Crm.Connect;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>One thing that was looked at, and what is wrong with it.</summary>
/// <param name="IsAway">What is wrong is that the other side cannot be reached.</param>
internal sealed record Check(string What, string Name, IReadOnlyList<Problem> Problems, bool IsAway = false)
{
    public JudgedBy Judged { get; init; }

    public ExitCode Exit => !Problems.Any(problem => problem.IsError) ? ExitCode.Done : IsAway ? ExitCode.Unavailable : ExitCode.Misconfigured;

    public static Problem Of(Session session, ConfiguredConnection connection, ConnectorException e) =>
        new(session.Settings.File, $"Hub:Connections:{connection.Name}", e.Trouble.ToString().ToLowerInvariant(), true, e.Words);
}
