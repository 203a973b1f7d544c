using Crm.Core.Entities;
using Crm.Hub.Tests.Kit;
using Crm.Testing;

namespace Crm.Hub.Tests.Commands;

public sealed class ShowTests(ShowTests.DemoHub demo) : IClassFixture<ShowTests.DemoHub>
{
    [Theory]
    [InlineData("counterparties", 30)]
    [InlineData("partners", 28)]
    [InlineData("contacts", 27)]
    [InlineData("organizations", 1)]
    [InlineData("contracts", 4)]
    [InlineData("items", 200)]
    [InlineData("groups", 29)]
    [InlineData("variants", 239)]
    [InlineData("prices", 530)]
    [InlineData("stocks", 454)]
    [InlineData("units", 4)]
    [InlineData("pricetypes", 3)]
    [InlineData("warehouses", 2)]
    [InlineData("invoices", 40)]
    [InlineData("payments", 15)]
    [InlineData("shipments", 7)]
    [InlineData("rejected", 0)]
    public async Task Every_kind_can_be_shown_and_counted(string kind, int count)
    {
        var counted = await demo.Hub.RunAsync("show", kind, "--count", "--json");
        var shown = await demo.Hub.RunAsync("show", kind, "--limit", "0", "--json");
        var table = await demo.Hub.RunAsync("show", kind, "--limit", "3");

        Assert.Equal(count, counted.Json.GetProperty("count").GetInt64());
        Assert.Equal(count, shown.Json.GetProperty("rows").GetArrayLength());
        Assert.Equal(count, shown.Json.GetProperty("count").GetInt64());
        Assert.Equal((ExitCode.Done, ""), (table.Exit, table.Err));
    }

    [Theory]
    [InlineData("invoices", "Status=Paid", 16)]
    [InlineData("invoices", "status=оплачен", 16)]
    [InlineData("invoices", "Статус=Оплачен частично", 6)]
    [InlineData("invoices", "Number=3603", 1)]
    [InlineData("invoices", "Date=2025-09-03", 1)]
    [InlineData("invoices", "Дата=03.09.2025", 1)]
    [InlineData("invoices", "Total=44507.46", 1)]
    [InlineData("invoices", "Total=44 507,46", 1)]
    [InlineData("invoices", "CancelledThere=да", 4)]
    [InlineData("invoices", "Counterparty=стройучасток 12  ооо", 2)]
    [InlineData("items", "Kind=Service", 12)]
    [InlineData("items", "Article=отв-0110", 1)]
    [InlineData("prices", "PriceType=экспортная", 64)]
    [InlineData("stocks", "Warehouse=Основной склад", 0)]
    [InlineData("invoices", "DueDate=", 0)]
    public async Task A_condition_compares_as_a_person_would(string kind, string condition, int count)
    {
        var answer = await demo.Hub.RunAsync("show", kind, "--where", condition, "--count", "--json");

        Assert.Equal(ExitCode.Done, answer.Exit);
        var found = answer.Json.GetProperty("count").GetInt64();
        Assert.True(count == 0 ? found > 0 : found == count, $"{found}");
    }

    [Fact]
    public async Task Several_conditions_must_all_hold()
    {
        var answer = await demo.Hub.RunAsync("show", "invoices", "--where", "Status=Paid", "--where", "Number=3603", "--count", "--json");
        var none = await demo.Hub.RunAsync("show", "invoices", "--where", "Status=Unpaid", "--where", "Number=3603", "--lang", "en");

        Assert.Equal(1, answer.Json.GetProperty("count").GetInt64());
        Assert.Equal("Nothing was found.\n", none.Out.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("invoices", "Sttus=Paid", "Did you mean 'Status'?")]
    [InlineData("invoices", "Status=Payed", "one of: Unpaid, PartlyPaid, Paid, Overpaid, Cancelled")]
    [InlineData("invoices", "Total=much", "a number such as 1234.50")]
    [InlineData("invoices", "Total=0.00001", "a number such as 1234.50")]
    [InlineData("invoices", "Date=yesterday", "a date such as")]
    [InlineData("invoices", "Posted=perhaps", "yes or no")]
    [InlineData("invoices", "Number", "write --where Field=Value")]
    [InlineData("itms", "Name=x", "Did you mean 'items'?")]
    public async Task A_condition_that_cannot_be_meant_is_refused_with_what_can(string kind, string condition, string expected)
    {
        var answer = await demo.Hub.RunAsync("show", kind, "--where", condition, "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(expected, answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_in_JSON_is_exact_and_links_have_id_and_name()
    {
        var answer = await demo.Hub.RunAsync("show", "invoices", "--where", "Number=3603", "--json");

        var row = answer.Json.GetProperty("rows")[0];
        Assert.Equal("44507.46", row.GetProperty("total").GetRawText());
        Assert.Equal("38210.40", row.GetProperty("lines")[0].GetProperty("total").GetRawText());
        Assert.Equal("9552.6", row.GetProperty("lines")[0].GetProperty("price").GetRawText());
        Assert.Equal("Стройучасток 12 ООО", row.GetProperty("counterparty").GetProperty("name").GetString());
        Assert.True(row.GetProperty("counterparty").GetProperty("id").TryGetGuid(out _));
        Assert.Equal("2025-09-03", row.GetProperty("date").GetString());
    }

    [Fact]
    public async Task A_cut_list_says_how_many_there_are()
    {
        var text = await demo.Hub.RunAsync("show", "invoices", "--limit", "5", "--lang", "en");
        var json = await demo.Hub.RunAsync("show", "invoices", "--limit", "5", "--json");

        Assert.Contains("5 of 40 shown.", text.Out, StringComparison.Ordinal);
        Assert.Equal((5, 40), (json.Json.GetProperty("rows").GetArrayLength(), json.Json.GetProperty("count").GetInt32()));
    }

    [Theory]
    [InlineData(80, "Paid")]
    [InlineData(105, "Kind")]
    public async Task In_a_narrow_window_whole_columns_give_way_and_no_number_is_torn(int width, string hidden)
    {
        demo.Hub.Width = width;
        var answer = await demo.Hub.RunAsync("show", "invoices", "--limit", "5", "--lang", "en");
        demo.Hub.Width = 300;

        Assert.Contains("44507.46", answer.Out, StringComparison.Ordinal);
        Assert.Matches($"No room for: .*{hidden}", answer.Out);
        Assert.All(answer.Out.Split('\n').Where(line => !line.Contains(" room ", StringComparison.Ordinal)), line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Fact]
    public async Task A_question_before_the_first_run_makes_no_database()
    {
        TestDatabase.OnlyAFile("it is not made");
        using var hub = HubInFolder.WithDemo();

        var shown = await hub.RunAsync("show", "items", "--lang", "en");
        var status = await hub.RunAsync("status", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, shown.Exit);
        Assert.Contains("Do hub run first", shown.Err, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, status.Exit);
        Assert.Contains("none yet", status.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(hub.DatabaseFile));
    }

    [Fact]
    public async Task Long_lists_come_whole_page_by_page_and_archived_rows_only_when_asked()
    {
        using var hub = HubInFolder.WithDemo();
        using (var db = (await hub.DatabaseAsync()).Connect())
        {
            db.Begin();
            for (var no = 0; no < 2_345; no++)
            {
                db.Write(
                    "INSERT INTO Warehouse (Id, Revision, Name, ArchivedAt) VALUES ($0, 0, $1, $2)",
                    RowIds.Next(hub.Clock), $"№ {no}", no % 5 == 0 ? new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc) : null);
            }

            db.Commit();
        }

        var living = await hub.RunAsync("show", "warehouses", "--limit", "0", "--json");
        var all = await hub.RunAsync("show", "warehouses", "--limit", "0", "--all", "--json");

        var names = all.Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()).ToList();
        Assert.Equal(Enumerable.Range(0, 2_345).Select(no => $"№ {no}"), names);
        Assert.Equal(1_876, living.Json.GetProperty("rows").GetArrayLength());
        Assert.Equal("2026-03-01T10:00:00Z", all.Json.GetProperty("rows")[0].GetProperty("archivedAt").GetString());
    }

    [Fact]
    public async Task Names_from_outside_cannot_steer_the_terminal()
    {
        using var hub = HubInFolder.WithDemo();
        using (var db = (await hub.DatabaseAsync()).Connect())
        {
            db.Execute("INSERT INTO Warehouse (Id, Revision, Name) VALUES ($0, 0, $1)", Guid.CreateVersion7(), "a\u001b[2Jb\nc[red]d\u202e");
        }

        var answer = await hub.RunAsync("show", "warehouses");

        Assert.Contains("a\ufffd[2Jb c[red]d\ufffd", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', answer.Out);
    }

    public sealed class DemoHub : IAsyncLifetime
    {
        internal HubInFolder Hub { get; } = HubInFolder.WithDemo();

        public async ValueTask InitializeAsync() => Assert.Equal(ExitCode.Done, (await Hub.RunAsync("run")).Exit);

        public ValueTask DisposeAsync()
        {
            Hub.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
