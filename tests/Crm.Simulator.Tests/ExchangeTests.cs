using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Crm.Simulator.Tests.Kit;
using static Crm.Simulator.Tests.Kit.Made;

namespace Crm.Simulator.Tests;

public sealed class ExchangeTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tomb = "http://purl.org/atompub/tombstones/1.0";

    private Client _client = null!;
    private string _node = "";

    public async ValueTask InitializeAsync()
    {
        _client = await Client.OfAsync();
        _client.Base.State.Put(Plan, new JsonObject { ["Code"] = "БП", ["ThisNode"] = true });
        _node = _client.Base.State.Put(Plan, new JsonObject { ["Code"] = "CRM" });
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Every_write_and_deletion_is_told_once_it_is_confirmed_no_more()
    {
        var kept = await _client.PartyAsync("Ромашка");
        var gone = await _client.PartyAsync("Роза");
        await _client.SendAsync("DELETE", One(Parties, gone));

        var feed = await SelectAsync(1);

        Assert.Contains(kept, feed.Element(Atom + "entry")!.Element(Atom + "id")!.Value, StringComparison.Ordinal);
        Assert.Contains(gone, feed.Element(Tomb + "deleted-entry")!.Attribute("ref")!.Value, StringComparison.Ordinal);
        await ConfirmAsync(1);
        Assert.Equal((0, 0), Sizes(await SelectAsync(2)));
        Assert.Equal(0, _client.Base.State.Registered(_node));
        await _client.SendAsync("DELETE", One(Parties, kept));
        Assert.Equal((0, 1), Sizes(await SelectAsync(3)));
    }

    [Fact]
    public async Task What_changes_between_message_and_confirmation_is_told_again()
    {
        var party = await _client.PartyAsync("Ромашка");
        await _client.PartyAsync("Роза");
        await SelectAsync(1);
        await _client.SendAsync("PATCH", One(Parties, party), new JsonObject { ["Description"] = "Ромашка-2" });

        await ConfirmAsync(1);

        var told = Assert.Single((await SelectAsync(2)).Elements(Atom + "entry"));
        Assert.Contains(party, told.Element(Atom + "id")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_not_confirmed_comes_again_with_what_is_new()
    {
        await _client.PartyAsync("Ромашка");
        await SelectAsync(1);
        await _client.PartyAsync("Роза");

        Assert.Equal((2, 0), Sizes(await SelectAsync(1)));
        Assert.Equal((2, 0), Sizes(await SelectAsync(1, "&$top=1&$filter=Description eq 'Роза'")));
    }

    [Fact]
    public async Task The_node_keeps_the_numbers_of_its_messages()
    {
        await SelectAsync(7);
        await ConfirmAsync(7);

        var node = (await _client.GetAsync(One(Plan, _node))).Json;
        Assert.Equal(("7", "7"), ((string?)node["SentNo"], (string?)node["ReceivedNo"]));
    }

    [Fact]
    public async Task In_JSON_objects_come_and_deletions_do_not()
    {
        await _client.PartyAsync("Ромашка");
        await _client.SendAsync("DELETE", One(Parties, await _client.PartyAsync("Роза")));

        var list = (await _client.SendAsync("POST", $"SelectChanges?DataExchangePoint={Point()}&MessageNo=1")).Json["value"]!.AsArray();

        Assert.Equal("StandardODATA." + Parties, (string?)Assert.Single(list)!["odata.type"]);
    }

    [Fact]
    public async Task The_own_node_is_told_nothing()
    {
        var own = (string)(await _client.ListAsync(Plan + "?$filter=ThisNode eq true"))[0]["Ref_Key"]!;

        var answer = await _client.SendAsync("POST", $"SelectChanges?DataExchangePoint={Point(own)}&MessageNo=1");

        Assert.Equal((HttpStatusCode.InternalServerError, "-1"), (answer.Status, answer.Code));
        Assert.Equal("12", (await _client.SendAsync("POST", $"SelectChanges?DataExchangePoint={Point()}")).Code);
    }

    [Fact]
    public async Task An_object_is_registered_by_hand()
    {
        var party = await _client.PartyAsync();
        await SelectAsync(1);
        await ConfirmAsync(1);

        _client.Base.State.RegisterChange(_node, Parties, party);

        Assert.Equal((1, 0), Sizes(await SelectAsync(2)));
    }

    private string Point(string? node = null) => $"'{_client.Base.Address}{One(Plan, node ?? _node)}'";

    private async Task<XElement> SelectAsync(int message, string more = "")
    {
        var answer = await _client.SendAsync("POST", $"SelectChanges?DataExchangePoint={Point()}&MessageNo={message}{more}&$format=atom");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return XElement.Parse(answer.Text);
    }

    private async Task ConfirmAsync(int message) => Assert.Equal(
        HttpStatusCode.OK, (await _client.SendAsync("POST", $"NotifyChangesReceived?DataExchangePoint={Point()}&MessageNo={message}")).Status);

    private static (int, int) Sizes(XElement feed) => (feed.Elements(Atom + "entry").Count(), feed.Elements(Tomb + "deleted-entry").Count());
}
