using Crm.Core.Duplicates.Finding;
using Crm.Core.Entities;
using Crm.Core.Storage;

namespace Crm.Core.Tests.Duplicates;

public sealed class CandidatesTests : JoiningTest
{
    private IReadOnlyList<Candidate> Find(string kind = nameof(Counterparty), bool branches = false)
    {
        using var db = Hub.Database.Connect();
        return new Candidates(db, branches).Of(kind);
    }

    private async Task FirmsAsync(params (string Id, string Name, string? Inn, string? Kpp)[] firms)
    {
        foreach (var (id, name, inn, kpp) in firms)
        {
            There.Save("Контрагент", id, ("Наименование", name), ("ИНН", inn), ("КПП", kpp));
        }

        await RunAsync();
    }

    [Fact]
    public async Task Candidates_come_surest_first_and_the_fuller_row_is_the_one_to_keep()
    {
        await FirmsAsync(
            ("1", "Лютик", null, null), ("2", "ООО «Лютик»", "7899007477", "789901001"), ("3", "ООО «Ромашка»", "7899007100", null),
            ("4", "Ромашка", "7899007101", null), ("5", "ООО «Мост»", "7899007847", null));

        var found = Find();

        Assert.Equal([(Row("3"), Row("4")), (Row("2"), Row("1"))], found.Select(pair => (pair.One, pair.Other)));
        Assert.Equal([Grade.Certain, Grade.Likely], found.Select(pair => pair.Likeness.Grade));
    }

    [Fact]
    public async Task Branches_are_told_only_when_asked_for()
    {
        await FirmsAsync(("1", "ООО «Ромашка»", "7899007100", "789901001"), ("2", "ООО «Ромашка»", "7899007100", "789945001"));

        Assert.Empty(Find());
        Assert.Equal(Grade.Branch, Assert.Single(Find(branches: true)).Likeness.Grade);
    }

    [Fact]
    public async Task What_a_person_called_different_is_not_told_again_even_of_the_row_it_was_merged_into()
    {
        await FirmsAsync(("1", "ООО «Ромашка»", "7899007100", null), ("2", "Ромашка", null, null), ("3", "Ромашка ООО", null, null));
        Assert.Equal(3, Find().Count);
        Say(Row("2"), Row("3"));
        Assert.Equal(2, Find().Count);

        var done = MergeFirms("1", "2");

        Assert.Empty(Find());
        Unmerge(done.Number);
        Assert.Equal(2, Find().Count);
    }

    [Fact]
    public async Task Rows_that_were_merged_are_no_candidates_any_more()
    {
        await FirmsAsync(("1", "ООО «Ромашка»", "7899007100", null), ("2", "Ромашка", null, null));
        MergeFirms("1", "2");

        Assert.Empty(Find());
    }

    [Fact]
    public async Task A_telephone_that_half_the_town_has_says_nothing()
    {
        for (var at = 0; at < 8; at++)
        {
            There.Save("Контрагент", $"{at}", ("Наименование", $"ИП Васильков {(char)('А' + at)}. И."), ("Телефон", "88125550101"));
        }

        There.Save("Контрагент", "8", ("Наименование", "ИП Васильков Алексей Ильич"), ("Телефон", "88125550101"));
        There.Save("Контрагент", "9", ("Наименование", "ИП Крот И. И."), ("Телефон", "88125550199"));
        There.Save("Контрагент", "10", ("Наименование", "ИП Крот Илья Ильич"), ("Телефон", "88125550199"));
        await RunAsync();

        var pair = Assert.Single(Find());
        Assert.Equal(new HashSet<Guid> { Row("9"), Row("10") }, [pair.One, pair.Other]);
    }

    [Fact]
    public async Task Contacts_and_items_are_found_by_the_same_door()
    {
        There.Save("Контрагент", "ф", ("Наименование", "Фирма"));
        There.Save("Лицо", "л1", ("Наименование", "Иванова Анна"), ("Контрагент", "ф"));
        There.Save("Лицо", "л2", ("Наименование", "Анна Иванова"), ("Контрагент", "ф"));
        There.Save("Товар", "т1", ("Наименование", "Болт М8х40"), ("Артикул", "Б-840"));
        There.Save("Товар", "т2", ("Наименование", "болт M8 x 40"));
        await RunAsync();

        Assert.Equal(Grade.Certain, Assert.Single(Find(nameof(ContactPerson))).Likeness.Grade);
        Assert.Equal(Grade.Likely, Assert.Single(Find(nameof(Item))).Likeness.Grade);
    }

    [Fact]
    public void Pairs_grow_with_the_rows_and_not_with_their_square()
    {
        var blocks = new Blocks();
        for (var row = 0; row < 100_000; row++)
        {
            blocks.Note(row, 'N', "Розничный покупатель");
            blocks.Note(row, 'I', $"{row / 2}");
        }

        Assert.InRange(blocks.Pairs().Count(), 99_999, 150_000);
    }

    [Fact]
    public void Everything_that_is_one_slip_apart_is_brought_together()
    {
        string[] names = ["ЭЛЕКТРОПРОМСТРОЙ", "ЭЛЕКТОРПРОМСТРОЙ", "ЭЛЕКТРОПРОМСТОЙ", "ЭЛЕКТРОПРОМСТРРОЙ", "ЭЛЕКТРОПРОМСТРОИ"];
        var blocks = new Blocks();
        for (var row = 0; row < names.Length; row++)
        {
            blocks.NoteSlips(row, 'L', names[row]);
        }

        var pairs = blocks.Pairs().ToHashSet();

        Assert.All(
            from one in Enumerable.Range(0, names.Length) from other in Enumerable.Range(one + 1, names.Length - one - 1) where Slip.IsOne(names[one], names[other], out _) select (one, other),
            pair => Assert.Contains(pair, pairs));
    }

    private void Say(Guid one, Guid other)
    {
        using var db = Hub.Database.Connect();
        Assert.True(new MergeStore(db).SayDistinct(nameof(Counterparty), one, other, Person, Hub.Clock.GetUtcNow().UtcDateTime));
        Assert.False(new MergeStore(db).SayDistinct(nameof(Counterparty), other, one, Person, Hub.Clock.GetUtcNow().UtcDateTime));
    }
}
