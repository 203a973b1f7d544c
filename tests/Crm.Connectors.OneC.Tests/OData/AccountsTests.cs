using System.Text;
using System.Text.Json.Nodes;
using Crm.Connect;
using Crm.Connectors.OneC.OData.Metadata;
using Crm.Connectors.OneC.OData.Reading;
using Crm.Connectors.OneC.Tests.OData.Kit;
using Crm.Testing.OData;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class AccountsTests
{
    private const string Ledger = "AccountingRegister_Хозрасчетный", Chart = "ChartOfAccounts_Хозрасчетный", Quantity = "КоличествоBalance";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_one_item_become_one_whose_number_is_their_exact_sum()
    {
        await using var room = await OfAsync();
        var (item, account) = (Guid.NewGuid().ToString(), PutAccount(room, "41.01"));
        PutEntries(room, Entry(account, item, 0.1m), Entry(account, item, 0.2m), Entry(PutAccount(room, "43"), item, 1_000_000_000_000.001m), Entry(account, item, 4m, side: "Cr"));

        Assert.Equal([(item, "999999999996.301")], await QuantitiesAsync(room));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_item_is_found_under_whatever_number_its_account_keeps_it(int number)
    {
        await using var room = await OfAsync();
        var (item, account) = (Guid.NewGuid().ToString(), PutAccount(room, "41.01"));
        PutEntries(room, Entry(account, item, 5, number), Entry(account, Guid.NewGuid().ToString(), 7, number, "Catalog_Склады"));

        Assert.Equal([(item, "5")], await QuantitiesAsync(room));
    }

    [Theory]
    [InlineData("10.01, 10.02, 10.03, 10.04, 10.05, 10.06, 10.08, 10.09, 10.10, 41, 43", "10.09 41 41.01 41.01.2 43")]
    [InlineData("10", "10.07 10.09 10.11.1")]
    [InlineData(" 41.01 ,,60", "41.01 41.01.2 60.01")]
    public async Task An_account_that_is_named_is_told_with_those_below_it_and_no_other(string accounts, string told)
    {
        await using var room = await OfAsync();
        Assert.StartsWith("10.01, ", room.Settings.Accounts, StringComparison.Ordinal);
        room.Settings.Accounts = accounts;
        var codes = new[] { "10.07", "10.09", "10.11.1", "41", "41.01", "41.01.2", "410", "41К", "43", "60.01", "МЦ.04" };
        var items = codes.ToDictionary(_ => Guid.NewGuid().ToString(), code => code);
        PutEntries(room, [.. items.Select(item => Entry(PutAccount(room, item.Value + "  "), item.Key, 1))]);

        var found = (await QuantitiesAsync(room)).Select(one => items[one.Item]).Order(StringComparer.Ordinal);

        Assert.Equal(told, string.Join(' ', found));
    }

    [Fact]
    public async Task What_was_given_to_others_or_is_in_use_is_no_stock_unless_the_setting_names_it()
    {
        await using var room = await OfAsync();
        var (stored, used) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        PutEntries(room, Entry(PutAccount(room, "10.01"), stored, 1), Entry(PutAccount(room, "10.07"), used, 1), Entry(PutAccount(room, "10.11.1"), used, 1));

        Assert.Equal([(stored, "1")], await QuantitiesAsync(room));
        room.Settings.Accounts += ", 10.07, 10.11";
        Assert.Contains((used, "2"), await QuantitiesAsync(room));
    }

    [Fact]
    public async Task Rows_that_differ_in_a_word_that_is_asked_for_stay_apart()
    {
        await using var room = await OfAsync("Организация_Key");
        var (item, account, ours, theirs) = (Guid.NewGuid().ToString(), PutAccount(room, "41.01"), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        PutEntries(room, Entry(account, item, 1, owner: ours), Entry(account, item, 2, number: 2, owner: theirs), Entry(account, item, 3, owner: theirs));

        var rows = (await room.NightAsync()).OfType<Change.Saved>().Single().Fields.Rows(Ledger);

        Assert.Equal([(ours, "1"), (theirs, "5")], rows.Select(row => (row.Text("Организация_Key")!, row.Text(Quantity)!)).OrderBy(row => row.Item2));
    }

    [Fact]
    public async Task An_item_that_left_the_balance_is_told_once_to_have_no_rows()
    {
        await using var room = await OfAsync();
        PutEntries(room, Entry(PutAccount(room, "41.01"), Guid.NewGuid().ToString(), 5));
        await room.NightAsync();
        PutEntries(room);

        Assert.Equal(Many.None, Assert.Single((await room.NightAsync()).OfType<Change.Saved>()).Fields[Ledger]);
        Assert.Empty(await room.NightAsync());
    }

    [Fact]
    public async Task A_chart_in_which_none_of_the_accounts_is_seen_stops_the_reading_and_takes_no_stock_away()
    {
        await using var room = await OfAsync();
        room.Settings.Accounts = "4, 76";

        var wrong = await room.FailsAsync();

        Assert.Equal(Trouble.Misconfigured, wrong.Trouble);
        Assert.Contains("Accounts", wrong.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_that_does_not_publish_its_chart_is_told_so_beforehand()
    {
        var shape = (await File.ReadAllTextAsync(Shapes.Bp, Ct)).Replace($"EntitySet Name=\"{Chart}\"", "EntitySet Name=\"ChartOfAccounts_Другой\"", StringComparison.Ordinal);
        var index = MetadataReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(shape)), Ct);

        var wrong = Assert.Throws<ConnectorException>(() => AboutPlan.Of(index, BaseRoom.Items, Ledger, [Quantity]));

        Assert.StartsWith(Chart, wrong.Words.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"много\"")]
    [InlineData("1e20")]
    [InlineData("1e99")]
    public void What_cannot_be_added_exactly_is_not_added(string number)
    {
        var rows = new AccountRows(Chart, ["ExtDimension1"], [], [Quantity]);

        var wrong = Assert.Throws<ConnectorException>(() => rows.Added([Row("1"), Row(number)]));

        Assert.Equal(Trouble.Unavailable, wrong.Trouble);
        Assert.DoesNotContain("много", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Equal($$"""{"{{Quantity}}":1.50}""", Encoding.UTF8.GetString(rows.Added([Row("1.50"), Row("null")]).Single().Span));
    }

    private static byte[] Row(string number) => Encoding.UTF8.GetBytes($$"""{"{{Quantity}}":{{number}}}""");

    private static async Task<BaseRoom> OfAsync(params string[] words) =>
        (await BaseRoom.OfAsync()).Want(BaseRoom.Items, ["Description", $"{Ledger}/{Quantity}", .. words.Select(word => $"{Ledger}/{word}")]);

    private static async Task<List<(string Item, string Quantity)>> QuantitiesAsync(BaseRoom room) =>
        [.. (await room.NightAsync()).OfType<Change.Saved>().SelectMany(change => change.Fields.Rows(Ledger).Select(row => (change.Ref.Id, row.Text(Quantity)!)))];

    private static string PutAccount(BaseRoom room, string code) => room.Put(Chart, ("Code", code));

    private static void PutEntries(BaseRoom room, params JsonObject[] entries)
    {
        for (var at = 0; at < entries.Length; at++)
        {
            entries[at]["LineNumber"] = at + 1;
        }

        room.Put(Ledger, ("Recorder", Guid.Empty.ToString()), ("Recorder_Type", "StandardODATA.Document_ОперацияБух"), ("RecordSet", new JsonArray([.. entries])));
    }

    private static JsonObject Entry(
        string account, string subject, decimal pieces, int number = 1, string set = BaseRoom.Items, string side = "Dr", string? owner = null) => new()
        {
            ["Period"] = "2026-02-02T00:00:00",
            ["Active"] = true,
            ["Организация_Key"] = owner ?? Guid.NewGuid().ToString(),
            [$"Account{side}_Key"] = account,
            [$"ExtDimension{side}{number}"] = subject,
            [$"ExtDimension{side}{number}_Type"] = "StandardODATA." + set,
            ["Количество" + side] = pieces,
        };
}
