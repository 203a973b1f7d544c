using Crm.Core.Duplicates.Joining;
using Crm.Core.Entities;

namespace Crm.Core.Tests.TwoWay;

public sealed class MergedRowTests : TwoWayTest
{
    private async Task<(Guid Kept, Guid Gone)> TwoFirmsAsync()
    {
        There.Edit("Контрагент", "1", ("Наименование", "Ромашка"), ("Телефон", "1"));
        There.Edit("Контрагент", "2", ("Наименование", "Ромашка-2"), ("Почта", "a@romashka.example"));
        await NightAsync(There);
        return (Row("1"), Row("2"));
    }

    [Fact]
    public async Task Both_objects_over_there_hear_the_one_row_and_then_it_is_quiet()
    {
        var (kept, gone) = await TwoFirmsAsync();
        Merge(kept, gone);

        await NightAsync(There);
        var journal = Count("Journal");
        await NightAsync(There);
        await NightAsync(There);

        foreach (var id in new[] { "1", "2" })
        {
            var there = There.Find("Контрагент", id)!.Fields;
            Assert.Equal(("Ромашка", "1", "a@romashka.example"), (there["Наименование"], there["Телефон"], there["Почта"]));
        }

        Assert.Equal((journal, 0L, 0L), (Count("Journal"), Count("Outbox"), Count("Questions")));
        Assert.Equal(1L, Hub.Ask("SELECT COUNT(*) FROM Counterparty WHERE ArchivedAt IS NULL"));
    }

    [Fact]
    public async Task Parted_rows_are_what_they_were_and_so_are_both_objects_over_there()
    {
        var (kept, gone) = await TwoFirmsAsync();
        var done = Merge(kept, gone);
        await NightAsync(There);

        new Unmerging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Wanted).Undo(done.Number, "Анна");
        await NightAsync(There);
        await NightAsync(There);

        var (one, two) = (There.Find("Контрагент", "1")!.Fields, There.Find("Контрагент", "2")!.Fields);
        Assert.Equal(("Ромашка", "1", null), (one["Наименование"], one["Телефон"], one["Почта"]));
        Assert.Equal(("Ромашка-2", null, "a@romashka.example"), (two["Наименование"], two["Телефон"], two["Почта"]));
        Assert.Equal((kept, gone, 0L), (Row("1"), Row("2"), Count("Outbox")));
    }

    [Fact]
    public async Task What_a_person_typed_while_they_were_one_stays_with_the_row_that_stayed()
    {
        var (kept, gone) = await TwoFirmsAsync();
        var done = Merge(kept, gone);
        Type(kept, ("Email", "b@romashka.example"));
        await NightAsync(There);

        var undone = Assert.IsType<MergeResult.Done>(new Unmerging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Wanted).Undo(done.Number, "Анна"));
        await NightAsync(There);

        Assert.Contains("Email", Assert.Single(undone.Notes).En, StringComparison.Ordinal);
        Assert.Equal("b@romashka.example", There.Find("Контрагент", "1")!.Fields["Почта"]);
        Assert.Equal("a@romashka.example", There.Find("Контрагент", "2")!.Fields["Почта"]);
    }

    private MergeResult.Done Merge(Guid kept, Guid gone) => Assert.IsType<MergeResult.Done>(
        new Merging(Hub.Database, Hub.Clock, TimeZoneInfo.Utc, Wanted).Merge(EntityKind.Of(nameof(Counterparty)), kept, gone, "Анна"));

    private Guid Row(string externalId)
    {
        using var db = Hub.Database.Connect();
        return db.Query("SELECT EntityId FROM Links WHERE ExternalId = $0", reader => reader.GetGuid(0), externalId).Single();
    }
}
