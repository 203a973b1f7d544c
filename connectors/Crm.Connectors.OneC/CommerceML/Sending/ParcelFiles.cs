using System.Xml.Linq;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Meaning;

namespace Crm.Connectors.OneC.CommerceML.Sending;

/// <summary>A file as it will lie in the folder.</summary>
internal sealed record ParcelFile(string Name, byte[] Content);

/// <summary>
/// A parcel as files: a file for each kind in it, because stock 1C takes back a whole file when a document in it is of another
/// operation than it expects. The same parcel gives the same names and bytes.
/// </summary>
internal sealed record ParcelFiles(IReadOnlyList<Receipt> Receipts, IReadOnlyList<ParcelFile> Files)
{
    private const string Party = "Контрагент";

    // The names sort in the order in which the contents build on each other.
    private static readonly (string Kind, string Prefix)[] Kinds =
    [
        (Party, "contragents"), ("Документ.СчетНаОплату", "invoices"), ("Документ.ЗаказТовара", "orders"),
    ];

    /// <exception cref="ArgumentException">The name of the parcel could not name a file.</exception>
    public static ParcelFiles Of(Parcel parcel, CommerceMlFilesSettings settings, TimeZoneInfo zone)
    {
        if (!parcel.Name.All(letter => char.IsLetterOrDigit(letter) || letter == '-') || parcel.Name.Length == 0)
        {
            throw new ArgumentException($"'{parcel.Name}' cannot name a file", nameof(parcel));
        }

        var parties = new PartiesAround(parcel);
        var said = parcel.Objects.Select(one => (Object: one, Said: Say(one, settings.OutForm, parties))).ToList();
        var formedAt = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(parcel.FormedAt, DateTimeKind.Utc), zone);
        var files = Kinds
            .Select(kind => (kind.Prefix, Elements: said.Where(one => one.Object.Ref.Kind == kind.Kind).Select(one => one.Said.Element).OfType<XElement>().ToList()))
            .Where(file => file.Elements.Count > 0)
            .Select(file => new ParcelFile($"{file.Prefix}-{parcel.Name}.xml", CommerceFile.Bytes(file.Elements, settings, formedAt)));
        return new ParcelFiles([.. said.Select(one => Receipt(one.Object, one.Said.Refusal))], [.. files]);
    }

    private static Receipt Receipt(Outbound one, Words? refusal) =>
        new(one.Ref, refusal is null ? Reception.Handed : Reception.Refused, refusal);

    private static (XElement? Element, Words? Refusal) Say(Outbound one, OutForm form, PartiesAround parties)
    {
        // No schema describes clients that stand alone: they are written as 1C itself writes them.
        var saying = new Saying(form == OutForm.Standard && one.Ref.Kind != Party);
        var element = Element(saying, one, form, parties);
        return saying.Refusal is { } refusal ? (null, refusal) : (element, null);
    }

    private static XElement? Element(Saying saying, Outbound one, OutForm form, PartiesAround parties)
    {
        if (one.Ref.Kind == Party)
        {
            return one.Fields is null ? PartyElement.Deleted(one.Ref.Id) : PartyElement.Alone(saying, one.Ref.Id, one.Fields);
        }

        if (Operations.WordToSend(one.Ref.Kind) is not { } operation)
        {
            saying.Object($"вид «{one.Ref.Kind}» этому соединению не отправляется; уберите его из сопоставлений потока", $"the kind '{one.Ref.Kind}' is not sent by this connection; remove it from the mappings of the flow");
            return null;
        }

        if ((one.Fields ?? one.Last?.With("ПометкаУдаления", "true")) is not { } fields)
        {
            saying.Object(
                "1С находит документ по номеру, а для пометки удаления известен только его Ид; пометьте его на удаление в 1С",
                "1C finds a document by its number, and of one to be marked as deleted only the id is known; mark it in 1C");
            return null;
        }

        var document = DocumentElement.Of(saying, one.Ref.Id, operation, fields, parties);
        return form == OutForm.Container ? new XElement("Контейнер", document) : document;
    }
}
