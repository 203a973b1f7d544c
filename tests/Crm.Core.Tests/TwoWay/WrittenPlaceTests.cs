using Crm.Connect;
using Crm.Core.Editing;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using Crm.Core.Sync;

namespace Crm.Core.Tests.TwoWay;

public sealed class WrittenPlaceTests : TwoWayTest
{
    private const string Counterparties =
        """
        mapping: counterparties
        from: Контрагент
        to: Counterparty
        fields:
          Name: { from: Наименование, required: true }
          Kind:
            direction: in
            cases: [{ when: { present: Официально }, value: LegalEntity }, { when: { present: Полностью }, value: Person }]
          FullName: { from: [Официально, Полностью], write: { Полностью: { Kind: Person } } }
        """;

    [Fact]
    public async Task A_field_that_is_not_written_decides_where_another_is()
    {
        var kind = new ExternalKind("Контрагент", ["Наименование", "Официально", "Полностью"], []) { Accepted = true };
        Book = Hub.Book(Direction.Both, [kind], ("counterparties.yaml", Counterparties));
        Wanted = new Subscriptions(new Dictionary<string, MappingBook> { [Service] = Book });
        Crm(editor => editor.Create(
            EntityKind.Of(nameof(Counterparty)), Fields.Of(("Name", "Вязова"), ("FullName", "Вязова Анна"), ("Kind", "Person")), new Author("Анна")));

        await NightAsync(There);
        await NightAsync(There);

        var made = Assert.Single(There.Objects).Fields;
        Assert.Equal((null, "Вязова Анна"), (made["Официально"], made["Полностью"]));
        Assert.Equal(("Person", "Вязова Анна"), (Value("Kind"), Value("FullName")));
    }
}
