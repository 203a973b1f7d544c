using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Pieces;

namespace Crm.Connectors.OneC.Tests.CommerceML.Kit;

/// <summary>Reads a document given as text or bytes, without a folder.</summary>
internal static class Told
{
    public static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static readonly DateTime FormedAt = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly PieceSource Source = new("ut", "file.xml", FormedAt, Moscow);

    /// <summary>The fixture that has something of every kind.</summary>
    public static string Everything() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "everything.xml"), Encoding.UTF8);

    /// <summary>A whole document around blocks.</summary>
    public static string Document(string blocks, string attributes = "ДатаФормирования=\"2026-03-02T10:00:00\"") =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<КоммерческаяИнформация ВерсияСхемы=\"2.09\" {attributes}>\n{blocks}\n</КоммерческаяИнформация>";

    public static string Catalogue(string goods) => Document($"<Каталог><Товары>{goods}</Товары></Каталог>");

    public static string Package(string offers) => Document($"<ПакетПредложений><Предложения>{offers}</Предложения></ПакетПредложений>");

    public static List<Change> By(string document) => By(Encoding.UTF8.GetBytes(document));

    public static List<Change> By(byte[] document) => Pieces(document, piece => piece.Read()).SelectMany(changes => changes).ToList();

    public static List<T> Pieces<T>(string document, Func<Piece, T> take) => Pieces(Encoding.UTF8.GetBytes(document), take);

    public static List<T> Pieces<T>(byte[] document, Func<Piece, T> take)
    {
        using var stream = new MemoryStream(document, writable: false);
        return [.. CommerceDocument.Read(stream, Source, TestContext.Current.CancellationToken).Select(take)];
    }

    public static ConnectorException Broken(string document) => Broken(Encoding.UTF8.GetBytes(document));

    public static ConnectorException Broken(byte[] document) => Assert.Throws<ConnectorException>(() => By(document));

    /// <summary>What was saved of a kind, by its id.</summary>
    public static Change.Saved Saved(this IEnumerable<Change> changes, string kind, string? id = null) =>
        Assert.Single(changes.OfType<Change.Saved>(), change => change.Ref.Kind == kind && (id is null || change.Ref.Id == id));

    public static Fields FieldsOf(this IEnumerable<Change> changes, string kind, string? id = null) => changes.Saved(kind, id).Fields;

    public static IEnumerable<string> Kinds(this IEnumerable<Change> changes) => changes.Select(change => change.Ref.Kind);

    public static IEnumerable<string> Ids(this IEnumerable<Change> changes, string kind) =>
        changes.Where(change => change.Ref.Kind == kind).Select(change => change.Ref.Id);

    /// <summary>One field of each row of a table.</summary>
    public static IEnumerable<string?> Column(this Fields fields, string table, string field) => fields.Rows(table).Select(row => row.Text(field));
}
