using System.IO.Hashing;
using System.Text;
using Crm.Core.Storage;
using Crm.Hub.Commands;
using Crm.Hub.Settings;
using Quartz;

namespace Crm.Hub.Schedule;

/// <summary>
/// This service among those that share a schedule. Each leaves a note in the data directory, so that all see that it is the same
/// directory, and that they were told the same.
/// </summary>
internal sealed class Node : IDisposable
{
    // Longer than any node takes to begin.
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    private readonly IScheduler _scheduler;
    private readonly string _folder;
    private readonly string _said;

    private Node(IScheduler scheduler, string folder, string said) => (_scheduler, _folder, _said) = (scheduler, folder, said);

    private string Note => NoteOf(_scheduler.SchedulerInstanceId);

    /// <summary>
    /// Names a node, and its file. On a server no other node has or had that name. On a file, where one service works at a time, each has it: Quartz takes up
    /// what a dead service left only where it bore the same name.
    /// </summary>
    public static string NameIn(Configuration settings) =>
        settings.Database is DatabasePlace.SqliteFile ? "hub" : $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}";

    /// <summary>Joins the others; to be said before the scheduler is started.</summary>
    public static Node Join(Configuration settings, IScheduler scheduler)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "nodes")).FullName;
        var node = new Node(scheduler, folder, SaidOf(settings));
        File.WriteAllText(node.Note, node._said);
        return node;
    }

    /// <summary>Looks at the others: before the start, and after it, for one that began at the same time.</summary>
    /// <returns>Nodes with other flows.</returns>
    /// <exception cref="ProblemException">A node works with another data directory: what it receives could not be read here.</exception>
    public async Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct)
    {
        var others = (await _scheduler.QueryClusterNodes(ct))
            .Where(node => !node.IsCurrentNode && node.State != ClusterNodeState.Failed)
            .Select(node => node.InstanceId)
            .ToList();
        if (others.Find(node => !File.Exists(NoteOf(node))) is { } apart)
        {
            throw new ProblemException(Problem.Usage(
                $"Узел {apart} работает с другой папкой данных. У всех узлов она одна: укажите общую папку в Hub:DataDirectory.",
                $"The node {apart} works with another data directory. All nodes share one: name it in Hub:DataDirectory."));
        }

        Forget(others);
        return [.. others.Where(node => File.ReadAllText(NoteOf(node)) != _said)];
    }

    public void Dispose() => File.Delete(Note);

    private string NoteOf(string node) => Path.Combine(_folder, node);

    private void Forget(List<string> living)
    {
        var begun = File.GetLastWriteTimeUtc(Note);
        foreach (var dead in Directory.EnumerateFiles(_folder).Where(file => !living.Contains(Path.GetFileName(file)) && begun - File.GetLastWriteTimeUtc(file) > Stale))
        {
            File.Delete(dead);
        }
    }

    private static string SaidOf(Configuration settings) => Convert.ToHexString(XxHash128.Hash(Encoding.UTF8.GetBytes(string.Join('\n', settings.Flows
        .OrderBy(flow => flow.Name, StringComparer.Ordinal)
        .Select(flow => $"{flow.Name} {flow.Connection.Name} {flow.Direction} {string.Join(' ', flow.Mappings)} {flow.Schedule?.Said}")))));
}
