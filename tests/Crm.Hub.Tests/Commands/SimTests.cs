using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Hub.Tests.Kit;
using Crm.Testing.OData;

namespace Crm.Hub.Tests.Commands;

public sealed class SimTests : IDisposable
{
    private readonly HubInFolder _hub = HubInFolder.WithDemo();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_base_answers_until_it_is_stopped_and_goes_on_where_it_was()
    {
        var before = await RunAsync(["--clients", "3", "--data", "rehearsal"], PartiesAsync);
        var after = await RunAsync(["--clients", "3", "--seed", "7", "--data", "rehearsal"], PartiesAsync);

        Assert.Equal(4, JsonNode.Parse(before)!["value"]!.AsArray().Count);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_password_comes_from_the_environment_and_is_not_shown()
    {
        _hub.Environment["SIM_PASSWORD"] = "s3cret-of-the-base";
        var status = await RunAsync(["--user", "Обмен", "--password", "env:SIM_PASSWORD"], async (http, address, shown) =>
        {
            Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("Обмен:s3cret-of-the-base")));
            using var response = await http.GetAsync(address, TestContext.Current.CancellationToken);
            http.DefaultRequestHeaders.Authorization = null;
            using var refused = await http.GetAsync(address, TestContext.Current.CancellationToken);
            return $"{response.StatusCode} {refused.StatusCode}";
        });

        Assert.Equal($"{HttpStatusCode.OK} {HttpStatusCode.Unauthorized}", status);
    }

    [Theory]
    [InlineData("s3cret-in-clear")]
    [InlineData("env:NOT_SET")]
    [InlineData("secret:not-kept")]
    public async Task A_password_that_is_not_there_or_in_clear_for_all_to_see_is_refused(string password)
    {
        var answer = await _hub.RunAsync("sim", "--metadata", Shapes.Bp, "--user", "Обмен", "--password", password);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("--password", answer.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_document_begins_with_the_address_and_ends_with_the_exit_code()
    {
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        var run = RunAsync(@out, stop.Token, "--json");
        var address = (await @out.WaitAsync("\"habits\"", TestContext.Current.CancellationToken)).Split("\"address\": \"")[1].Split('"')[0];
        using var http = new HttpClient();
        using var response = await http.GetAsync(address, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await run);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, (int)JsonNode.Parse(@out.ToString())!["exitCode"]!);
    }

    [Theory]
    [InlineData("--metadata", "нет.edmx")]
    [InlineData("--habits", "нет-такой", "--metadata", "bp.edmx")]
    [InlineData("--metadata", "appsettings.json")]
    [InlineData("--metadata", "bp.edmx", "--lengths", "нет.txt")]
    [InlineData("--port", "0")]
    public async Task What_is_wrong_is_told_before_the_start(params string[] args)
    {
        File.Copy(Shapes.Bp, Path.Combine(_hub.Folder, "bp.edmx"));

        var answer = await _hub.RunAsync(["sim", .. args]);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
    }

    private static async Task<string> PartiesAsync(HttpClient http, string address, string shown) => await http.GetStringAsync(
        $"{address}{Uri.EscapeDataString("Catalog_Контрагенты")}?$select=Ref_Key,DataVersion,Description&$orderby=Code&$format=application/json;odata=nometadata",
        TestContext.Current.CancellationToken);

    private async Task<string> RunAsync(string[] args, Func<HttpClient, string, string, Task<string>> ask)
    {
        await using var @out = new WatchedWriter();
        using var stop = new CancellationTokenSource();
        var run = RunAsync(@out, stop.Token, args);
        var shown = await @out.WaitAsync("Ctrl-C", TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        var heard = await ask(http, shown.Split("адресу ")[1].Split('\n')[0].Trim(), shown);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await run);
        return heard;
    }

    private async Task<ExitCode> RunAsync(TextWriter @out, CancellationToken ct, params string[] args)
    {
        await using var err = new StringWriter();
        var around = new Surroundings(@out, err, _hub.Clock, _hub.Folder, _hub.Environment, IsTerminal: false, _hub.Width, _hub.Connectors);
        return (ExitCode)await HubProgram.RunAsync(["sim", "--metadata", Shapes.Bp, .. args], around, ct);
    }
}
