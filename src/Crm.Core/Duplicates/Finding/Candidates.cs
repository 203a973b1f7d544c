using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Finding;

/// <summary>
/// Finds living rows that look like one, with the reasons. Reads and never writes. Pairs of which a person said that they are
/// different are not told again.
/// </summary>
/// <param name="branches">Whether branches of one legal entity are told, too.</param>
public sealed class Candidates(DbSession db, bool branches = false)
{
    // What more rows share than this belongs to none of them.
    private const int Few = 5;

    /// <summary>The kinds that can be asked about.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [nameof(Counterparty), nameof(ContactPerson), nameof(Item)];

    /// <summary>The candidates of a kind, surest first.</summary>
    public IReadOnlyList<Candidate> Of(string kind)
    {
        var cards = new Cards(db);
        var found = kind switch
        {
            nameof(Counterparty) => Find(WithoutCommon(cards.Firms(), card => card.Value.Reached, (firm, reached) => firm with { Reached = reached }), Note, FirmLikeness.Of),
            nameof(ContactPerson) => Find(WithoutCommon(cards.Humans(), card => card.Value.Reached, (human, reached) => human with { Reached = reached }), Note, HumanLikeness.Of),
            nameof(Item) => Find(cards.Goods(), Note, GoodsLikeness.Of),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind that duplicates are looked for in"),
        };

        var distinct = new MergeStore(db).Distinct(kind);
        return
        [
            .. found.Where(candidate => !distinct.Contains((candidate.One, candidate.Other)) && (branches || candidate.Likeness.Grade != Grade.Branch))
                .OrderBy(candidate => candidate.Likeness.Grade == Grade.Branch)
                .ThenByDescending(candidate => candidate.Likeness.Grade)
                .ThenBy(candidate => candidate.One)
                .ThenBy(candidate => candidate.Other),
        ];
    }

    private static List<Candidate> Find<T>(List<Card<T>> cards, Action<Blocks, int, T> note, Func<T, T, Likeness?> likeness)
    {
        var blocks = new Blocks();
        for (var row = 0; row < cards.Count; row++)
        {
            note(blocks, row, cards[row].Value);
        }

        var found = new List<Candidate>();
        foreach (var (one, other) in blocks.Pairs())
        {
            if (likeness(cards[one].Value, cards[other].Value) is { } alike)
            {
                var (keep, gone) = Fuller(cards[one], cards[other]);
                found.Add(new Candidate(keep.Id, gone.Id, alike));
            }
        }

        return found;
    }

    private static (Card<T> Keep, Card<T> Gone) Fuller<T>(Card<T> one, Card<T> other) =>
        (one.Filled, other.Id.CompareTo(one.Id)).CompareTo((other.Filled, 0)) >= 0 ? (one, other) : (other, one);

    private static List<Card<T>> WithoutCommon<T>(List<Card<T>> cards, Func<Card<T>, Reachable> reached, Func<T, Reachable, T> with)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in cards.Select(reached).SelectMany(all => all.Phones.Concat(all.Emails).Concat(all.Accounts)))
        {
            counts[one] = counts.GetValueOrDefault(one) + 1;
        }

        return cards.ConvertAll(card => reached(card) is var own && own.IsKnownAnywhere
            ? card with { Value = with(card.Value, own.Without(one => counts[one] > Few)) }
            : card);
    }

    private static void Note(Blocks blocks, int row, Firm firm)
    {
        blocks.Note(row, 'I', firm.InnKey);
        blocks.Note(row, 'O', firm.OgrnKey);
        foreach (var inn in firm.InnKey is { } wrong ? Slip.InnsBehind(wrong) : [])
        {
            blocks.Note(row, 'I', inn);
        }

        foreach (var name in firm.Names)
        {
            blocks.Note(row, 'N', name.Squeezed);
            blocks.Note(row, 'W', name.Sorted);
            blocks.Note(row, 'S', name.Sounds);
            if (name.Squeezed.Length >= FirmName.LongEnoughForSlip - 1)
            {
                blocks.NoteSlips(row, 'L', name.Squeezed);
            }
        }

        Note(blocks, row, firm.Reached);
    }

    private static void Note(Blocks blocks, int row, Human human)
    {
        blocks.Note(row, 'N', human.Sorted);
        blocks.Note(row, 'F', human.Of?.ToString());
        Note(blocks, row, human.Reached);
    }

    private static void Note(Blocks blocks, int row, Goods goods)
    {
        blocks.Note(row, 'A', goods.ArticleKey);
        blocks.Note(row, 'B', goods.BarcodeKey);
        blocks.Note(row, 'N', goods.Squeezed);
        blocks.Note(row, 'W', goods.Sorted);
        if (goods.Squeezed.Length >= GoodsLikeness.LongEnoughForSlip - 1)
        {
            blocks.NoteSlips(row, 'L', goods.Squeezed);
        }
    }

    private static void Note(Blocks blocks, int row, Reachable reached)
    {
        foreach (var one in reached.Phones.Concat(reached.Emails).Concat(reached.Accounts))
        {
            blocks.Note(row, 'R', one);
        }
    }
}
