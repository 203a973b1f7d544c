using System.Text;
using System.Text.Json.Nodes;
using Crm.Hub.Secrets;
using CsCheck;

namespace Crm.Hub.Tests.Secrets;

public sealed class SecretStoreTests : IDisposable
{
    private static readonly DateTime Today = new(2026, 3, 2, 1, 30, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-secrets-");

    private string StorePath => Path.Combine(_folder.FullName, "data", "secrets.json");

    private string KeyPath => Path.Combine(_folder.FullName, "keys", "secrets.key");

    [Fact]
    public void What_is_set_comes_out_and_stands_nowhere_in_clear() => Gen.String[1, 200].Where(IsText).Sample(
        value =>
        {
            Store().Set("BP", value, Today);

            Assert.Equal(value, Store().Find("BP"));
            Assert.True(value.Length < 4 || !File.ReadAllText(StorePath).Contains(value, StringComparison.Ordinal));
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void The_same_value_is_never_sealed_to_the_same_bytes()
    {
        Store().Set("A", "s3cret-of-the-base", Today);
        var before = Value("A");
        Store().Set("A", "s3cret-of-the-base", Today);

        Assert.NotEqual(before, Value("A"));
    }

    [Fact]
    public void Nobody_but_the_owner_reads_the_store_and_the_key()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        Store().Rotate();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        Assert.All([StorePath, KeyPath], file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(file)));
        Assert.False(Store().IsKeyOpenToOthers);
    }

    [Fact]
    public void A_store_changed_at_any_byte_gives_the_value_that_was_set_or_a_sentence()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        Store().Set("UT", "another-s3cret", Today);
        var whole = File.ReadAllBytes(StorePath);

        for (var at = 0; at < whole.Length; at++)
        {
            var altered = (byte[])whole.Clone();
            altered[at] ^= 1;
            AssertRightOrSaid(altered);
            AssertRightOrSaid(whole[..at]);
        }
    }

    [Theory]
    [InlineData("""{ "format": 1, "secrets": { "BP": null } }""")]
    [InlineData("""{ "format": 1, "secrets": null }""")]
    [InlineData("""{ "format": 1, "secrets": { "BP": { "setAt": "2026-03-02T01:30:00Z", "value": null } } }""")]
    [InlineData("""{ "format": 1, "secrets": {}, "secrets": {} }""")]
    [InlineData("null")]
    public void A_store_that_somebody_wrote_is_told_of(string content)
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        File.WriteAllText(StorePath, content);

        Assert.All<Action>([() => Store().Find("BP"), () => Store().All(), () => Store().Rotate()], act =>
            Assert.Contains("is cut or altered", Assert.Throws<SecretsException>(act).Words.En, StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_cannot_be_passed_off_under_another_name()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        Store().Set("UT", "another-s3cret", Today);
        var store = JsonNode.Parse(File.ReadAllText(StorePath))!;
        store["secrets"]!["BP"] = store["secrets"]!["UT"]!.DeepClone();
        File.WriteAllText(StorePath, store.ToJsonString());

        var said = Assert.Throws<SecretsException>(() => Store().Find("BP"));

        Assert.Contains("The secret BP does not open with the key in " + KeyPath, said.Words.En, StringComparison.Ordinal);
        Assert.Equal("another-s3cret", Store().Find("UT"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a letter to a supplier")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    public void With_a_wrong_key_nothing_is_read_and_nothing_is_changed(string? key)
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        var before = File.ReadAllText(StorePath);
        File.Delete(KeyPath);
        if (key is not null)
        {
            File.WriteAllText(KeyPath, key);
        }

        Assert.Throws<SecretsException>(() => Store().Find("BP"));
        Assert.Throws<SecretsException>(() => Store().Set("UT", "another-s3cret", Today));
        Assert.Throws<SecretsException>(() => Store().Rotate());

        Assert.Equal((before, key), (File.ReadAllText(StorePath), File.Exists(KeyPath) ? File.ReadAllText(KeyPath) : null));
        Assert.True(Store().Remove("BP"));
    }

    [Fact]
    public void A_key_that_is_lost_is_got_over_by_removing_what_it_sealed()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        File.Delete(KeyPath);

        Store().Remove("BP");
        Store().Set("BP", "a-new-s3cret", Today);

        Assert.Equal("a-new-s3cret", Store().Find("BP"));
    }

    // The name of the lock is longer than the system takes.
    [Fact]
    public void A_lock_that_cannot_be_opened_is_not_told_as_another_program()
    {
        var store = new SecretStore(Path.Combine(_folder.FullName, new string('s', 253)), KeyPath);

        Assert.Contains("cannot be read or written", Assert.Throws<SecretsException>(() => store.Set("BP", "s3cret-of-the-base", Today)).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_a_newer_hub_is_left_alone()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        File.WriteAllText(StorePath, File.ReadAllText(StorePath).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));

        Assert.Contains("newer hub (format 2)", Assert.Throws<SecretsException>(() => Store().Set("UT", "x", Today)).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Rotation_leaves_nothing_that_the_old_key_opens()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        var old = File.ReadAllText(KeyPath);
        Store().Rotate();
        var found = Store().Find("BP");
        File.WriteAllText(KeyPath, old);

        Assert.Equal("s3cret-of-the-base", found);
        Assert.Throws<SecretsException>(() => Store().Find("BP"));
    }

    [Fact]
    public void Power_may_go_at_any_point_of_a_rotation_and_all_can_be_read_and_rotated_again()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        Store().Set("UT", "another-s3cret", Today);
        var cuts = 0;

        while (IsCutAt(++cuts, store => store.Rotate()))
        {
            AssertAll();
            Store().Rotate();
            AssertAll();
            Assert.Single(File.ReadAllLines(KeyPath));
        }

        Assert.Equal(13, cuts);
    }

    [Fact]
    public void Power_may_go_at_any_point_of_the_first_setting_and_it_is_set_again()
    {
        var cuts = 0;
        while (IsCutAt(++cuts, store => store.Set("BP", "s3cret-of-the-base", Today)))
        {
            Store().Set("BP", "s3cret-of-the-base", Today);
            Assert.Equal("s3cret-of-the-base", Store().Find("BP"));
            File.Delete(StorePath);
            File.Delete(KeyPath);
        }

        Assert.Equal(9, cuts);
    }

    [Fact]
    public void Two_that_change_the_secrets_at_once_lose_nothing_of_each_other()
    {
        Store().Set("BP", "s3cret-of-the-base", Today);
        SecretsException? refused = null;
        Store(_ => refused ??= Assert.Throws<SecretsException>(() => Store().Set("UT", "another-s3cret", Today))).Rotate();

        Assert.Contains("Another program is changing the secrets", refused!.Words.En, StringComparison.Ordinal);
        Assert.Equal("s3cret-of-the-base", Store().Find("BP"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsText(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) == value;

    private static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);

    private SecretStore Store(Action<string>? boundary = null) => new(StorePath, KeyPath, boundary);

    private string Value(string name) => (string)JsonNode.Parse(File.ReadAllText(StorePath))!["secrets"]![name]!["value"]!;

    private bool IsCutAt(int cut, Action<SecretStore> act)
    {
        var reached = 0;
        try
        {
            act(Store(point => _ = ++reached == cut ? throw new InvalidOperationException(point) : 0));
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private void AssertAll() => Assert.Equal(("s3cret-of-the-base", "another-s3cret"), (Store().Find("BP"), Store().Find("UT")));

    private void AssertRightOrSaid(byte[] content)
    {
        File.WriteAllBytes(StorePath, content);
        try
        {
            Assert.True(Store().Find("BP") is "s3cret-of-the-base" or null);
        }
        catch (SecretsException e)
        {
            Assert.NotEmpty(e.Words.Ru);
        }
    }
}
