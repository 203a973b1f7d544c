using System.Net;
using System.Text.Json.Nodes;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class SelectingTests : IAsyncLifetime
{
    private Client _client = null!;

    public async ValueTask InitializeAsync()
    {
        _client = await Client.OfAsync();
        var folder = await _client.PartyAsync("Я-папка");
        foreach (var (name, parent) in new[] { ("Вектор", folder), ("Альфа", (string?)null), ("Берёзка", folder) })
        {
            await _client.CreateAsync(Parties, new JsonObject { ["Description"] = name, ["Parent_Key"] = parent });
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Only_what_is_selected_comes()
    {
        Assert.Equal(["Ref_Key", "Description"], (await _client.ListAsync(Parties + "?$select=Description,Ref_Key"))[0].Select(pair => pair.Key));
        Assert.DoesNotContain("КонтактнаяИнформация", (await _client.ListAsync(Parties + "?$select=**"))[0].Select(pair => pair.Key));
        Assert.Contains("КонтактнаяИнформация", (await _client.ListAsync(Parties + "?$select=*"))[0].Select(pair => pair.Key));
    }

    [Fact]
    public async Task Columns_of_a_section_are_selected_by_path()
    {
        await _client.InvoiceAsync(100);

        var invoice = (await _client.ListAsync(Invoices + "?$select=Number,Товары/Цена"))[0];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "Number": "0000-000001", "Товары": [ { "Цена": 100 } ] }"""), invoice));
    }

    [Fact]
    public async Task References_are_shown_in_words_on_request()
    {
        var shown = (await _client.ListAsync(Parties + "?$filter=Description eq 'Вектор'&$select=Description,Parent____Presentation,Presentation"))[0];
        var all = (await _client.ListAsync(Parties + "?$filter=Description eq 'Вектор'&$select=*,*____Presentation"))[0];

        Assert.Equal("Я-папка", (string?)shown["Parent____Presentation"]);
        Assert.Equal("Вектор", (string?)shown["Presentation"]);
        Assert.Equal("Я-папка", (string?)all["Parent____Presentation"]);
    }

    [Fact]
    public async Task A_reference_that_is_not_selected_is_not_expanded_and_nothing_says_so()
    {
        const string Query = Parties + "?$filter=Description eq 'Вектор'&$expand=Parent";

        Assert.Equal("Я-папка", (string?)(await _client.ListAsync(Query))[0]["Parent"]!["Description"]);
        Assert.Null((await _client.ListAsync(Query + "&$select=Description"))[0]["Parent"]);
        Assert.Equal("Я-папка", (string?)(await _client.ListAsync(Query + "&$select=Description,Parent"))[0]["Parent"]!["Description"]);
        Assert.Equal(["Description"], (await _client.ListAsync(Query + "&$select=Description,Parent/Description"))[0]["Parent"]!.AsObject().Select(pair => pair.Key));

        _client.Base.Habits.Set("no-silent-expand");
        Assert.Equal("Я-папка", (string?)(await _client.ListAsync(Query + "&$select=Description"))[0]["Parent"]!["Description"]);
    }

    [Fact]
    public async Task Ordering_by_a_reference_goes_by_how_it_is_shown()
    {
        Assert.Equal(["Альфа", "Берёзка", "Вектор", "Я-папка"], await NamesAsync("$orderby=Ref_Key"));
        Assert.Equal(["Я-папка", "Вектор", "Берёзка", "Альфа"], await NamesAsync("$orderby=Description desc"));
        Assert.Equal(["Берёзка", "Вектор", "Альфа", "Я-папка"], await NamesAsync("$orderby=Parent desc,Description"));
    }

    [Fact]
    public async Task Pages_skip_first_and_have_no_next_link()
    {
        Assert.Equal(["Берёзка", "Вектор"], await NamesAsync("$orderby=Description&$skip=1&$top=2"));
        Assert.Null((await _client.GetAsync(Parties + "?$top=1")).Json["odata.nextLink"]);

        var counted = (await _client.GetAsync(Parties + "?$top=1&$inlinecount=allpages")).Json;
        Assert.Equal(("4", 1), ((string?)counted["odata.count"], counted["value"]!.AsArray().Count));

        _client.Base.Habits.Set("count-ignores-paging");
        Assert.Equal(4, (await _client.GetAsync(Parties + "?$top=1&$inlinecount=allpages")).Json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_window_of_dates_gives_the_same_with_and_without_an_order()
    {
        foreach (var day in new[] { 5, 1, 9, 3, 7 })
        {
            await _client.InvoiceAsync(day, $"2026-02-0{day}T10:00:00");
        }

        const string Window = Invoices + "?$select=Date&$filter=Date ge datetime'2026-02-03T00:00:00' and Date lt datetime'2026-02-07T10:00:00'";
        var ordered = (await _client.ListAsync(Window + "&$orderby=Date")).Select(invoice => (string?)invoice["Date"]).ToList();
        var down = (await _client.ListAsync(Window + "&$orderby=Date desc")).Select(invoice => (string?)invoice["Date"]).ToList();

        Assert.Equal(["2026-02-03T10:00:00", "2026-02-05T10:00:00"], ordered);
        Assert.Equal(ordered.AsEnumerable().Reverse(), down);
        Assert.Single(await _client.ListAsync(Invoices + "?$filter=Date eq datetime'2026-02-05T10:00:00'"));
        Assert.Equal(2, (await _client.ListAsync(Invoices + "?$filter=Date le datetime'2026-02-03T10:00:00'")).Count);
        Assert.Equal(2, (await _client.ListAsync(Invoices + "?$filter=Date gt datetime'2026-02-05T10:00:00'")).Count);
        Assert.Equal(4, (await _client.ListAsync(Invoices + "?$filter=Date gt datetime'2026-02-05T10:00:00' or Date le datetime'2026-02-03T10:00:00'")).Count);
        Assert.Equal(ordered, (await _client.ListAsync(Window)).Select(invoice => (string?)invoice["Date"]).Order());
    }

    [Fact]
    public async Task An_order_is_kept_right_over_writes()
    {
        var dice = new Random(7);
        var keys = new List<string>();
        for (var step = 0; step < 200; step++)
        {
            var key = keys.Count > 0 && dice.Next(3) > 0 ? keys[dice.Next(keys.Count)] : null;
            if (key is not null && dice.Next(4) == 0)
            {
                _client.Base.State.Delete(Invoices, key);
                keys.Remove(key);
            }
            else
            {
                var fields = new JsonObject { ["Date"] = $"2026-01-{dice.Next(1, 29):D2}T00:00:00", ["Number"] = $"{dice.Next(1000):D11}" };
                fields["Ref_Key"] = key;
                keys.Add(_client.Base.State.Put(Invoices, fields));
            }

            if (step % 10 == 0)
            {
                var listed = (await _client.ListAsync(Invoices + "?$orderby=Date,Number desc")).Select(One).ToList();
                Assert.Equal(_client.Base.State.All(Invoices).OrderBy(x => (string)x["Date"]!).ThenByDescending(x => (string)x["Number"]!).Select(One), listed);
            }
        }

        static (string, string) One(JsonObject invoice) => ((string)invoice["Date"]!, (string)invoice["Number"]!);
    }

    [Fact]
    public async Task Hidden_rows_fail_a_list_that_does_not_leave_them_out()
    {
        var hidden = (string)(await _client.ListAsync(Parties + "?$filter=Description eq 'Альфа'"))[0]["Ref_Key"]!;
        _client.Base.State.Hide(Parties, hidden);

        var answer = await _client.GetAsync(Parties);
        Assert.Equal((HttpStatusCode.Unauthorized, "20"), (answer.Status, answer.Code));
        Assert.Equal(3, (await _client.ListAsync(Parties + "?allowedOnly=true")).Count);
        Assert.Equal("20", (await _client.GetAsync(One(Parties, hidden))).Code);
    }

    private async Task<List<string?>> NamesAsync(string query) =>
        [.. (await _client.ListAsync($"{Parties}?$select=Description&{query}")).Select(party => (string?)party["Description"])];
}
