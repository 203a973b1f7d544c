using Crm.Connect;

namespace Crm.Core.Duplicates.Finding;

/// <summary>What the numbers of the state say of two counterparties.</summary>
internal abstract record InnTie
{
    public sealed record Same(Grade Grade, Words Why) : InnTie;

    /// <summary>One legal entity in several places, each with a КПП of its own.</summary>
    public sealed record Branches(Words Why) : InnTie;

    /// <summary>A wrong number that one slip makes right.</summary>
    public sealed record Slipped(Words Why) : InnTie;

    /// <summary>Two different subjects, whatever they are called.</summary>
    public sealed record Differ : InnTie;

    /// <param name="Why">What makes it doubtful; null when simply nothing is known.</param>
    public sealed record Unknown(Words? Why) : InnTie;

    public static InnTie Of(Firm one, Firm other) => (one.InnKey, other.InnKey) switch
    {
        ({ } inn, { } same) when inn == same => OfSame(one, other, inn),
        ({ } wrong, { } right) when Slip.IsOfInn(wrong, right) => OfSlip(wrong, right),
        ({ } right, { } wrong) when Slip.IsOfInn(wrong, right) => OfSlip(wrong, right),
        ({ } inn, { } another) when Slip.IsInn(inn) && Slip.IsInn(another) => new Differ(),
        ({ }, { }) => new Unknown(new Words("ИНН разные, но хотя бы один из них неверен", "the INNs differ, but one of them at least is wrong")),
        _ => OfOgrn(one, other),
    };

    // Only a legal entity has a КПП that tells its branches apart; twelve digits are one human being.
    private static InnTie OfSame(Firm one, Firm other, string inn) => (one.KppKey, other.KppKey) switch
    {
        ({ } kpp, { } another) when kpp != another && inn.Length == 10 => new Branches(new Words(
            $"один ИНН {inn}, разные КПП {kpp} и {another}: обособленные подразделения", $"one INN {inn}, different KPPs {kpp} and {another}: branches")),
        (null, { }) or ({ }, null) when inn.Length == 10 => new Same(Grade.Likely, new Words(
            $"один ИНН {inn}; КПП указан только в одной строке", $"one INN {inn}; only one of the rows has a KPP")),
        _ => new Same(Slip.IsInn(inn) ? Grade.Certain : Grade.Likely, new Words($"один ИНН {inn}", $"one INN {inn}")),
    };

    private static Slipped OfSlip(string wrong, string right) => new(new Words(
        $"ИНН {wrong} неверен, а с одной исправленной цифрой это {right}", $"the INN {wrong} is wrong, and with one digit put right it is {right}"));

    private static InnTie OfOgrn(Firm one, Firm other) => (one.OgrnKey, other.OgrnKey) switch
    {
        ({ } ogrn, { } same) when ogrn == same => new Same(Grade.Likely, new Words($"один ОГРН {ogrn}", $"one OGRN {ogrn}")),
        ({ }, { }) => new Differ(),
        _ => new Unknown(null),
    };
}
