using System.CommandLine;
using Crm.Connect;
using Crm.Core.Duplicates.Joining;
using Crm.Hub.Printing;

namespace Crm.Hub.Commands;

/// <summary>hub merge KIND/KEEP KIND/GONE: two rows become one.</summary>
internal sealed class MergeVerb() : Verb("merge", new Words("объединить две строки в одну", "make two rows one"))
{
    private readonly Argument<string> _keep = new("KIND/KEEP");
    private readonly Argument<string> _gone = new("KIND/GONE");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_keep, new($"строка, которая остаётся: {TwoRows.Named.Ru}", $"the row that stays: {TwoRows.Named.En}")),
        (_gone, new("строка, которой не станет; её документы, связи и недостающие поля перейдут первой", "the row that goes; its documents, links and missing fields pass to the first")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var database = await session.OpenForReadingAsync(ct);
        var (kind, keep, gone) = TwoRows.Find(database, parse.GetValue(_keep)!, parse.GetValue(_gone)!);
        var merging = new Merging(database, session.Around.Clock, session.Settings.TimeZone, new MappingShelf(session).Subscriptions());

        return new MergeWords(session, Name, database).Tell(kind.Name, merging.Merge(kind, keep, gone, _by.Of(parse)));
    }
}
