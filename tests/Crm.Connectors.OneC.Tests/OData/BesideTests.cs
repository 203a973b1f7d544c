using Crm.Connect;
using Crm.Connectors.OneC.OData.Reading;
using Crm.Connectors.OneC.Tests.OData.Kit;

namespace Crm.Connectors.OneC.Tests.OData;

/// <summary>What changes beside an object, while its own version stays, is told of it; what does not change is not read again.</summary>
public sealed class BesideTests
{
    private const string Accounts = "Catalog_БанковскиеСчета", Currencies = "Catalog_Валюты";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_of_an_owner_are_told_again_when_one_changes_and_no_others_are_read()
    {
        await using var room = await WithAccountsAsync(40);
        room.Room.Settings.Since = new DateOnly(2026, 1, 1);
        var (one, other) = (room.Account("a", room.Party()), room.Account("b", room.Party()));
        room.Account("c", room.OwnerOf(one));
        await room.Room.NightAsync();
        room.Room.Put(Accounts, ("Ref_Key", one), ("НомерСчета", "d"));
        room.Room.Base.Log.Clear();

        var told = await room.ToldAsync();

        Assert.Equal(["c", "d"], told[room.OwnerOf(one)]);
        Assert.DoesNotContain(room.OwnerOf(other), told.Keys);
        Assert.InRange(room.Room.Base.Log.Entries.Where(entry => entry.Set == Accounts).Sum(entry => entry.BytesOut), 1, 12_000);
        Assert.Empty(await room.ToldAsync());
    }

    [Fact]
    public async Task An_account_that_passes_to_another_owner_is_told_of_both()
    {
        await using var room = await WithAccountsAsync(40);
        var (left, gaining) = (room.Party(), room.Party());
        var passing = room.Account("a", left);
        room.Account("b", left);
        await room.Room.NightAsync();
        room.Room.Put(Accounts, ("Ref_Key", passing), ("Owner", gaining));

        var told = await room.ToldAsync();

        Assert.Equal(["b"], told[left]);
        Assert.Equal(["a"], told[gaining]);
    }

    [Fact]
    public async Task An_account_marked_as_deleted_is_told_by_its_absence_and_so_is_one_that_is_gone()
    {
        await using var room = await WithAccountsAsync(40);
        var owner = room.Party();
        var (marked, gone) = (room.Account("a", owner), room.Account("b", owner));
        room.Account("c", owner);
        await room.Room.NightAsync();

        room.Room.Put(Accounts, ("Ref_Key", marked), ("DeletionMark", true));
        Assert.Equal(["b", "c"], (await room.ToldAsync())[owner]);

        room.Room.Base.State.Delete(Accounts, gone);
        Assert.Equal(["c"], (await room.ToldAsync())[owner]);
    }

    [Fact]
    public async Task Where_accounts_of_some_owners_are_read_again_the_others_keep_theirs()
    {
        await using var room = await WithAccountsAsync(40);
        var (changing, losing) = (room.Party(), room.Party());
        var (one, last) = (room.Account("a", changing), room.Account("b", losing));
        await room.Room.NightAsync();
        room.Room.Put(Accounts, ("Ref_Key", one), ("НомерСчета", "c"));
        room.Room.Put(Accounts, ("Ref_Key", last), ("DeletionMark", true));
        room.Room.Base.Log.Clear();

        Assert.NotEmpty(await room.Room.NightAsync(acknowledge: false));
        var told = await room.ToldAsync();

        Assert.Equal([(changing, "c"), (losing, "")], told.Select(one => (one.Key, string.Join(' ', one.Value))).Order());
        Assert.InRange(room.Room.Base.Log.Entries.Where(entry => entry.Set == Accounts).Sum(entry => entry.BytesOut), 1, 24_000);
        Assert.Empty(await room.ToldAsync());
    }

    [Fact]
    public async Task An_owner_who_has_no_accounts_any_more_is_told_so_once_and_again_when_he_has_one()
    {
        await using var room = await WithAccountsAsync(40);
        var owner = room.Party();
        var account = room.Account("a", owner);
        await room.Room.NightAsync();
        room.Room.Base.State.Delete(Accounts, account);
        Assert.Empty(Assert.Single(await room.ToldAsync()).Value);

        // Others change: he has nothing to be told of.
        var other = room.Account("b", room.Party());
        Assert.Equal(room.OwnerOf(other), Assert.Single(await room.ToldAsync()).Key);

        room.Account("c", owner);
        Assert.Equal(["c"], Assert.Single(await room.ToldAsync()).Value);
        room.Room.Put(Accounts, ("Ref_Key", other), ("НомерСчета", "d"));
        Assert.Equal(["d"], Assert.Single(await room.ToldAsync()).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_owner_who_loses_his_only_account_is_told_so_wherever_the_hub_died_while_noting_that_he_has_it(int notes)
    {
        await using var room = await WithAccountsAsync(40);
        var owner = room.Party();
        await room.Room.NightAsync();
        var account = room.Account("a", owner);
        room.Room.Memory.Left = notes;
        await Assert.ThrowsAsync<IOException>(() => room.Room.NightAsync());
        room.Room.Memory.Left = int.MaxValue;

        Assert.Equal(["a"], (await room.ToldAsync())[owner]);
        room.Room.Base.State.Delete(Accounts, account);
        Assert.Empty(Assert.Single(await room.ToldAsync()).Value);
    }

    [Fact]
    public async Task An_account_that_passes_to_another_owner_while_it_is_read_empties_nobody()
    {
        await using var room = await WithAccountsAsync(40);
        var (left, gaining, losing) = (room.Party(), room.Party(), room.Party());
        var (one, other, last) = (room.Account("a", left), room.Account("b", left), room.Account("c", losing));
        room.Account("d", gaining);
        await room.Room.NightAsync();
        room.Room.Put(Accounts, ("Ref_Key", one), ("НомерСчета", "e"));
        room.Room.Put(Accounts, ("Ref_Key", last), ("DeletionMark", true));

        var meanwhile = await room.ToldAsync(() =>
        {
            room.Room.Put(Accounts, ("Ref_Key", one), ("Owner", gaining));
            room.Room.Put(Accounts, ("Ref_Key", other), ("Owner", losing));
        });
        var told = await room.ToldAsync();

        Assert.Equal((losing, "b"), Assert.Single(meanwhile.Select(told => (told.Key, string.Join(' ', told.Value)))));
        Assert.Equal([(left, ""), (gaining, "d e"), (losing, "b")], told.Select(one => (one.Key, string.Join(' ', one.Value))).Order());
    }

    [Fact]
    public async Task All_owners_of_accounts_are_promised_however_few_are_read_again()
    {
        await using var room = await WithAccountsAsync(40);
        var (one, last) = (room.Account("a", room.Party()), room.Account("b", room.Party()));
        room.Account("of nobody", Guid.Empty.ToString());
        Assert.Equal(42, await room.PromisedAsync());
        room.Room.Put(Accounts, ("Ref_Key", one), ("НомерСчета", "c"));
        room.Room.Put(Accounts, ("Ref_Key", last), ("DeletionMark", true));

        Assert.Equal(41, await room.PromisedAsync());
    }

    [Fact]
    public async Task A_bank_that_changes_is_told_with_the_accounts_in_it()
    {
        await using var room = await WithAccountsAsync(3);
        var owner = room.Party();
        room.Account("a", owner);
        await room.Room.NightAsync();
        room.Room.Put(BaseRoom.Banks, ("Ref_Key", room.Bank), ("Code", "044525974"));

        Assert.Contains(owner, (await room.ToldAsync()).Keys);
        Assert.Empty(await room.ToldAsync());
    }

    [Fact]
    public async Task Accounts_that_were_told_and_not_acknowledged_are_told_again()
    {
        await using var room = await WithAccountsAsync(3);
        var account = room.Account("a", room.Party());
        await room.Room.NightAsync();
        room.Room.Put(Accounts, ("Ref_Key", account), ("НомерСчета", "b"));

        Assert.NotEmpty(await room.Room.NightAsync(acknowledge: false));

        Assert.Contains(room.OwnerOf(account), (await room.ToldAsync()).Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_changes_behind_a_reference_is_told_of_the_objects_that_refer(bool byPlan)
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "ВалютаДокумента/Code");
        room.Settings.Since = new DateOnly(2026, 1, 1);
        PutNode(room, byPlan);
        var (rouble, euro, dollar) = (Currency(room, "643"), Currency(room, "978"), Currency(room, "840"));
        room.PutInvoice("2025-02-01T10:00:00", ("ВалютаДокумента_Key", rouble));
        room.PutInvoice("2025-02-02T10:00:00", ("ВалютаДокумента_Key", dollar));
        var invoice = room.PutInvoice("2026-02-01T10:00:00", ("ВалютаДокумента_Key", rouble));
        room.PutInvoice("2026-02-02T10:00:00", ("ВалютаДокумента_Key", euro));
        await room.NightAsync();
        await room.NightAsync();
        room.Put(Currencies, ("Ref_Key", rouble), ("Code", "810"));
        room.Put(Currencies, ("Ref_Key", dollar), ("Code", "841"));

        var saved = Assert.IsType<Change.Saved>(Assert.Single(await room.NightAsync()));

        Assert.Equal((invoice, "810"), (saved.Ref.Id, ((Fields)saved.Fields["ВалютаДокумента"]!).Text("Code")));
        Assert.Empty(await room.NightAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_it_is_not_known_what_stood_behind_references_all_is_told_once_more(bool byPlan)
    {
        await using var room = (await BaseRoom.OfAsync()).Want(BaseRoom.Invoices, "Number", "ВалютаДокумента/Code");
        PutNode(room, byPlan);
        room.PutInvoice("2026-02-01T10:00:00", ("ВалютаДокумента_Key", Currency(room, "643")));
        await room.NightAsync();
        await room.NightAsync();
        await room.Memory.RememberAsync(Notes.Behind(BaseRoom.Invoices, "ВалютаДокумента_Key"), null, Ct);

        Assert.Single(await room.NightAsync());
        Assert.Empty(await room.NightAsync());
    }

    [Fact]
    public void Ids_are_noted_in_their_order_and_each_once()
    {
        var ids = Enumerable.Range(0, 500).Select(at => new Guid(at, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).ToList();
        var (all, some) = (SortedIds.Of(ids.Concat(ids).Reverse()), SortedIds.Of(ids.Where((_, at) => at % 3 == 0)));

        Assert.Equal((500, all.ToString()), (all.Count, SortedIds.Of(ids).ToString()));
        Assert.Equal(ids.Where((_, at) => at % 3 != 0), SortedIds.Noted(all.ToString()).Without(some));
        Assert.Equal(0, SortedIds.Noted(null).Count);
    }

    [Fact]
    public void An_imprint_is_the_same_in_any_order_and_another_when_anything_is_another()
    {
        var ids = Enumerable.Range(0, 3_000).Select(at => new Guid(at, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).ToList();
        var (one, other, less) = (new Imprint(), new Imprint(), new Imprint());
        ids.ForEach(id => one.Add(id, $"{id} 1"));
        ids.AsEnumerable().Reverse().ToList().ForEach(id => other.Add(id, $"{id} 1"));
        ids.ForEach(id => less.Add(id, $"{id} {(id == ids[7] ? 2 : 1)}"));
        var kept = Imprint.Of(one.ToString())!;

        Assert.DoesNotContain(ids, id => kept.Differs(other, Imprint.GroupOf(id)));
        Assert.All(ids, id => Assert.Equal(Imprint.GroupOf(id) == Imprint.GroupOf(ids[7]), kept.Differs(less, Imprint.GroupOf(id))));
        Assert.Null(Imprint.Of("AAAA"));
        Assert.Null(Imprint.Of("?"));
    }

    private static string Currency(BaseRoom room, string code) => room.Put(Currencies, ("Ref_Key", Key(code)), ("Code", code));

    // Never two that fall into one group by chance.
    private static string Key(string number) => $"00000000-0000-0000-0000-{number.PadLeft(12, '0')}";

    private static void PutNode(BaseRoom room, bool byPlan)
    {
        if (byPlan)
        {
            room.Put("ExchangePlan_" + BaseRoom.Plan, ("Code", "HUB"), ("Description", "Хаб"));
            (room.Settings.Plan, room.Settings.Node) = (BaseRoom.Plan, "HUB");
        }
    }

    private static async Task<AccountRoom> WithAccountsAsync(int others)
    {
        var room = new AccountRoom((await BaseRoom.OfAsync()).Want(BaseRoom.Parties, "Description", $"{Accounts}/НомерСчета", $"{Accounts}/Банк/Code"));
        for (var at = 0; at < others; at++)
        {
            room.Account($"{at}", room.Party());
        }

        return room;
    }

    /// <summary>Parties with accounts in one bank.</summary>
    private sealed class AccountRoom(BaseRoom room) : IAsyncDisposable
    {
        private readonly Dictionary<string, string> _owners = [];
        private int _parties;

        public BaseRoom Room => room;

        public string Bank { get; } = room.Put(BaseRoom.Banks, ("Code", "044525225"));

        public string Party() => room.Put(BaseRoom.Parties, ("Ref_Key", Key($"{++_parties}")), ("Description", "Ромашка"));

        public string OwnerOf(string account) => _owners[account];

        public string Account(string number, string owner)
        {
            var account = room.Put(
                Accounts, ("НомерСчета", number), ("Owner", owner), ("Owner_Type", "StandardODATA." + BaseRoom.Parties), ("Банк_Key", Bank));
            _owners[account] = owner;
            return account;
        }

        /// <summary>One night: the numbers of the accounts that are told, by their owners.</summary>
        /// <param name="meanwhile">What happens in 1C between looking through the versions and reading.</param>
        public async Task<Dictionary<string, List<string>>> ToldAsync(Action? meanwhile = null) => (await room.NightAsync(meanwhile: meanwhile)).OfType<Change.Saved>()
            .Where(change => change.Fields.Says(Accounts))
            .ToDictionary(change => change.Ref.Id, change => change.Fields.Rows(Accounts).Select(row => row.Text("НомерСчета")!).Order(StringComparer.Ordinal).ToList());

        /// <summary>One night: of how many owners it is promised that they have accounts.</summary>
        public async Task<long> PromisedAsync()
        {
            await using var channel = room.Open();
            var promises = new List<FullSet>();
            await foreach (var delivery in channel.ReceiveAsync(Ct))
            {
                await using var raw = await delivery.OpenAsync(Ct);
                promises.AddRange(channel.Read(delivery, raw, Ct).Select(piece => piece.Promise).OfType<FullSet>());
                await channel.AcknowledgeAsync(delivery, Ct);
            }

            return Assert.Single(promises).Objects;
        }

        public ValueTask DisposeAsync() => room.DisposeAsync();
    }
}
