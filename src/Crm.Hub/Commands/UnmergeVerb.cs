using System.CommandLine;
using System.Globalization;
using Crm.Connect;
using Crm.Core.Duplicates.Joining;
using Crm.Core.Storage;
using Crm.Hub.Printing;
using Crm.Hub.Reading;
using Crm.Hub.Settings;

namespace Crm.Hub.Commands;

/// <summary>hub unmerge KIND/ROW or N: a merge is undone.</summary>
internal sealed class UnmergeVerb() : Verb("unmerge", new Words("отменить объединение: обе строки снова сами по себе", "undo a merge: both rows are by themselves again"))
{
    private readonly Argument<string> _merge = new("KIND/ROW|N");
    private readonly ByOption _by = new();

    public override IReadOnlyList<(Symbol Symbol, Words Words)> Symbols =>
    [
        (_merge, new(
            "строка, последнее объединение которой отменить, или номер объединения", "the row whose newest merge is to be undone, or the number of a merge")),
        _by.Symbol,
    ];

    public override async Task<ExitCode> RunAsync(Session session, ParseResult parse, CancellationToken ct)
    {
        var (said, person) = (parse.GetValue(_merge)!, _by.Of(parse));
        var database = await session.OpenForReadingAsync(ct);
        var unmerging = new Unmerging(database, session.Around.Clock, session.Settings.TimeZone, new MappingShelf(session).Subscriptions());
        var words = new MergeWords(session, Name, database);

        if (long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return words.Tell(KindOf(database, number), unmerging.Undo(number, person));
        }

        var target = MeantRow.Parse(said);
        return words.Tell(target.Kind.Name, unmerging.Undo(target.Kind, RowOf(database, target), person));
    }

    private static string KindOf(HubDatabase database, long number)
    {
        using var db = database.ConnectToRead();
        return new MergeStore(db).Find(number)?.Kind ?? throw new ProblemException(Problem.Usage(
            $"Объединения с номером {number} нет. Номера называет hub why.", $"There is no merge with the number {number}. hub why tells the numbers."));
    }

    private static Guid RowOf(HubDatabase database, RowTarget target)
    {
        using var db = database.ConnectToRead();
        return MeantRow.Of(target, db);
    }
}
