using Crm.Hub.Secrets;
using Crm.Hub.Tests.Kit;

namespace Crm.Hub.Tests.Commands;

public sealed class SecretTests : IDisposable
{
    private const string Value = "s3cret-of-the-base";

    private readonly HubInFolder _hub = HubInFolder.WithMemory(new MemoryConnector(new MemorySystem()));

    private string StorePath => Path.Combine(_hub.Folder, "data", "secrets.json");

    private string KeyPath => Path.Combine(_hub.Folder, "data", "secrets.key");

    [Fact]
    public async Task A_secret_that_is_not_set_is_told_at_its_setting_with_what_was_meant_and_how_to_set_it()
    {
        await SetAsync("BP_PASSWORD");
        Names("secret:BP_PASWORD");

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains(
            "appsettings.json:3: error: Hub:Connections:memory:Settings:Password: There is no secret 'BP_PASWORD' in the store. "
            + "Did you mean 'BP_PASSWORD'? To set it: hub secret set BP_PASWORD",
            answer.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_set_although_the_settings_wait_for_it_and_then_all_is_well()
    {
        Names("secret:BP");
        var before = await _hub.RunAsync("check");

        var set = await SetAsync("BP");

        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done), (before.Exit, set.Exit));
        Assert.Equal(ExitCode.Done, (await _hub.RunAsync("check")).Exit);
        Assert.Equal(Value, new SecretStore(StorePath, KeyPath).Find("BP"));
    }

    [Fact]
    public async Task What_is_typed_is_asked_for_twice_and_kept_only_when_it_is_the_same()
    {
        var typed = new Queue<string>([Value, Value + "x"]);
        _hub.Typed = _ => typed.Dequeue();
        var slip = await _hub.RunAsync("secret", "set", "BP", "--lang", "en");
        _hub.Typed = _ => Value;
        var set = await _hub.RunAsync("secret", "set", "BP", "--json");

        Assert.Equal(ExitCode.Misconfigured, slip.Exit);
        Assert.Contains("nothing was kept", slip.Err, StringComparison.Ordinal);
        Assert.Equal("BP", set.Json.GetProperty("secrets")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("set", "BP", Value)]
    [InlineData("set", "BP", "-" + Value)]
    [InlineData("set", "BP", "--" + Value, "more")]
    [InlineData("set", Value + "!")]
    [InlineData("list", Value)]
    [InlineData(Value)]
    [InlineData("rm", Value + "=")]
    public async Task A_value_on_the_command_line_is_refused_and_not_repeated(params string[] words)
    {
        _hub.Piped = "what-is-piped";

        var answer = await _hub.RunAsync(["secret", .. words]);

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.DoesNotContain(Value, answer.Out + answer.Err, StringComparison.Ordinal);
        Assert.False(File.Exists(StorePath));
    }

    [Fact]
    public async Task The_list_has_names_and_moments_and_no_values()
    {
        await SetAsync("UT");
        await SetAsync("BP");

        var text = await _hub.RunAsync("secret", "list", "--lang", "en");
        var json = (await _hub.RunAsync("secret", "list", "--json")).Json;

        Assert.Contains("2026-03-02 04:30", text.Out, StringComparison.Ordinal);
        Assert.Equal("format verb secrets exitCode", Answer.Names(json));
        Assert.Equal("""[{"name":"BP","setAt":"2026-03-02T01:30:00Z"},{"name":"UT","setAt":"2026-03-02T01:30:00Z"}]""", System.Text.Json.JsonSerializer.Serialize(json.GetProperty("secrets")));
        Assert.DoesNotContain(Value, text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_was_removed_is_gone_and_one_that_never_was_is_told()
    {
        await SetAsync("BP");

        var wrong = await _hub.RunAsync("secret", "rm", "PB", "--lang", "en");
        var removed = await _hub.RunAsync("secret", "rm", "BP", "--json");

        Assert.Contains("There is no secret 'PB'. Did you mean 'BP'?", wrong.Err, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Misconfigured, ExitCode.Done, 0), (wrong.Exit, removed.Exit, removed.Json.GetProperty("secrets").GetArrayLength()));
    }

    [Fact]
    public async Task A_key_file_elsewhere_opens_the_store_before_and_after_a_rotation()
    {
        _hub.Environment["Hub__Secrets__KeyFile"] = Path.Combine(_hub.Folder, "keys", "hub.key");
        Names("secret:BP");
        await SetAsync("BP");
        var before = await _hub.RunAsync("check");

        var rotated = await _hub.RunAsync("secret", "rotate");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (before.Exit, rotated.Exit, (await _hub.RunAsync("check")).Exit));
        Assert.False(File.Exists(KeyPath));
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_told_and_does_not_stop_the_night()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        Names("secret:BP");
        await SetAsync("BP");
        OpenToAll(KeyPath);

        var check = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (check.Exit, (await _hub.RunAsync("run")).Exit));
        Assert.Contains($"warning: Hub:Secrets:KeyFile: The key file {KeyPath} is open to other users of this machine. Close it: chmod 600", check.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Value, true)]
    [InlineData("", false)]
    [InlineData("env:MEMORY_PASSWORD", false)]
    public async Task A_password_in_the_settings_file_is_warned_of_and_works(string written, bool isTold)
    {
        Names(written);

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Equal(isTold, answer.Out.Contains(
            "appsettings.json:3: warning: Hub:Connections:memory:Settings:Password: A secret stands in the settings file in clear.", StringComparison.Ordinal));
        Assert.DoesNotContain(Value, answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123", true)]
    [InlineData("1234", false)]
    public async Task A_secret_too_short_to_be_hidden_is_warned_of(string value, bool isTold)
    {
        _hub.Environment["MEMORY_PASSWORD"] = value;

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Equal(ExitCode.Done, answer.Exit);
        Assert.Equal(isTold, answer.Out.Contains("warning: Hub:Connections:memory:Settings:Password: The secret is shorter than four characters", StringComparison.Ordinal));
        Assert.DoesNotContain($"'{value}'", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_hidden_wherever_it_is_named_and_also_when_it_does_not_fit_there()
    {
        _hub.Environment["Hub__Connections__memory__Settings__Timeout"] = "secret:BP";
        _hub.Environment["Hub__Language"] = "secret:BP";
        _hub.Environment["MEMORY_PASSWORD"] = "another-s3cret";
        await SetAsync("BP");

        var answer = await _hub.RunAsync("check", "--lang", "en");

        Assert.Contains("$Hub__Connections__memory__Settings__Timeout: error: Hub:Connections:memory:Settings:Timeout: The value 'secret:BP' does not fit", answer.Out, StringComparison.Ordinal);
        Assert.Contains("The language '…' is unknown", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, answer.Out + answer.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_store_is_told_by_who_needs_it_and_by_nobody_else()
    {
        _hub.Write("data/secrets.json", """{ "format": 1, "secrets": { "BP": """);
        var without = await _hub.RunAsync("check");
        Names("secret:BP");

        var check = await _hub.RunAsync("check", "--lang", "en");
        var list = await _hub.RunAsync("secret", "list", "--lang", "en");

        Assert.Equal((ExitCode.Done, ExitCode.Misconfigured, ExitCode.Misconfigured), (without.Exit, check.Exit, list.Exit));
        Assert.Contains("is cut or altered", check.Out, StringComparison.Ordinal);
        Assert.Contains("is cut or altered", list.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_secrets_lie_cannot_be_a_secret()
    {
        _hub.Environment["Hub__DataDirectory"] = "secret:BP";

        var answer = await SetAsync("BP", "--lang", "en");

        Assert.Equal(ExitCode.Misconfigured, answer.Exit);
        Assert.Contains("$Hub__DataDirectory: error: Hub:DataDirectory: No secret can stand here", answer.Err, StringComparison.Ordinal);
    }

    public void Dispose() => _hub.Dispose();

    private static void OpenToAll(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    private void Names(string password)
    {
        var settings = File.ReadAllText(Path.Combine(_hub.Folder, "appsettings.json"));
        _hub.Write("appsettings.json", settings.Replace("env:MEMORY_PASSWORD", password, StringComparison.Ordinal));
    }

    private async Task<Answer> SetAsync(string name, params string[] more)
    {
        _hub.Piped = Value + "\n";
        return await _hub.RunAsync(["secret", "set", name, .. more]);
    }
}
