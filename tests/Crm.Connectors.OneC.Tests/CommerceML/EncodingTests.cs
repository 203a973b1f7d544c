using System.Text;
using Crm.Connect;
using Crm.Connectors.OneC.CommerceML.Xml;
using Crm.Connectors.OneC.Tests.CommerceML.Kit;
using CsCheck;

namespace Crm.Connectors.OneC.Tests.CommerceML;

public sealed class EncodingTests
{
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    [Theory]
    [InlineData("windows-1251", 1251)]
    [InlineData("koi8-r", 20866)]
    [InlineData("utf-16", 1200)]
    [InlineData("utf-16", 1201)]
    public void A_declared_encoding_is_honoured_and_gives_the_same_pieces(string name, int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var expected = Told.Pieces(Goods("UTF-8"), piece => (piece.Fingerprint, piece.Place));

        var told = Told.Pieces([.. encoding.GetPreamble(), .. encoding.GetBytes(Goods(name))], piece => (piece.Fingerprint, piece.Place));

        Assert.Equal(expected, told);
    }

    [Fact]
    public void A_byte_order_mark_is_stripped() =>
        Assert.Equal("Болт ёжик", Told.By([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Goods("UTF-8"))]).FieldsOf("Товар").Text("Наименование"));

    [Fact]
    public void Declared_windows_1251_but_written_in_UTF8_is_told()
    {
        var wrong = Told.Broken(Goods("windows-1251"));

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("файл в UTF-8", wrong.Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_UTF8_but_written_in_windows_1251_is_told()
    {
        var wrong = Told.Broken(Windows1251.GetBytes(Goods("UTF-8")));

        Assert.Equal(Trouble.Malformed, wrong.Trouble);
        Assert.Contains("windows-1251", wrong.Words.Ru, StringComparison.Ordinal);
        Assert.Contains("line 2", wrong.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_of_UTF8_with_windows_1251_declared_is_told() =>
        Assert.Contains("UTF-8", Told.Broken([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Goods("windows-1251"))]).Words.Ru, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_encoding_is_malformed() => Assert.Contains("koi-99", Told.Broken(Goods("koi-99")).Words.Ru, StringComparison.Ordinal);

    [Fact]
    public void Declared_UTF16_over_plain_bytes_is_malformed() => Assert.Equal(Trouble.Malformed, Told.Broken(Goods("utf-16")).Trouble);

    [Fact]
    public void A_byte_that_is_no_UTF8_is_told_with_its_line()
    {
        var bytes = Encoding.UTF8.GetBytes(Told.Document("\n\n<Каталог><Наименование>x\u0001</Наименование></Каталог>"));
        bytes[Array.IndexOf(bytes, (byte)1)] = 0xFF;

        Assert.Contains("строка 5", Told.Broken(bytes).Words.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void Valid_bytes_are_those_that_the_framework_takes_less_what_XML_forbids() =>
        Gen.OneOf(Gen.Byte.Array[0, 80], Gen.Char.Array[0, 60].Select(letters => Encoding.UTF8.GetBytes(letters)), Gen.Select(Gen.Char.Array[30, 60], Gen.Byte, Gen.Int[0, 29], Damaged))
            .Sample(
                bytes =>
                {
                    byte[] padded = [.. new byte[16], .. bytes];
                    var whole = Utf8Check.WholeCharacters(padded, 16, padded.Length);
                    Assert.Equal(IsXml(bytes), whole == padded.Length && Utf8Check.FirstBad(padded, 16, whole) < 0);
                },
                iter: 50_000);

    [Fact]
    public void The_first_bad_byte_is_found_wherever_it_stands()
    {
        var good = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aЖ€😀", 30)));
        for (var at = 0; at < good.Length; at++)
        {
            byte[] bytes = [.. new byte[16], .. good];
            bytes[16 + at] = 0xFF;
            var bad = Utf8Check.FirstBad(bytes, 16, bytes.Length);

            Assert.InRange(bad, 16 + at - 3, 16 + at);
        }
    }

    [Theory]
    [InlineData("Ж")]
    [InlineData("€")]
    [InlineData("😀")]
    public void A_byte_too_many_after_a_letter_is_found_wherever_the_letter_stands(string letter)
    {
        for (var before = 0; before < 80; before++)
        {
            byte[] bytes = [.. new byte[16], .. Enumerable.Repeat((byte)'a', before), .. Encoding.UTF8.GetBytes(letter), 0x80, .. new string('b', 80).Select(one => (byte)one)];

            Assert.Equal(16 + before + Encoding.UTF8.GetByteCount(letter), Utf8Check.FirstBad(bytes, 16, bytes.Length));
        }
    }

    private static byte[] Damaged(char[] letters, byte value, int at)
    {
        var bytes = Encoding.UTF8.GetBytes(letters);
        bytes[at % bytes.Length] = value;
        return bytes;
    }

    private static bool IsXml(byte[] bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes)
        && Encoding.UTF8.GetString(bytes).All(letter => letter is '\t' or '\n' or '\r' || (letter >= ' ' && letter is not ('\uFFFE' or '\uFFFF')));

    private static string Goods(string encoding) =>
        $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<КоммерческаяИнформация><Каталог><Товары>\n<Товар><Ид>1</Ид><Наименование>Болт ёжик</Наименование></Товар></Товары></Каталог></КоммерческаяИнформация>";
}
