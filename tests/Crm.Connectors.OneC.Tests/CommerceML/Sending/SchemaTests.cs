using System.Text;
using System.Xml;
using System.Xml.Schema;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML.Sending;

/// <summary>1C checks a file by the schema as a whole: nothing that we write in the standard's form may fail it.</summary>
public sealed class SchemaTests
{
    private static readonly XmlSchemaSet Schemas = Load();

    [Fact]
    public void Orders_and_invoices_pass_the_schema()
    {
        var files = Sent.Files(Sent.Parcel(
            Sent.Of(Sent.Client, Sent.ClientId, Sent.Firm),
            Sent.Of(Sent.Order, "o-1", Sent.Document.With("ПометкаУдаления", "true")),
            Sent.Of(Sent.Order, "o-2", Sent.Document.With("Контрагент", Sent.Person.With("Ид", "p"))),
            Sent.Of(Sent.Invoice, "i-1", Sent.Document.With("Организация", Sent.Firm.With("Ид", "мы")).With("Скидка", "1.00").With("Реквизиты", Fields.Of(("СтатусЗаказа", "Новый"))))));

        Assert.Empty(Wrong(files.File("orders").Content));
        Assert.Empty(Wrong(files.File("invoices").Content));
    }

    [Fact]
    public void Whatever_the_CRM_holds_a_document_passes_the_schema_or_is_refused() =>
        Gen.Select(AnyObject.Spoilt(AnyObject.Document), AnyObject.Spoilt(AnyObject.Party), Gen.OneOf(Enum.GetValues<OutEncoding>())).Sample(
            (document, party, encoding) =>
            {
                var files = Sent.Files(Sent.One(document, party), encoding: encoding);
                var order = files.Files.SingleOrDefault(file => file.Name.StartsWith("orders", StringComparison.Ordinal));

                Assert.Equal(files.Receipts[1].Reception == Reception.Refused, order is null);
                Assert.Empty(order is null ? [] : Wrong(order.Content));
                Assert.All(files.Files, file => Told.By(file.Content));
            },
            iter: 1_500);

    private static List<string> Wrong(byte[] file)
    {
        var wrong = new List<string>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema, Schemas = Schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, found) => wrong.Add(found.Message);
        using var text = new StreamReader(new MemoryStream(file, writable: false), file[0] == '<' ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Encoding.UTF8);
        using var reader = XmlReader.Create(text, settings);
        while (reader.Read())
        {
        }

        return wrong;
    }

    private static XmlSchemaSet Load()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Fixtures", "documents.xsd"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
