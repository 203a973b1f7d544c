using Crm.Connect;

namespace Crm.Core.Duplicates.Finding;

/// <summary>What of a contact person may tell that it is another.</summary>
/// <param name="Of">The counterparty it speaks for.</param>
internal sealed record Human(string Name, Guid? Of, Reachable Reached)
{
    private IReadOnlyList<string>? _words;

    public IReadOnlyList<string> Words => _words ??= Letters.Words(Name);

    public string Sorted => string.Join(' ', Words.Order(StringComparer.Ordinal));

    public string Sounds => string.Join(' ', Words.Select(Sound.Of).Order(StringComparer.Ordinal));
}

/// <summary>Whether two contact persons are one. Pure. Who speaks for two counterparties is two rows, for a row speaks for one.</summary>
internal static class HumanLikeness
{
    public static Likeness? Of(Human one, Human other)
    {
        if (one.Of is { } firm && other.Of is { } another && firm != another)
        {
            return null;
        }

        var isOneFirm = one.Of is not null && one.Of == other.Of;
        var common = one.Reached.Common(other.Reached);
        return NameOf(one, other) is var (grade, why) && Judge(grade, isOneFirm, common is not null, one.Reached.IsElsewhere(other.Reached)) is { } sure
            ? Likeness.Of(sure, why, isOneFirm ? new Words("один контрагент", "one counterparty") : null, common)
            : null;
    }

    private static Grade? Judge(Grade name, bool isOneFirm, bool hasCommon, bool isElsewhere) => (name, isOneFirm, hasCommon) switch
    {
        (Grade.Certain, true, _) => isElsewhere && !hasCommon ? Grade.Likely : Grade.Certain,
        (_, true, true) => Grade.Likely,
        (Grade.Likely, true, false) => isElsewhere ? null : Grade.Possible,
        (Grade.Certain, false, true) => Grade.Likely,
        (Grade.Likely, false, true) => Grade.Possible,
        _ => null,
    };

    // How well the names fit by themselves: wholly, but for what people do to names, or only as a part.
    private static (Grade Grade, Words Why)? NameOf(Human one, Human other) => 0 switch
    {
        _ when one.Words.Count == 0 || other.Words.Count == 0 => null,
        _ when one.Words.SequenceEqual(other.Words) => (one.Words.Count > 1 ? Grade.Certain : Grade.Likely, new("одно имя", "one name")),
        _ when one.Sorted == other.Sorted => (Grade.Certain, new("те же слова в другом порядке", "the same words in another order")),
        _ when PersonName.InitialsFit(one.Words, other.Words) => (Grade.Likely, new("фамилия и инициалы подходят", "surname and initials fit")),
        _ when one.Words.Count > 1 && Letters.AreLatin(one.Words) != Letters.AreLatin(other.Words) && one.Sounds == other.Sounds => (Grade.Likely, new("одно имя, в одной из строк латиницей", "one name, in Latin letters in one of the rows")),
        _ when one.Words.Count > 1 && PersonName.IsSlip(one.Words, other.Words) => (Grade.Likely, new("имена отличаются одной опечаткой", "the names differ by one slip of the keyboard")),
        _ when PersonName.IsPart(one.Words, other.Words) => (Grade.Possible, new("одно имя — часть другого", "one name is a part of the other")),
        _ => null,
    };
}
