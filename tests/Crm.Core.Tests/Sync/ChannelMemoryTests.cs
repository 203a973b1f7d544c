using Crm.Connect;
using Crm.Core.Mappings;
using Crm.Core.Storage;
using Crm.Core.Sync;
using Crm.Testing;

namespace Crm.Core.Tests.Sync;

/// <summary>What the hub keeps for a channel, and for how long.</summary>
public sealed class ChannelMemoryTests : IAsyncLifetime
{
    private const string Mapping =
        """
        mapping: firms
        from: Контрагент
        to: Counterparty
        when: { present: Наименование }
        fields:
          Name: { from: Наименование, required: true }
          Inn: { from: ИНН, convert: [inn] }
        """;

    private static readonly ExternalKind[] Kinds = [new("Контрагент", ["Наименование", "ИНН"], [])];

    private readonly MemorySystem _there = new("base");
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.OpenAsync();

    public ValueTask DisposeAsync()
    {
        _hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_version_is_remembered_whatever_became_of_the_object()
    {
        _there.Edit("Контрагент", "applied", ("Наименование", "Ромашка"));
        _there.Edit("Контрагент", "rejected", ("Наименование", "Лютик"), ("ИНН", "123"));
        _there.Edit("Контрагент", "untaken", ("ИНН", "7707083893"));
        _there.Edit("Контрагент", "unheard");
        await RunAsync(Book(Mapping));
        _there.Edit("Контрагент", "applied", ("Наименование", "Ромашка и К"));
        await RunAsync(Book(Mapping));

        var versions = await Memory(Book(Mapping)).VersionsAsync("Контрагент", ["applied", "rejected", "untaken", "never"], CancellationToken.None);

        Assert.Equal(
            [("applied", "2"), ("rejected", "1"), ("untaken", "1")],
            versions.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task A_delivery_that_was_not_committed_leaves_no_versions()
    {
        _there.Edit("Контрагент", "applied", ("Наименование", "Ромашка"));
        _hub.Boundary = point =>
        {
            if (point.Contains("commit", StringComparison.OrdinalIgnoreCase))
            {
                throw new IOException("the power is gone");
            }
        };
        await Assert.ThrowsAsync<IOException>(() => RunAsync(Book(Mapping)));

        Assert.Empty(await Memory(Book(Mapping)).VersionsAsync("Контрагент", ["applied"], CancellationToken.None));
    }

    [Fact]
    public async Task A_channel_that_names_no_versions_leaves_none()
    {
        _there.Edit("Контрагент", "applied", ("Наименование", "Ромашка"));
        await RunAsync(Book(Mapping), Abilities.Receive);

        Assert.Empty(await Memory(Book(Mapping)).VersionsAsync("Контрагент", ["applied"], CancellationToken.None));
    }

    [Fact]
    public async Task Other_mappings_know_nothing_of_what_was_told_under_the_old_ones()
    {
        _there.Edit("Контрагент", "one", ("Наименование", "Ромашка"));
        await RunAsync(Book(Mapping));
        await Memory(Book(Mapping)).RememberAsync("since", "2026-03-01", CancellationToken.None);
        var changed = Book(Mapping + "\n  Kpp: { from: ИНН, convert: [kpp], if-invalid: skip-field }");

        Assert.Null(await Memory(changed).RecallAsync("since", CancellationToken.None));
        Assert.Empty(await Memory(changed).VersionsAsync("Контрагент", ["one"], CancellationToken.None));

        await Memory(changed).RememberAsync("since", "2026-03-02", CancellationToken.None);
        Assert.Null(await Memory(Book(Mapping)).RecallAsync("since", CancellationToken.None));
        Assert.Equal(1L, _hub.Ask("SELECT COUNT(*) FROM ChannelNotes"));
    }

    [Fact]
    public async Task A_note_is_kept_replaced_and_taken_away()
    {
        var memory = Memory(Book(Mapping));
        await memory.RememberAsync("since", "1", CancellationToken.None);
        await memory.RememberAsync("since", "2", CancellationToken.None);
        Assert.Equal("2", await memory.RecallAsync("since", CancellationToken.None));
        Assert.Null(await new ChannelMemory(_hub.Database, "another", Book(Mapping)).RecallAsync("since", CancellationToken.None));

        await memory.RememberAsync("since", null, CancellationToken.None);
        Assert.Null(await memory.RecallAsync("since", CancellationToken.None));
    }

    [Fact]
    public async Task Two_flows_of_one_base_with_mappings_of_their_own_decode_nothing_twice()
    {
        var (one, other) = (Book(Mapping), Book(Mapping.Replace("firms", "also-firms", StringComparison.Ordinal)));
        for (var night = 0; night < 2; night++)
        {
            foreach (var (flow, book) in new[] { ("first", one), ("second", other) })
            {
                _there.Save("Контрагент", "one", ("Наименование", "Ромашка"), ("ИНН", "7707083893"));
                _there.Deliver();
                _there.Decoded = 0;
                await NightAsync(flow, book, _there);
                Assert.Equal(night > 0, _there.Decoded == 0);
            }
        }
    }

    [Fact]
    public async Task What_a_dead_run_had_kept_is_taken_up_by_its_own_flow_alone()
    {
        var (one, other) = (Book(Mapping), Book(Mapping.Replace("firms", "also-firms", StringComparison.Ordinal)));
        _there.Edit("Контрагент", "one", ("Наименование", "Ромашка"));
        _there.Deliver();
        _hub.Boundary = point => _ = point == "received" ? throw new IOException("the power is gone") : 0;
        await Assert.ThrowsAsync<IOException>(() => NightAsync("first", one, _there));
        _hub.Boundary = null;

        await NightAsync("second", other, new MemorySystem("base"));
        var before = _hub.Ask("SELECT COUNT(*) FROM Counterparty");
        await NightAsync("first", one, new MemorySystem("base"));

        Assert.Equal((0L, 1L), (before, _hub.Ask("SELECT COUNT(*) FROM Counterparty")));
    }

    [Fact]
    public void A_book_tells_what_it_takes_and_what_it_compares()
    {
        var book = _hub.Book(
            Direction.In,
            [new("Контрагент", ["Имя", "ИНН", "КПП", "Вид", "Папка", "Контакты/Тип", "Контакты/Значение", "Счета/Номер", "Счета/Банк/БИК", "Прочее"], [])],
            ("a.yaml",
            """
            mapping: firms
            from: Контрагент
            to: Counterparty
            when: { absent: Папка }
            match: [[Inn, Kpp], { key: [Inn], when: { Kind: [Person] } }, [Name]]
            fields:
              Name: { join: { from: [Имя, Вид], with: " " }, required: true }
              Inn: { from: ИНН, convert: [inn] }
              Kpp: КПП
              Kind: { value: LegalEntity, when: { equals: { Вид: Фирма } }, else: Person }
              Phone: { from: "Контакты[Тип=Телефон]/Значение" }
              Accounts: { from: Счета, each: { Number: { from: Номер, convert: [account: { bic: Банк/БИК }] } } }
            """));

        var wants = Assert.Single(book.Wants());

        Assert.Equal("Контрагент", wants.Kind);
        Assert.Equal(
            ["Вид", "ИНН", "Имя", "КПП", "Контакты/Значение", "Контакты/Тип", "Папка", "Счета", "Счета/Банк/БИК", "Счета/Номер"],
            wants.Paths);
        Assert.Equal(["ИНН", "КПП"], Assert.Single(wants.Keys));
    }

    private Task<RunReport> NightAsync(string flow, MappingBook book, MemorySystem there) =>
        _hub.RunAsync(new Flow(flow, "base", book, new Brakes(), TimeZoneInfo.Utc), there.Open());

    private MappingBook Book(string mapping) => _hub.Book(Kinds, ("firms.yaml", mapping));

    private ChannelMemory Memory(MappingBook book) => new(_hub.Database, "night", book);

    private Task<RunReport> RunAsync(MappingBook book, Abilities abilities = Abilities.Receive | Abilities.NamesVersions)
    {
        _there.Deliver();
        return _hub.RunAsync(new Flow("night", "base", book, new Brakes(), TimeZoneInfo.Utc) { Abilities = abilities }, _there.Open());
    }
}
