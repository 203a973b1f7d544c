using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Duplicates.Finding;

/// <summary>What of a counterparty may tell that it is another.</summary>
internal sealed record Firm(
    string Name, string? FullName, CounterpartyKind? Kind, string? Inn, string? Kpp, string? Ogrn, Reachable Reached)
{
    private IReadOnlyList<FirmName>? _names;

    public IReadOnlyList<FirmName> Names => _names ??= [.. new[] { Name, FullName }.OfType<string>().Distinct().Select(FirmName.Of)];

    public string? InnKey => KeyText.Normalise(Inn);

    public string? KppKey => KeyText.Normalise(Kpp);

    public string? OgrnKey => KeyText.Normalise(Ogrn);

    /// <summary>A human being, as an entrepreneur or not: thousands are called the same.</summary>
    public bool IsHuman => Kind is CounterpartyKind.Entrepreneur or CounterpartyKind.Person || Names.Any(name => name.Form == LegalForms.Entrepreneur);
}

/// <summary>Whether two counterparties are one. Pure; precision first: a doubt that nothing else supports is no candidate.</summary>
internal static class FirmLikeness
{
    private const int ShortestName = 3;

    public static Likeness? Of(Firm one, Firm other) => InnTie.Of(one, other) switch
    {
        InnTie.Same same => new Likeness(same.Grade, [same.Why]),
        InnTie.Branches branches => new Likeness(Grade.Branch, [branches.Why]),
        InnTie.Slipped slip => BySlip(one, other, slip.Why),
        InnTie.Differ => null,
        InnTie.Unknown unknown => ByName(one, other) is { } likeness && unknown.Why is { } doubt
            ? new Likeness(Likeness.Lower(likeness.Grade), [.. likeness.Reasons, doubt])
            : ByName(one, other),
        var tie => throw new InvalidOperationException($"no rule for {tie}"),
    };

    // Numbers are given out in a row: two neighbours are often two real firms. Something else must speak for it, too.
    private static Likeness? BySlip(Firm one, Firm other, Words why) => (BestName(one, other).Why, one.Reached.Common(other.Reached)) switch
    {
        (null, null) => null,
        var (name, reached) => Likeness.Of(name is null ? Grade.Likely : Grade.Certain, why, name, reached),
    };

    private static Likeness? ByName(Firm one, Firm other)
    {
        var (tie, why) = BestName(one, other);
        var common = one.Reached.Common(other.Reached);
        var grade = one.IsHuman || other.IsHuman ? OfHuman(one, other, tie, common) : OfFirm(one, other, tie, common);
        return grade is { } sure ? Likeness.Of(sure, why ?? InitialsFit(one, other), common) : null;
    }

    private static Grade? OfFirm(Firm one, Firm other, NameTie tie, Words? common)
    {
        var isShort = one.Names.Concat(other.Names).Min(name => name.Squeezed.Length) < ShortestName;
        var isDoubtful = one.Reached.IsElsewhere(other.Reached) || (one.KppKey is { } kpp && other.KppKey is { } another && kpp != another);

        return (tie, common is not null) switch
        {
            (NameTie.Same or NameTie.Reordered, true) => isDoubtful ? Grade.Likely : Grade.Certain,
            (NameTie.Same or NameTie.Reordered, false) => isShort ? null : isDoubtful ? Grade.Possible : Grade.Likely,
            (NameTie.Transliterated or NameTie.Slipped, true) => Grade.Likely,
            (NameTie.Transliterated or NameTie.Slipped, false) => isDoubtful ? null : Grade.Possible,
            (NameTie.None, _) => one.Reached.SharesAccount(other.Reached) && one.Names.Any(name => other.Names.Any(name.SameForm)) ? Grade.Possible : null,
            _ => throw new InvalidOperationException($"no rule for {tie}"),
        };
    }

    // A name with patronymic says something, a name without it or with initials only together with a number or an address.
    private static Grade? OfHuman(Firm one, Firm other, NameTie tie, Words? common)
    {
        var isSame = tie is NameTie.Same or NameTie.Reordered;
        var isWhole = one.Names.Concat(other.Names).All(name => name.Words.Count >= 3 && name.Words.All(word => word.Length > 1));

        return common is not null && (isSame || tie != NameTie.None || InitialsFit(one, other) is not null) ? Grade.Likely
            : isSame && isWhole && !one.Reached.IsElsewhere(other.Reached) ? Grade.Possible
            : null;
    }

    private static (NameTie Tie, Words? Why) BestName(Firm one, Firm other)
    {
        var best = one.Names.SelectMany(name => other.Names.Select(another => name.To(another))).Where(tie => tie != NameTie.None).DefaultIfEmpty(NameTie.None).Min();
        return (best, best switch
        {
            NameTie.None => null,
            NameTie.Same => new Words("одно имя", "one name"),
            NameTie.Reordered => new Words("те же слова в другом порядке", "the same words in another order"),
            NameTie.Transliterated => new Words("одно имя, в одной из строк латиницей", "one name, in Latin letters in one of the rows"),
            NameTie.Slipped => new Words("имена отличаются одной опечаткой", "the names differ by one slip of the keyboard"),
            _ => throw new InvalidOperationException($"no words for {best}"),
        });
    }

    private static Words? InitialsFit(Firm one, Firm other) =>
        one.Names.Any(name => other.Names.Any(another => PersonName.InitialsFit(name.Words, another.Words)))
            ? new Words("фамилия и инициалы подходят", "surname and initials fit")
            : null;
}
