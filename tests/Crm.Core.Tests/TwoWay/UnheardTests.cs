using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;

namespace Crm.Core.Tests.TwoWay;

/// <summary>What we said is on its way, and nobody knows whether the other side has read it.</summary>
public sealed class UnheardTests : TwoWayTest
{
    [Fact]
    public async Task Where_we_win_but_they_may_have_written_over_our_word_knowingly_a_person_is_asked()
    {
        TellBoth();
        SaveFirm(Folder, "1", ("Почта", "a@firm.example"));
        await NightAsync(Folder);
        Type(FirmRow(), ("Email", "b@firm.example"));
        await NightAsync(Folder);
        Folder.Load();
        Folder.Edit("Контрагент", "1", ("Почта", "c@firm.example"));

        await NightAsync(Folder);

        Assert.Equal(("b@firm.example", "Clash", 0L), (Value("Email"), Hub.Ask("SELECT Kind FROM Questions WHERE IsOpen"), Losses()));
    }

    [Fact]
    public async Task Where_we_win_and_they_have_not_been_told_nobody_is_asked()
    {
        TellBoth();
        SaveFirm(Folder, "1", ("Почта", "a@firm.example"));
        await NightAsync(Folder);
        Type(FirmRow(), ("Email", "b@firm.example"));
        Folder.Edit("Контрагент", "1", ("Почта", "c@firm.example"));

        await NightAsync(Folder);

        Assert.Equal(("b@firm.example", 0L, 1L), (Value("Email"), Count("Questions"), Losses()));
    }

    [Fact]
    public async Task Where_we_win_what_went_along_with_another_field_keeps_us_from_nothing()
    {
        SaveFirm(There, "1", ("Почта", "a@firm.example"));
        await NightAsync(There);
        Type(FirmRow(), ("Phone", "5"));
        await NightAsync(There);
        Type(FirmRow(), ("Email", "d@firm.example"));
        There.Edit("Контрагент", "1", ("Почта", "c@firm.example"));

        await NightAsync(There);

        Assert.Equal(("d@firm.example", 0L, 1L), (Value("Email"), Count("Questions"), Losses()));
    }

    [Fact]
    public async Task A_row_taken_back_here_comes_back_to_life_where_it_had_been_marked_as_deleted()
    {
        TellBoth();
        SaveFirm(Folder, "1");
        await NightAsync(Folder);
        Folder.Mark("Контрагент", "1", deleted: true);
        await NightAsync(Folder);
        Crm(editor => editor.Archive(EntityKind.Of(nameof(Counterparty)), FirmRow(), archived: false, new Author("Анна")));

        await NightAsync(Folder);
        Folder.Load();
        await NightAsync(Folder);

        Assert.Equal((false, 0L), (Folder.Find("Контрагент", "1")!.IsDeleted, Hub.Ask("SELECT COUNT(*) FROM Outbox WHERE Connection = 'files'")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData]
    public async Task A_row_taken_out_here_is_confirmed_by_the_list_that_comes_back_without_it(params string[] left)
    {
        TellBoth();
        SaveFirm(Folder, "1", ("Контакты", new Many([Contact("Тип", "Значение", "2"), Contact("Тип", "Значение", "1")])));
        await NightAsync(Folder);
        Type(FirmRow(), ("Contacts", new Many(left.Select(value => Contact("Type", "Value", value)))));
        await NightAsync(Folder);
        Folder.Load();
        await NightAsync(Folder);
        var taken = (Hub.Ask("SELECT COUNT(*) FROM Outbox WHERE Connection = 'files'"), Count("Parcels"));

        Folder.Edit("Контрагент", "1", ("Контакты", new Many([.. left.Append("3").Select(value => Contact("Тип", "Значение", value))])));
        await NightAsync(Folder);

        Assert.Equal((0L, 1L), taken);
        Assert.Equal(string.Join(" ", left.Append("3")), Contacts());
    }

    [Fact]
    public async Task A_row_taken_out_here_stays_out_when_an_older_delivery_comes_late()
    {
        SaveFirm(There, "1");
        await NightAsync(There);
        Type(FirmRow(), ("Contacts", new Many([Contact("Type", "Value", "1")])));
        await NightAsync(There);
        There.Deliver();
        var late = There.Deliveries[^1];
        There.Withhold(late, withheld: true);
        Type(FirmRow(), ("Contacts", Many.None));
        await NightAsync(There);
        await NightAsync(There);
        There.Withhold(late, withheld: false);

        await NightAsync(There);
        await NightAsync(There);

        Assert.Equal(("", "", 0L), (Contacts(), ContactsThere(), Count("Outbox")));
    }

    private static Fields Contact(string type, string name, string value) => Fields.Of((type, "Телефон"), (name, value));

    private long Losses() => (long)Hub.Ask("SELECT COUNT(*) FROM Journal WHERE Decision = 'Lost'")!;
}
