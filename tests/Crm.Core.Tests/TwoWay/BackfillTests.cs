using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Outgoing;

namespace Crm.Core.Tests.TwoWay;

/// <summary>Rows that were there before the flow went out.</summary>
public sealed class BackfillTests : TwoWayTest
{
    [Fact]
    public async Task What_was_there_before_reaches_the_base_once_and_what_is_agreed_says_nothing()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        New("Старая");
        New("Ещё старше");
        Hub.Execute("DELETE FROM Outbox");

        var first = Backfill();
        var again = Backfill();
        await NightAsync(There);
        await NightAsync(There);
        var after = Backfill();

        Assert.Equal(new BackfillCount(Rows: 3, Agreed: 1, Waiting: 0, Queued: 2, New: 2, Unsayable: 0), first);
        Assert.Equal(new BackfillCount(Rows: 3, Agreed: 1, Waiting: 2, Queued: 0, New: 0, Unsayable: 0), again);
        Assert.Equal(new BackfillCount(Rows: 3, Agreed: 3, Waiting: 0, Queued: 0, New: 0, Unsayable: 0), after);
        Assert.Equal((3, 0L), (There.Objects.Count, Count("Outbox")));
    }

    [Fact]
    public async Task A_known_row_that_differs_is_told_what_differs_and_a_dry_run_writes_nothing()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Phone", "+74951234567"));
        Hub.Execute("DELETE FROM Outbox");

        var dry = Backfill(dryRun: true);
        var lines = Count("Outbox");
        Backfill();
        await NightAsync(There);

        Assert.Equal((new BackfillCount(1, 0, 0, Queued: 1, New: 0, 0), 0L), (dry, lines));
        Assert.Equal("+74951234567", There.Find("Контрагент", "1")!.Fields["Телефон"]);
    }

    [Fact]
    public async Task A_line_that_is_on_its_way_or_was_refused_stays_as_it_is()
    {
        There.Refuses = _ => new Words("нет", "no");
        New("Старая");
        await NightAsync(There);

        Assert.Equal(1L, Backfill().Waiting);
        Assert.Equal("Refused", Hub.Ask("SELECT State FROM Outbox"));
    }

    [Fact]
    public void What_cannot_be_said_is_counted_and_archived_rows_unknown_there_are_not_told()
    {
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", " "), ("Inn", "7707083893")), new Author("Анна")));
        var gone = New("Ушла");
        Crm(editor => editor.Archive(EntityKind.Of(nameof(Counterparty)), gone, archived: true, new Author("Анна")));
        Hub.Execute("DELETE FROM Outbox");

        Assert.Equal(new BackfillCount(1, 0, 0, Queued: 1, New: 1, Unsayable: 1), Backfill());
    }

    private Guid New(string name) =>
        Crm(editor => editor.Create(EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", name)), new Author("Анна")));

    private BackfillCount Backfill(bool dryRun = false)
    {
        using var db = Hub.Database.Connect();
        var (backfill, kind) = (new Backfill(db, Service, Book, Hub.Clock), EntityKind.Of(nameof(Counterparty)));
        return dryRun ? backfill.Count(kind, Rows(kind.Name)) : db.AsOne(() => backfill.Queue(kind, Rows(kind.Name)));
    }
}
