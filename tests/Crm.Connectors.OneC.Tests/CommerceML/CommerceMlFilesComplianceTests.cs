using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using Crm.Testing;

namespace Crm.Connectors.OneC.Tests.CommerceML;

public sealed class CommerceMlFilesComplianceTests : SendingCompliance, IDisposable
{
    private readonly Exchange _exchange = new();
    private int _count;

    public void Dispose() => _exchange.Dispose();

    protected override IChannel Open() => _exchange.Open();

    protected override Abilities Abilities => new CommerceMlFilesConnector().Abilities;

    protected override void SaveSomethingThere(string id) => Save(_exchange, id, ++_count);

    protected override Outbound Sendable(string id) => Sent.Of(Sent.Order, id, Sent.Document.With("Контрагент", Sent.Firm.With("Ид", "k")));

    protected override Outbound? Refusable(string id) => Sent.Of(Sent.Order, id, Sent.Document.With("Валюта", null));

    protected override IReadOnlyList<string> StateThere() => _exchange.SentThere();

    internal static void Save(Exchange exchange, string id, int count) => exchange.Write(
        $"import{100 - count}.xml",
        Told.Document($"<Каталог>\n<Товары>\n<Товар><Ид>{id}</Ид><Наименование>Болт</Наименование></Товар></Товары></Каталог>", $"ДатаФормирования=\"2026-03-02T10:00:{count:D2}\""));
}

public sealed class CommerceMlFilesThatStayComplianceTests : ChannelCompliance, IDisposable
{
    private readonly Exchange _exchange = new();
    private int _count;

    public CommerceMlFilesThatStayComplianceTests() => _exchange.Settings.AfterReading = AfterReading.Keep;

    protected override bool ForgetsWhatIsAcknowledged => false;

    public void Dispose() => _exchange.Dispose();

    protected override IChannel Open() => _exchange.Open();

    protected override void SaveSomethingThere(string id) => CommerceMlFilesComplianceTests.Save(_exchange, id, ++_count);
}

public sealed class CommerceMlZipComplianceTests : ChannelCompliance, IDisposable
{
    private readonly Exchange _exchange = new();
    private int _count;

    public void Dispose() => _exchange.Dispose();

    protected override IChannel Open() => _exchange.Open();

    protected override void SaveSomethingThere(string id)
    {
        _count++;
        var document = Told.Document($"<Каталог><Товары><Товар><Ид>{id}</Ид></Товар></Товары></Каталог>", $"ДатаФормирования=\"2026-03-02T10:00:{_count:D2}\"");
        _exchange.WriteZip($"v8_{100 - _count}.zip", ("import.xml", document), ("import_files/a.jpg", "picture"));
    }
}
