using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Simulator.Habits;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class SideDoorTests : IAsyncLifetime
{
    private Client _client = null!;

    public async ValueTask InitializeAsync() => _client = await Client.OfAsync();

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task The_accountant_changes_an_object_and_the_interface_shows_it_with_a_new_version()
    {
        var key = (string)(await SideAsync("POST", "objects/" + Parties, """{ "Description": "Ромашка", "КонтактнаяИнформация": [ { "Тип": "Телефон" } ] }"""))["key"]!;
        var before = (await _client.GetAsync(One(Parties, key))).Json;

        await SideAsync("PUT", $"objects/{Parties}/{key}", """{ "Description": "Роза" }""");
        var after = (await _client.GetAsync(One(Parties, key))).Json;

        Assert.Equal("1", (string?)before["КонтактнаяИнформация"]![0]!["LineNumber"]);
        Assert.Equal("Роза", (string?)after["Description"]);
        Assert.Single(after["КонтактнаяИнформация"]!.AsArray());
        Assert.NotEqual((string?)before["DataVersion"], (string?)after["DataVersion"]);
        Assert.Equal("000000002", (string?)(await _client.CreateAsync(Parties, []))["Code"]);
        await SideAsync("DELETE", $"objects/{Parties}/{key}");
        Assert.Equal("9", (await _client.GetAsync(One(Parties, key))).Code);
    }

    [Fact]
    public async Task A_wrong_name_is_told_and_not_passed_over()
    {
        var wrong = await SideAsync("POST", "objects/" + Parties, """{ "НетТакого": 1 }""", HttpStatusCode.BadRequest);

        Assert.Contains("НетТакого", (string?)wrong["error"], StringComparison.Ordinal);
        await SideAsync("POST", "objects/Catalog_Нет", "{}", HttpStatusCode.BadRequest);
        await SideAsync("POST", $"objects/{Invoices}_Товары", "{}", HttpStatusCode.BadRequest);
        await SideAsync("POST", $"post/{Parties}/{Guid.NewGuid()}", "{}", HttpStatusCode.BadRequest);
        await SideAsync("GET", $"objects/{Parties}/{Guid.NewGuid()}", null, HttpStatusCode.NotFound);
        await SideAsync("GET", "нет", null, HttpStatusCode.NotFound);
        await SideAsync("POST", "habits", "не JSON", HttpStatusCode.BadRequest);
        Assert.Throws<SimulatorException>(() => _client.Base.State.Put(Invoices, new JsonObject { ["КратностьВзаиморасчетов"] = "много" }));
    }

    [Fact]
    public async Task The_accountant_posts_a_payment()
    {
        var invoice = await _client.InvoiceAsync(10);
        var payment = await _client.PaymentAsync(invoice, 10);

        await SideAsync("POST", $"post/{Payments}/{payment}", "");
        Assert.Equal("Оплачен", (string?)(await _client.ListAsync("InformationRegister_СтатусыДокументов"))[0]["Статус"]);

        await SideAsync("POST", $"unpost/{Payments}/{payment}", "");
        Assert.Empty(await _client.ListAsync("AccumulationRegister_ОплатаСчетов"));
    }

    [Fact]
    public async Task The_clock_moves_and_documents_without_a_date_get_its_time()
    {
        var before = _client.Base.State.Now;

        await SideAsync("POST", "clock", """{ "move": "2.00:00:00" }""");
        var invoice = await _client.CreateAsync(Invoices, new JsonObject());

        Assert.True(DateTime.Parse((string)invoice["Date"]!, System.Globalization.CultureInfo.InvariantCulture) >= before.AddDays(2));
    }

    [Fact]
    public async Task Habits_and_faults_are_changed_while_the_base_runs()
    {
        Assert.True((bool)(await SideAsync("PUT", "habits", """{ "set": "caps-1000,no-pads-codes" }"""))["caps-1000"]!);
        await SideAsync("POST", "faults", """{ "kind": "DropAfter", "method": "POST", "nth": 2, "wait": "00:00:05" }""");

        Assert.False(_client.Base.Habits.Is(Habit.PadsCodes));
        Assert.Equal(new Fault(FaultKind.DropAfter, "POST", Nth: 2) { Wait = TimeSpan.FromSeconds(5) }, _client.Base.Faults.Waiting.Single());
        await SideAsync("DELETE", "faults");
        Assert.Empty(_client.Base.Faults.Waiting);
        await SideAsync("POST", "habits", """{ "set": "нет-такой" }""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_side_door_tells_how_things_stand_and_is_not_in_the_log()
    {
        await _client.PartyAsync();

        var overview = await SideAsync("GET", "");

        Assert.Equal(1, (long)overview["requests"]!);
        Assert.Contains(overview["sets"]!.AsArray(), set => (string?)set!["name"] == Parties && (int)set["count"]! == 1);
        Assert.Equal("POST", (string?)(await SideListAsync("log"))[0]!["method"]);
        Assert.Single(await SideListAsync("objects/" + Parties));
        Assert.Equal(1, _client.Base.Log.Count);
    }

    [Fact]
    public async Task Another_name_of_this_machine_is_not_answered()
    {
        using var request = _client.Request("GET", Parties, null, ("Host", "evil.example.org"));
        using var response = await _client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<JsonObject> SideAsync(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        JsonNode.Parse(await TextAsync(method, path, body, expected))!.AsObject();

    private async Task<JsonArray> SideListAsync(string path) => JsonNode.Parse(await TextAsync("GET", path, null, HttpStatusCode.OK))!.AsArray();

    private async Task<string> TextAsync(string method, string path, string? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_client.Base.SideDoor, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == response.StatusCode, text);
        return text;
    }
}
