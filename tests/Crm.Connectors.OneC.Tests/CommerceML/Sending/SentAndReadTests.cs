using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML.Sending;

/// <summary>What we write, our own reader reads as it was given.</summary>
public sealed class SentAndReadTests
{
    private static readonly (OutForm Form, OutEncoding Encoding)[] Ways =
        [.. from form in Enum.GetValues<OutForm>() from encoding in Enum.GetValues<OutEncoding>() select (form, encoding)];

    [Fact]
    public void A_document_is_read_as_it_was_given_in_every_form_and_encoding() =>
        Gen.Select(AnyObject.Document, AnyObject.Party, Gen.OneOf(Ways)).Sample(
            (document, party, way) => SaysAll(Told.By(Sent.Files(Sent.One(document, party), way.Form, way.Encoding).File("orders").Content).FieldsOf(Sent.Order), document),
            iter: 700);

    [Fact]
    public void The_client_in_a_document_is_read_as_he_was_given() =>
        Gen.Select(AnyObject.Party, Gen.OneOf(Ways)).Sample(
            (party, way) => SaysAll(Told.By(Sent.Files(Sent.One(Sent.Document, party), way.Form, way.Encoding).File("orders").Content).FieldsOf(Sent.Client), party),
            iter: 700);

    [Fact]
    public void A_client_by_himself_is_read_as_he_was_given() =>
        Gen.Select(AnyObject.Party, Gen.OneOf(Ways)).Sample(
            (party, way) => SaysAll(Told.By(Sent.Files(Sent.One(Sent.Document, party), way.Form, way.Encoding).File("contragents").Content).FieldsOf(Sent.Client), party),
            iter: 700);

    [Fact]
    public void Windows_1251_writes_the_letters_that_it_lacks_by_their_numbers()
    {
        var file = Sent.Files(Sent.One(Sent.Document.With("Комментарий", "ქართული 😀 Ёж")), encoding: OutEncoding.Windows1251).File("orders");
        var text = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(file.Content);

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"windows-1251\"?>", text, StringComparison.Ordinal);
        Assert.Contains("&#x1F600; Ёж", text, StringComparison.Ordinal);
        Assert.Equal("ქართული 😀 Ёж", Told.By(file.Content).FieldsOf(Sent.Order).Text("Комментарий"));
    }

    [Fact]
    public void UTF8_begins_with_its_mark() =>
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'<'], Sent.Files(Sent.One(Sent.Document)).File("orders").Content[..4]);

    [Fact]
    public void Typed_values_are_written_as_their_texts()
    {
        var typed = Sent.Document.With("Дата", new DateOnly(2026, 3, 2)).With("Сумма", 19.00m).With("НДСВСумме", true).With("Время", new TimeOnly(15, 39, 10));

        Assert.Equal(Sent.Files(Sent.One(Sent.Document)).File("orders").Text(), Sent.Files(Sent.One(typed)).File("orders").Text());
    }

    // What no XML can hold and the blanks around a text are not said; everything else is.
    private static void SaysAll(object? told, object? given)
    {
        switch (given)
        {
            case Fields fields:
                Assert.All(fields, field => SaysAll(Assert.IsType<Fields>(told)[field.Key], field.Value));
                break;
            case Many many:
                Assert.Equal(many.Count, Assert.IsType<Many>(told).Count);
                Assert.All(Enumerable.Range(0, many.Count), at => SaysAll(((Many)told)[at], many[at]));
                break;
            default:
                Assert.Equal(given is string text ? Readable(text) : given, told);
                break;
        }
    }

    private static string? Readable(string text)
    {
        var kept = string.Concat(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\uFFFD', '\uE000'))).Where(letter => letter is not ('\uFFFD' or '\uFFFE' or '\u0001')));
        return kept.Replace('\uE000', '\uFFFD').Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
