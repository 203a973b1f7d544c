using Crm.Connect;

namespace Crm.Core.Tests.Sync;

public sealed class PartnerHistoryTests : CorridorTest
{
    private const string Partners =
        """
        mapping: partners
        from: Клиент
        to: Partner
        fields: { Name: { from: Наименование, required: true } }
        """;

    private const string Firms =
        """
        mapping: firms
        from: Фирма
        to: Counterparty
        fields: { Name: { from: Наименование, required: true }, Partner: { from: Клиент, link: Partner, missing: park } }
        """;

    [Fact]
    public async Task A_firm_that_changes_hands_leaves_a_dated_trace()
    {
        Book = Hub.Book(
            [new ExternalKind("Клиент", ["Наименование"], []), new ExternalKind("Фирма", ["Наименование", "Клиент"], [])],
            ("partners.yaml", Partners), ("counterparties.yaml", Firms));
        There.Save("Клиент", "a", ("Наименование", "Старый"));
        There.Save("Клиент", "b", ("Наименование", "Новый"));
        There.Save("Фирма", "1", ("Наименование", "ООО"), ("Клиент", "a"));
        await RunAsync();
        There.Save("Фирма", "1", ("Наименование", "ООО"), ("Клиент", "b"));
        await RunAsync();

        Assert.Equal(
            "Старый 2026-03-03 2026-03-04, Новый 2026-03-04 ",
            Hub.Ask(
                "SELECT group_concat(p.Name || ' ' || m.Since || ' ' || coalesce(CAST(m.Until AS text), ''), ', ') FROM PartnerMemberships m JOIN Partner p ON p.Id = m.PartnerId"));
    }
}
