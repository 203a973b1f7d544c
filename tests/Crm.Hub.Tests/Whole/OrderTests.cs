using System.Text;
using System.Xml.Linq;
using Crm.Core.Storage;

namespace Crm.Hub.Tests.Whole;

/// <summary>However the same words arrive, the CRM ends in the same state.</summary>
public sealed class OrderTests
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Clean = new(async () =>
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.PutDemo();
        await hub.RunAsync();
        return hub.State();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Names_and_places_of_the_files_do_not_matter(int seed)
    {
        using var hub = await ExchangeHub.OpenAsync();
        var random = new Random(seed);
        foreach (var file in Directory.EnumerateFiles(ExchangeHub.Demo))
        {
            hub.Put(file, $"{random.Next(3)}/{random.Next():x}{Path.GetExtension(file)}");
        }

        await hub.RunAsync();

        Assert.Equal(await Clean.Value, hub.State());
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public async Task Files_that_come_one_a_night_in_any_order_end_the_same(int seed)
    {
        using var hub = await ExchangeHub.OpenAsync();
        var files = Directory.GetFiles(ExchangeHub.Demo);
        new Random(seed).Shuffle(files);

        foreach (var file in files)
        {
            hub.Put(file, Path.GetFileName(file));
            await hub.RunAsync();
        }

        Assert.Equal(await Clean.Value, hub.State());
        Assert.Equal((0L, 0L), (hub.Ask("SELECT COUNT(*) FROM Held"), hub.Ask("SELECT COUNT(*) FROM Waits")));
    }

    [Theory]
    [InlineData(2, 21)]
    [InlineData(7, 22)]
    public async Task Any_cut_of_the_files_into_parts_ends_the_same(int parts, int seed)
    {
        using var hub = await ExchangeHub.OpenAsync();
        var random = new Random(seed);
        foreach (var file in Directory.EnumerateFiles(ExchangeHub.Demo))
        {
            if (file.EndsWith(".zip", StringComparison.Ordinal))
            {
                hub.Put(file, Path.GetFileName(file));
                continue;
            }

            foreach (var (part, no) in Cut(file, parts, random).Select((part, no) => (part, no)))
            {
                hub.Write($"{Path.GetFileNameWithoutExtension(file)}_{no}.xml", part);
            }
        }

        await hub.RunAsync();

        Assert.Equal(await Clean.Value, hub.State());
    }

    [Fact]
    public async Task A_new_exchange_node_makes_no_doubles()
    {
        using var hub = await ExchangeHub.OpenAsync();
        hub.PutDemo();
        await hub.RunAsync();
        var state = hub.State();

        foreach (var file in Directory.EnumerateFiles(hub.Folder, "*.xml"))
        {
            Renumber(file);
        }

        var report = await hub.RunAsync();

        Assert.Equal(RunOutcome.Done, report.Outcome);
        Assert.Equal(state, hub.State());
    }

    // Goods, offers and documents are dealt out at random; everything else stands in every part, as 1C repeats its heads.
    private static IEnumerable<string> Cut(string file, int parts, Random random)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var whole = XDocument.Load(file);
        var deal = whole.Descendants().Where(IsDealt).Select(_ => random.Next(parts)).ToArray();

        for (var part = 0; part < parts; part++)
        {
            var copy = new XDocument(whole) { Declaration = new XDeclaration("1.0", "utf-8", null) };
            foreach (var (element, at) in copy.Descendants().Where(IsDealt).Select((element, at) => (element, at)).ToList())
            {
                if (deal[at] != part)
                {
                    element.Remove();
                }
            }

            yield return copy.Declaration + copy.ToString();
        }
    }

    private static bool IsDealt(XElement element) => (element.Parent?.Name.LocalName, element.Name.LocalName) switch
    {
        ("Товары", "Товар") => element.Parent!.Parent!.Name.LocalName == "Каталог",
        ("Предложения", "Предложение") => true,
        ("Контрагенты", "Контрагент") => element.Parent!.Parent!.Name.LocalName == "КоммерческаяИнформация",
        ("КоммерческаяИнформация", "Документ" or "Контейнер") => true,
        _ => false,
    };

    private static void Renumber(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var xml = XDocument.Load(file);
        foreach (var id in xml.Descendants().Where(IsNodeId))
        {
            id.Value = id.Value.StartsWith('#') ? "#renewed" : "renewed" + (id.Value.EndsWith('#') ? "#" : "");
        }

        xml.Root!.SetAttributeValue("ДатаФормирования", "2026-01-15T03:00:00");
        xml.Save(file);
    }

    private static bool IsNodeId(XElement element) =>
        element.Name.LocalName is "ИдКаталога" or "ИдКлассификатора"
        || (element.Name.LocalName == "Ид" && element.Parent!.Name.LocalName is "Классификатор" or "Каталог" or "ПакетПредложений");
}
