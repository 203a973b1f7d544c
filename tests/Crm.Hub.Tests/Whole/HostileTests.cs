using System.Text;
using Crm.Connectors.OneC.CommerceML;
using Crm.Core.Storage;
using Crm.Core.Sync;

namespace Crm.Hub.Tests.Whole;

/// <summary>Files that are wrong as a whole: nothing of them is applied, the others go on, and a person is told why.</summary>
public sealed class HostileTests
{
    private const string Good = "good.xml";

    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>Name of the file, its bytes, and what the Russian and the English sentence must name.</summary>
    public static TheoryData<string, byte[], string, string> Broken => new()
    {
        { "garbage.xml", Bytes("Warning: mysql_connect()" + Bad()), "mysql_connect", "mysql_connect" },
        { "blank.xml", Bytes("\r\n\r\n" + Bad()), "<?xml", "<?xml" },
        { "says-utf8.xml", Windows1251.GetBytes(Bad()), "windows-1251", "windows-1251" },
        { "says-1251.xml", Bytes(Bad().Replace("UTF-8", "windows-1251", StringComparison.Ordinal)), "файл в UTF-8", "is UTF-8" },
        { "empty.xml", [], "пуст", "empty" },
        { "middle.xml", Bytes(Bad()[..^80]), "Товар", "Товар" },
        { "late.xml", Bytes(Written.Catalogue(Written.Items(2_500) + "<Товар><Ид>x</Товар>")), "строка 2503", "line 2503" },
        {
            "bomb.xml",
            Bytes("<!DOCTYPE К [<!ENTITY a \"ха\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>" + Body(Bad()).Replace("плохой", "&c;", StringComparison.Ordinal)),
            "DOCTYPE", "DOCTYPE"
        },
        { "slip.zip", ExchangeHub.Zip(("import.xml", Bad()), ("../../slip.xml", Bad())), "../../slip.xml", "leads out" },
        { "drive.zip", ExchangeHub.Zip((@"C:\1c\import.xml", Bad())), @"C:\1c\import.xml", "leads out" },
        { "bomb.zip", ExchangeHub.Zip(("import.xml", Bad() + new string(' ', 20 << 20))), "бомба", "bomb" },
        { "half.zip", ExchangeHub.Zip(("import.xml", Bad()))[..^30], "zip", "zip" },
        { "inner.zip", ExchangeHub.Zip(("a.xml", Bad()), ("b.xml", Bad()[..^80])), "inner.zip/b.xml", "inner.zip/b.xml" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_file_is_refused_whole_with_its_reason_and_the_others_go_on(string name, byte[] bytes, string ru, string en)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write(name, bytes);
        hub.Write(Good, Written.Catalogue(Written.Item("good", "Годный")));

        var report = await hub.RunAsync();

        Assert.Equal(await StateOfGoodAsync(), hub.State());
        Assert.Equal((1, 1), (report.Numbers.Deliveries, report.Numbers.DeliveriesPutAside));
        Assert.Equal(ExitCode.DoneWithHeld, ExitCodes.Of(report.Outcome));
        var note = Assert.Single(report.Notes);
        Assert.Equal(name, note.Delivery);
        AssertSays(note.Words.Ru, ru, "Ничего из файла не применено", "bad/" + name);
        AssertSays(note.Words.En, en, "Nothing of it was applied", "bad/" + name);
        Assert.Equal(["bad/" + name, $"bad/{name}.reason.txt", Good], hub.Files());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(hub.Folder, "bad", name)));
        AssertSays(await File.ReadAllTextAsync(Path.Combine(hub.Folder, "bad", name + ".reason.txt")), ru, en);
    }

    [Theory]
    [InlineData("garbage.xml")]
    [InlineData("late.xml")]
    public async Task A_broken_file_is_told_of_once_and_the_right_one_is_taken_under_the_same_name(string name)
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write(name, Broken.Single(row => row.Data.Item1 == name).Data.Item2);
        await hub.RunAsync();

        Assert.Equal((RunOutcome.Done, 0), Told(await hub.RunAsync()));
        hub.Write(name, Written.Catalogue(Written.Item("good", "Годный")));
        Assert.Equal((RunOutcome.Done, 0), Told(await hub.RunAsync()));
        Assert.Equal("Годный", hub.Ask("SELECT group_concat(Name) FROM Item"));
    }

    [Fact]
    public async Task An_external_entity_is_refused_and_nothing_of_the_other_file_is_seen()
    {
        using var hub = await ExchangeHub.OpenAsync();
        var secret = Path.Combine(hub.Hub.Folder, "secret.txt");
        await File.WriteAllTextAsync(secret, "слово-из-чужого-файла");
        hub.Write("x.xml", $"<!DOCTYPE К [<!ENTITY f SYSTEM \"{new Uri(secret)}\">]>" + Body(Bad()).Replace("плохой", "&f;", StringComparison.Ordinal));

        var report = await hub.RunAsync();

        var note = Assert.Single(report.Notes);
        AssertSays(note.Words.Ru, "DOCTYPE");
        Assert.DoesNotContain("слово", note.Words.Ru + note.Words.En, StringComparison.Ordinal);
        Assert.Equal(0L, hub.Ask("SELECT COUNT(*) FROM Item"));
        Assert.DoesNotContain("слово", await File.ReadAllTextAsync(Path.Combine(hub.Folder, "bad", "x.xml.reason.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommerceML_of_1C_77_stays_untouched_and_that_is_said_every_night()
    {
        using var hub = await ExchangeHub.OpenAsync(AfterReading.Move);
        const string Old = "<КоммерческаяИнформация><Каталог Идентификатор=\"C\" Наименование=\"Основной\"><Товар Идентификатор=\"1\" Наименование=\"Болт\"/></Каталог></КоммерческаяИнформация>";
        hub.Write("sale77.xml", Old);

        for (var night = 1; night <= 2; night++)
        {
            var report = await hub.RunAsync();

            Assert.Equal((1, 0, 0), (report.Numbers.DeliveriesRefused, report.Numbers.Deliveries, report.Numbers.DeliveriesPutAside));
            Assert.Equal(ExitCode.DoneWithHeld, ExitCodes.Of(report.Outcome));
            AssertSays(Assert.Single(report.Notes).Words.Ru, "sale77.xml", "7.7", "пока не поддерживается", "на месте");
            AssertSays(report.Notes[0].Words.En, "sale77.xml", "7.7", "not supported yet", "untouched");
            Assert.Equal(["sale77.xml"], hub.Files());
            Assert.Equal(Old, await File.ReadAllTextAsync(Path.Combine(hub.Folder, "sale77.xml")));
            Assert.All(hub.State(), line => Assert.StartsWith("Currency", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_empty_package_changes_nothing_and_is_no_fault()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write("1.xml", Written.Catalogue(Written.Items(3)));
        await hub.RunAsync();
        var state = hub.State();
        hub.Write("2.xml", Written.Exchange("<ПакетПредложений><Ид>cat#</Ид><Предложения/></ПакетПредложений>", "2026-03-01T11:00:00"));
        hub.Write("3.xml", Written.Catalogue("", "2026-03-01T12:00:00"));
        hub.Write("4.xml", "<КоммерческаяИнформация/>");

        var report = await hub.RunAsync();

        Assert.Equal((RunOutcome.Done, 0, 3), (report.Outcome, report.Notes.Count, report.Numbers.Deliveries));
        Assert.False(report.Numbers.ChangedAnything);
        Assert.Equal(state, hub.State());
    }

    private static (RunOutcome, int) Told(RunReport report) => (report.Outcome, report.Notes.Count);

    private static async Task<IReadOnlyList<string>> StateOfGoodAsync()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.Write(Good, Written.Catalogue(Written.Item("good", "Годный")));
        await hub.RunAsync();
        return hub.State();
    }

    private static string Bad() => Written.Catalogue(Written.Items(3) + Written.Item("bad", "плохой"));

    private static string Body(string xml) => xml[(xml.IndexOf("?>", StringComparison.Ordinal) + 2)..];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void AssertSays(string text, params string[] words) =>
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
}
