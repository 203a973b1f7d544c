using Crm.Core.Editing;

namespace Crm.Core.Tests.TwoWay;

/// <summary>What speaks against taking a line of the journal back.</summary>
public sealed class UndoTests : TwoWayTest
{
    [Fact]
    public async Task The_form_in_which_a_value_is_read_over_there_is_no_change_since()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Kpp", "7708 01001"));
        var edit = Last("Edit");
        await NightAsync(There);

        Assert.Equal("770801001", Value("Kpp"));
        Assert.Empty(Since(edit));
    }

    [Fact]
    public async Task A_change_that_came_from_a_base_since_is_told_with_the_base()
    {
        SaveFirm(There, "1", ("Телефон", "1"));
        await NightAsync(There);
        Type(FirmRow(), ("Phone", "2"), ("Kpp", "770801001"));
        var edit = Last("Edit");
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Телефон", "3"));
        await NightAsync(There);

        var since = Assert.Single(Since(edit));

        Assert.Equal(("Phone", Last("Update"), Service, null), (since.Field, since.By!.Line, since.By.Connection, since.By.Person));
        Assert.Equal(Hub.Clock.GetUtcNow().UtcDateTime, since.By.At);
    }

    [Fact]
    public async Task A_lost_value_may_be_laid_back_while_ours_is_the_one_that_won()
    {
        SaveFirm(There, "1", ("Почта", "a@firm.example"));
        await NightAsync(There);
        There.Edit("Контрагент", "1", ("Почта", "theirs@firm.example"));
        Type(FirmRow(), ("Email", "ours@firm.example"));
        await NightAsync(There);
        var won = Since(Last("Lost"));
        Type(FirmRow(), ("Email", "third@firm.example"));

        Assert.Empty(won);
        Assert.Equal("Анна", Assert.Single(Since(Last("Lost"))).By!.Person);
    }

    private long Last(string decision) => (long)Hub.Ask($"SELECT MAX(Id) FROM Journal WHERE Decision = '{decision}'")!;

    private IReadOnlyList<ChangedSince> Since(long line)
    {
        using var db = Hub.Database.Connect();
        return RowUndo.Since(db, RowUndo.Find(db, line)!);
    }
}
