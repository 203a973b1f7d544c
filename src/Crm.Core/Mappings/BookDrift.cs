using Crm.Connect;
using Crm.Core.Mappings.Reading;

namespace Crm.Core.Mappings;

/// <summary>What a base that was rebuilt keeps from working: one rule of a mapping, or the whole of it.</summary>
/// <param name="File">As in <see cref="Mapping.File"/>.</param>
/// <param name="Field">The CRM field whose rule it is; null for the whole mapping.</param>
public sealed record Standstill(string File, string? Field);

/// <summary>Mappings read against a base that is built otherwise than when they were last found right.</summary>
/// <param name="Book">What still works; null when the mappings were wrong already, and <paramref name="Lints"/> say how.</param>
/// <param name="Lints">Why something stands still, and what to change; empty when all is as right as before.</param>
/// <param name="Stopped">What the book is without.</param>
public sealed record BookDrift(MappingBook? Book, IReadOnlyList<Lint> Lints, IReadOnlyCollection<Standstill> Stopped)
{
    /// <summary>Only what the mappings use counts; what is wrong since stops alone.</summary>
    /// <param name="before">The kinds that the mappings were right by.</param>
    /// <param name="now">The kinds as they are.</param>
    public static BookDrift Of(
        IReadOnlyList<string> paths, string baseDirectory, IReadOnlyList<ExternalKind> before, IReadOnlyList<ExternalKind> now, Direction direction)
    {
        var stopped = new HashSet<Standstill>();
        var (book, lints, files) = MappingBook.Load(paths, baseDirectory, now, direction, stopped);
        if (book is null && MappingBook.Load(paths, baseDirectory, before, direction).Book is null)
        {
            return new BookDrift(null, lints, []);
        }

        // Without one rule another may be of no use: a key without a part, a row without a name.
        var why = new List<Lint>();
        while (book is null)
        {
            var errors = lints.Where(lint => lint.IsError).ToList();
            why.AddRange(why.Count == 0 ? errors : []);
            stopped.UnionWith(errors.Select(error => StopOf(error, files)));
            (book, lints, files) = MappingBook.Load(paths, baseDirectory, now, direction, stopped);
        }

        return new BookDrift(book, [.. why.Select(lint => Appeared(lint, files, before, now))], stopped);
    }

    // A rule reaches from its name to the next one; what is wrong above them concerns the whole.
    private static Standstill StopOf(Lint error, IReadOnlyList<ReadMapping> files)
    {
        var root = files.First(file => file.Lints.File == error.File).Root;
        var fields = (root["fields"] as MapNode)?.Entries ?? [];
        var begun = root.Entries.Concat(fields).Select(entry => entry.Key).Where(key => Begins(key, error)).OrderBy(key => key.Line).ThenBy(key => key.Column).LastOrDefault();
        return new Standstill(error.File, fields.Any(entry => ReferenceEquals(entry.Key, begun)) ? begun!.Text : null);
    }

    private static bool Begins(TextNode key, Lint error) => key.Line < error.Line || (key.Line == error.Line && key.Column <= error.Column);

    private static Lint Appeared(Lint lint, IReadOnlyList<ReadMapping> files, IReadOnlyList<ExternalKind> before, IReadOnlyList<ExternalKind> now)
    {
        const int most = 5;
        var from = files.First(file => file.Lints.File == lint.File).Mapping.From;
        var known = before.Where(kind => from.Contains(kind.Name)).SelectMany(kind => kind.Fields).ToHashSet(StringComparer.Ordinal);
        var appeared = now.Where(kind => from.Contains(kind.Name)).SelectMany(kind => kind.Fields).Where(path => !known.Contains(path)).Distinct().Take(most).ToList();
        return appeared.Count == 0 || known.Count == 0 ? lint : lint with
        {
            Words = new Words(
                $"{lint.Words.Ru} С прошлого раза в базе появилось: {string.Join(", ", appeared)}.",
                $"{lint.Words.En} New in the base since: {string.Join(", ", appeared)}."),
        };
    }
}
