using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>
/// Looks before a run whether the base is still built as it was when its mappings were found right. What the mappings do not use
/// does not count; what they use and that is gone stops the rule that uses it, and nothing else.
/// </summary>
internal sealed class DriftWatch(Session session, MappingShelf shelf)
{
    /// <returns>What stands still, and what to change; empty when all goes on.</returns>
    /// <exception cref="ConnectorException">The base cannot be asked, and was never described.</exception>
    public async Task<IReadOnlyList<Problem>> LookAsync(ConfiguredFlow flow, CancellationToken ct)
    {
        if (!LivingShapes.Describes(flow.Connection))
        {
            return [];
        }

        var pinned = session.KindsOf(flow.Connection);
        try
        {
            await using var channel = session.Open(flow.Connection);
            var shape = await channel.DescribeAsync(ct);
            return shape.IsPinned && pinned.Count > 0 ? [] : await CompareAsync(flow, channel, pinned, shape, ct);
        }
        catch (ConnectorException) when (pinned.Count > 0)
        {
            // The run will meet the same trouble, and keep it with its reason.
            return [];
        }
    }

    private async Task<IReadOnlyList<Problem>> CompareAsync(
        ConfiguredFlow flow, IChannel channel, IReadOnlyList<ExternalKind> pinned, BaseShape shape, CancellationToken ct)
    {
        if (pinned.Count == 0 || shelf.AllFit(flow.Connection, shape.Kinds))
        {
            await channel.PinAsync(shape, ct);
            shelf.ReadBy(flow.Connection, shape.Kinds);
            return [];
        }

        var drift = BookDrift.Of(flow.Mappings, session.Settings.BaseDirectory, pinned, shape.Kinds, flow.Direction);
        IReadOnlyList<Problem> problems = drift.Book is null
            ? [.. drift.Lints.Select(Problem.Of)]
            : [.. drift.Lints.Select(lint => Problem.Of(lint) with { IsError = false }), .. drift.Stopped.Select(Stands)];
        shelf.Put(flow, drift.Book, problems);
        return drift.Book is null ? [] : problems;
    }

    private static Problem Stands(Standstill stopped) => new(stopped.File, "", "HUB1051", false, stopped.Field is { } field
        ? new Words(
            $"база перестроена: правило {field} стоит, остальное идёт. Исправьте его и выполните hub check.",
            $"the base was rebuilt: the rule {field} stands still, the rest goes on. Correct it and do hub check.")
        : new Words(
            "база перестроена: сопоставление стоит целиком, остальные идут. Исправьте его и выполните hub check.",
            "the base was rebuilt: the whole mapping stands still, the others go on. Correct it and do hub check."));
}
