using Crm.Connect;
using Crm.Core.Duplicates.Finding;

namespace Crm.Core.Tests.Duplicates;

public sealed class LikenessTests
{
    private static readonly Guid Alpha = new("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid Beta = new("00000000-0000-0000-0000-00000000000b");

    public static TheoryData<string> SameFirms => [.. FirmPairs.Same];

    public static TheoryData<string> DifferentFirms => [.. FirmPairs.Different];

    [Fact]
    public void The_tables_of_firms_are_long_enough_to_mean_something() =>
        Assert.True(FirmPairs.Same.Length >= 60 && FirmPairs.Different.Length >= 60);

    [Theory]
    [MemberData(nameof(SameFirms))]
    public void Firms_that_a_person_would_take_for_one_are_candidates_whichever_comes_first(string pair)
    {
        var (one, other) = FirmPairs.Read(pair);

        var likeness = FirmLikeness.Of(one, other);

        Assert.NotNull(likeness);
        Assert.NotEqual(Grade.Branch, likeness.Grade);
        Assert.NotEmpty(likeness.Reasons);
        Assert.Equal(likeness.Grade, FirmLikeness.Of(other, one)?.Grade);
    }

    [Theory]
    [MemberData(nameof(DifferentFirms))]
    public void Firms_that_only_look_alike_are_no_candidates(string pair)
    {
        var (one, other) = FirmPairs.Read(pair);

        Assert.Null(FirmLikeness.Of(one, other));
        Assert.Null(FirmLikeness.Of(other, one));
    }

    [Fact]
    public void Branches_of_one_legal_entity_are_told_apart_from_duplicates()
    {
        var (one, other) = FirmPairs.Read("ООО «Ромашка»; инн 7899007100; кпп 789901001 | ООО «Ромашка»; инн 7899007100; кпп 789945001");

        Assert.Equal(Grade.Branch, FirmLikeness.Of(one, other)?.Grade);
    }

    [Theory]
    [InlineData("ООО «Ромашка»; инн 7899007100; кпп 789901001 | Лютик; инн 7899007100; кпп 789901001", Grade.Certain, "one INN 7899007100")]
    [InlineData("ООО «Ромашка»; инн 7899007100 | ООО «Ромашка»; инн 7899007101", Grade.Certain, "the INN 7899007101 is wrong, and with one digit put right it is 7899007100")]
    [InlineData("ООО «Ромашка»; инн 7899007100 | Ромашка", Grade.Likely, "one name")]
    [InlineData("ООО «Ромашка»; тел 88125550101 | Ромашка; тел 88125550101", Grade.Certain, "the same telephone")]
    [InlineData("ООО «Ромашка»; тел 88125550101 | Ромашка; тел 88125550102", Grade.Possible, "one name")]
    [InlineData("ООО «Ромашка» | ROMASHKA", Grade.Possible, "in Latin letters")]
    [InlineData("ООО «Электропромстрой» | ООО «Электропромстой»", Grade.Possible, "one slip of the keyboard")]
    [InlineData("ИП Васильков Пётр Ильич; тел 89215550102 | Васильков П.И.; тел 89215550102", Grade.Likely, "surname and initials fit")]
    public void The_grade_and_the_reasons_say_how_sure_it_is_and_why(string pair, Grade grade, string reason)
    {
        var (one, other) = FirmPairs.Read(pair);

        var likeness = FirmLikeness.Of(one, other)!;

        Assert.Equal(grade, likeness.Grade);
        Assert.Contains(likeness.Reasons, words => words.En.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Иванова Анна Петровна", "Анна Петровна Иванова", "", true)]
    [InlineData("Иванова Анна", "Иванова Анна Петровна", "почта", true)]
    [InlineData("Иванова А. П.", "Иванова Анна Петровна", "", true)]
    [InlineData("Иванова А.П.", "Иванова Анна", "почта", false)]
    [InlineData("Ivanova Anna", "Иванова Анна", "", true)]
    [InlineData("Анна", "Иванова Анна Петровна", "почта", true)]
    [InlineData("Иванова Аннна Петровна", "Иванова Анна Петровна", "", false)]
    [InlineData("Константинопольская Анна", "Константинополская Анна", "", true)]
    [InlineData("Анна", "Иванова Анна Петровна", "", false)]
    [InlineData("Иванова Анна", "Иванова Алла", "", false)]
    [InlineData("Иванов Александр", "Иванова Александра", "", false)]
    [InlineData("Валерий Кузнецов", "Валерия Кузнецов", "", false)]
    [InlineData("Кузнецов Валерий", "Кузнецова Валерий", "почта", false)]
    [InlineData("Иванова А. П.", "Иванова Мария Петровна", "почта", false)]
    [InlineData("Бухгалтер", "Директор", "почта", false)]
    public void People_of_one_firm(string one, string other, string common, bool areOne)
    {
        var reached = Reachable.Of(common.Length > 0 ? ["anna@firm.example"] : [], []);

        Assert.Equal(areOne, HumanLikeness.Of(new Human(one, Alpha, reached), new Human(other, Alpha, reached)) is not null);
    }

    [Fact]
    public void Who_speaks_for_two_firms_is_two_contacts_and_whose_firm_is_not_known_needs_an_address()
    {
        var mail = Reachable.Of(["anna@firm.example"], []);
        var nowhere = Reachable.Of([], []);

        Assert.Null(HumanLikeness.Of(new Human("Иванова Анна", Alpha, mail), new Human("Иванова Анна", Beta, mail)));
        Assert.Equal(Grade.Likely, HumanLikeness.Of(new Human("Иванова Анна", Alpha, mail), new Human("Иванова Анна", null, mail))?.Grade);
        Assert.Null(HumanLikeness.Of(new Human("Иванова Анна", Alpha, nowhere), new Human("Иванова Анна", null, nowhere)));
    }

    [Theory]
    [InlineData("Болт М8х40 оцинкованный|Б-840", "болт М8 x 40, оцинкованный|Б 840", Grade.Certain)]
    [InlineData("Болт М8х40 оцинкованный|Б-840", "Оцинкованный болт M8*40|б-840", Grade.Certain)]
    [InlineData("Болт М8х40 оцинкованный", "Оцинкованный болт М8х40|Б-840", Grade.Likely)]
    [InlineData("Кружка керамическая", "КРУЖКА  КЕРАМИЧЕСКАЯ", Grade.Likely)]
    [InlineData("Кружка керамическая белая", "Кружка керамическя белая", Grade.Possible)]
    [InlineData("Кружка 0,5 л|КР-05", "Кружка синяя|КР-05", null)]
    [InlineData("Кружка большая|КР-05", "Кружка большая с ручкой|КР-05", Grade.Possible)]
    [InlineData("Кружка|АВ-1200", "Кружка|AB-1200", Grade.Certain)]
    [InlineData("Кружка||4600000000015", "Кружка белая|КР-1|4600000000015", Grade.Possible)]
    [InlineData("Болт М8х40", "Болт М8х45", null)]
    [InlineData("Кружка|КР-01", "Кружка|КР-02", null)]
    [InlineData("Кружка||4600000000015", "Кружка||4600000000022", null)]
    [InlineData("Кружка|1", "Тарелка|1", null)]
    [InlineData("Кружка|КР-0001", "Тарелка|КР-0001", null)]
    [InlineData("Краска белая фасадная", "Краска целая фасадная", null)]
    [InlineData("Провод ПВС 3х1,5 чёрный", "Провод ПВС 3х2,5 чёрный", null)]
    [InlineData("Перчатки рабочие размер 9", "Перчатки рабочие размер 8", null)]
    [InlineData("Перчатки рабочие левые", "Перчатки рабочие левый", null)]
    public void Goods(string one, string other, Grade? grade) =>
        Assert.Equal(grade, GoodsLikeness.Of(Read(one), Read(other))?.Grade);

    [Fact]
    public void Pieces_and_boxes_of_one_thing_are_two_items_and_so_are_goods_and_a_service()
    {
        var thing = new Goods("Бумага офисная А4", null, null, "Goods", Alpha);

        Assert.Null(GoodsLikeness.Of(thing, thing with { Unit = Beta }));
        Assert.Null(GoodsLikeness.Of(thing, thing with { Kind = "Service" }));
        Assert.NotNull(GoodsLikeness.Of(thing, thing with { Unit = null, Kind = null }));
    }

    [Fact]
    public void A_wrong_number_has_only_right_ones_behind_it()
    {
        Assert.Contains("7899007100", Slip.InnsBehind("7899007101"));
        Assert.Contains("7899007100", Slip.InnsBehind("7899007010"));
        Assert.All(Slip.InnsBehind("7899007101"), inn => Assert.True(Slip.IsInn(inn)));
        Assert.Empty(Slip.InnsBehind("7899007100"));
        Assert.Empty(Slip.InnsBehind("78990071"));
    }

    private static Goods Read(string text) => text.Split('|') is var parts
        ? new Goods(parts[0], parts.ElementAtOrDefault(1) is { Length: > 0 } article ? article : null, parts.ElementAtOrDefault(2), null, null)
        : throw new InvalidOperationException(nameof(Words));
}
