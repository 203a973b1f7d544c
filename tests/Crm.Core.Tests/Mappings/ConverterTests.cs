using Crm.Core.Mappings.Converters;
using Crm.Core.Mappings.Rules;

namespace Crm.Core.Tests.Mappings;

public sealed class ConverterTests
{
    [Theory]
    [InlineData("trim", "\u00A0 a b ", "a b")]
    [InlineData("collapse", "  a \t\r\n b\u00A0\u00A0c ", "a b c")]
    [InlineData("upper", "абв", "АБВ")]
    [InlineData("lower", "АБВ", "абв")]
    [InlineData("digits", "№ 12-3/4", "1234")]
    [InlineData("inn", " 7707083893 ", "7707083893")]
    [InlineData("inn", "500100732259", "500100732259")]
    [InlineData("kpp", "7707010a1", null)]
    [InlineData("kpp", "7707AB001", "7707AB001")]
    [InlineData("ogrn", "1027700132195", "1027700132195")]
    [InlineData("ogrn", "304500116000157", "304500116000157")]
    [InlineData("bic", "044525225", "044525225")]
    [InlineData("account", "40702810900000000001", "40702810900000000001")]
    [InlineData("account", "40702A10900000000001", "40702A10900000000001")]
    [InlineData("strip-html", "<p>Чашка &amp; блюдце<br/>5 &lt; 6</p>", "Чашка & блюдце\n5 < 6")]
    [InlineData("strip-html", "a < b и c > d", "a < b и c > d")]
    [InlineData("strip-html", "<script>alert('x')</script>да<!-- > нет -->", "да")]
    [InlineData("phone", "8 (495) 123-45-67", "+74951234567")]
    [InlineData("phone", "+7 495 1234567, доб. 12", "+74951234567 доб. 12")]
    [InlineData("phone", "9161234567", "+79161234567")]
    [InlineData("phone", "+375 29 123-45-67", "+375291234567")]
    [InlineData("email", " Ivan.Petrov@Example.COM ", "Ivan.Petrov@example.com")]
    [InlineData("email", "почта@пример.рф", "почта@пример.рф")]
    [InlineData("time", "T0:36:33", "00:36:33")]
    [InlineData("time", "2022-10-31UTC02:25:50", "02:25:50")]
    [InlineData("time", "09:30", "09:30:00")]
    [InlineData("time", "10:11:12.345+03:00", "10:11:12")]
    public void A_text_converter_gives_one_form(string converter, string text, string? expected)
    {
        var outcome = Run(converter, text);

        Assert.Equal(expected is null, outcome.IsWrong);
        if (expected is not null)
        {
            Assert.Equal(expected, outcome.Value);
        }
    }

    [Theory]
    [InlineData("inn", "7707083894")]
    [InlineData("inn", "770708389")]
    [InlineData("inn", "0000000000")]
    [InlineData("inn", "٧٧٠٧٠٨٣٨٩٣")]
    [InlineData("inn", "7707O83893")]
    [InlineData("inn", "500100732258")]
    [InlineData("kpp", "1234567890")]
    [InlineData("kpp", "000000000")]
    [InlineData("kpp", "77070100١")]
    [InlineData("ogrn", "1027700132196")]
    [InlineData("ogrn", "304500116000158")]
    [InlineData("ogrn", "102770013219")]
    [InlineData("ogrn", "1027700132195000")]
    [InlineData("bic", "04452522")]
    [InlineData("bic", "04452522٥")]
    [InlineData("account", "4070281090000000000")]
    [InlineData("account", "40702Z10900000000001")]
    [InlineData("digits", "нет")]
    [InlineData("digits", "١٢٣")]
    [InlineData("phone", "2-34-56")]
    [InlineData("phone", "8(495)1234567, 8(495)7654321")]
    [InlineData("phone", "8 495 123-45-67 Иван")]
    [InlineData("phone", "٨٤٩٥١٢٣٤٥٦٧")]
    [InlineData("email", "a@b")]
    [InlineData("email", "a b@example.com")]
    [InlineData("email", "a@b@example.com")]
    [InlineData("email", "a..b@example.com")]
    [InlineData("email", "a@example.com; b@example.com")]
    [InlineData("time", "25:00:00")]
    [InlineData("time", "полдень")]
    [InlineData("date", "2024-02-30")]
    [InlineData("date", "31.13.2024")]
    [InlineData("date", "2024-05-31 и ещё")]
    [InlineData("date", "٢٠٢٤-٠٥-٣١")]
    [InlineData("date", "0100-01-01")]
    [InlineData("boolean", "может быть")]
    [InlineData("decimal", "1.234,5")]
    [InlineData("decimal", "1,234.5")]
    [InlineData("decimal", "1 2")]
    [InlineData("decimal", "12 34 567")]
    [InlineData("decimal", "1e5")]
    [InlineData("decimal", "-")]
    [InlineData("decimal", ".")]
    [InlineData("decimal", "١٢")]
    [InlineData("decimal", "0.000000001")]
    [InlineData("decimal", "92000000000")]
    [InlineData("decimal", "6 990 руб")]
    [InlineData("money", "0.00001")]
    [InlineData("money", "922000000000000")]
    [InlineData("money", "0.00010000000000000000000000000000000000000000001")]
    public void What_does_not_fit_is_refused_with_the_value_in_the_words(string converter, string text)
    {
        var outcome = Run(converter, text);

        Assert.NotNull(outcome.Wrong);
        Assert.Contains(text, outcome.Wrong.Ru, StringComparison.Ordinal);
        Assert.Contains(text, outcome.Wrong.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-05-31")]
    [InlineData("2024-05-31+00:00")]
    [InlineData("2024-05-31Z")]
    [InlineData("2024-05-31T21:30:00")]
    [InlineData("2024-05-31T21:30:00.1234567+03:00")]
    [InlineData("2024-05-31T0:36:33")]
    [InlineData("2024-05-31UTC02:25:50")]
    [InlineData("2024-05-31 21:30:00")]
    [InlineData("31.05.2024")]
    [InlineData("31.05.2024 21:30:00")]
    [InlineData("31.05.2024 9:30")]
    [InlineData("20240531")]
    [InlineData("20240531213000")]
    [InlineData(" 2024-05-31 ")]
    public void A_date_is_read_in_every_form_of_1C_and_of_sites(string text) =>
        Assert.Equal(new DateOnly(2024, 5, 31), Run("date", text).Value);

    [Theory]
    [InlineData("T")]
    [InlineData(" T ")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("01.01.0001")]
    public void An_empty_date_of_1C_is_empty_and_not_wrong(string text)
    {
        var outcome = Run("date", text);

        Assert.True(outcome.Said);
        Assert.Null(outcome.Value);
        Assert.False(outcome.IsWrong);
    }

    [Theory]
    [InlineData("12.50")]
    [InlineData("1,5")]
    [InlineData("0.00")]
    [InlineData("127")]
    [InlineData("128")]
    [InlineData("4307.67")]
    [InlineData("1234567890.1234567")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("12345678901234567")]
    [InlineData("0.123456789")]
    public void A_short_number_is_read_as_the_same_number_written_long(string text)
    {
        var (brief, longer) = (Run("decimal", text), Run("decimal", new string('0', 20) + text));

        Assert.Equal(longer.IsWrong, brief.IsWrong);
        Assert.Equal(Text(longer), Text(brief));

        static string? Text(Outcome outcome) =>
            outcome.IsWrong ? null : Convert.ToString(outcome.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    // The search for blanks lists them; the list must be that of char.IsWhiteSpace.
    [Fact]
    public void Every_blank_there_is_is_collapsed()
    {
        for (var letter = '\0'; letter < char.MaxValue; letter++)
        {
            Assert.Equal(char.IsWhiteSpace(letter) ? "a b" : $"a{letter}b", Run("collapse", $"a{letter}b").Value);
        }
    }

    [Theory]
    [InlineData("231.7400", "231.74")]
    [InlineData("-999 999 999,9", "-999999999.9")]
    [InlineData("1\u00A0234\u00A0567,89", "1234567.89")]
    [InlineData("1\u202F234", "1234")]
    [InlineData("+5", "5")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0", "0")]
    [InlineData("0.12345678", "0.12345678")]
    [InlineData("91999999999.99999999", "91999999999.99999999")]
    public void A_number_is_read_exactly(string text, string expected)
    {
        var number = Assert.IsType<decimal>(Run("decimal", text).Value);

        Assert.Equal(expected, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_number_that_fits_comes_back_as_it_was()
    {
        CsCheck.Check.Sample(CsCheck.Gen.Long[-9_199_999_999_999_999_999, 9_199_999_999_999_999_999], scaled =>
        {
            var number = scaled / 100_000_000m;
            var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Equals(Run("decimal", text).Value, number);
        });
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData(" ДА ", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("нет", false)]
    [InlineData("0", false)]
    public void A_boolean_is_read_in_both_languages(string text, bool expected) => Assert.Equal(expected, Run("boolean", text).Value);

    [Theory]
    [InlineData(0, "a")]
    [InlineData(2, "c")]
    [InlineData(-1, "c")]
    [InlineData(-3, "a")]
    [InlineData(3, null)]
    [InlineData(-4, null)]
    [InlineData(int.MaxValue, null)]
    [InlineData(int.MinValue, null)]
    public void Split_takes_a_part_from_either_end_and_nothing_beyond(int take, string? expected) =>
        Assert.Equal(expected, TextConverters.Split("; ", take)("a; b; c", default).Value);

    [Theory]
    [InlineData("40702810900000000001", "044525225", false)]
    [InlineData("40702810100000000007", "044525225", false)]
    [InlineData("30101810400000000225", "044525225", true)]
    [InlineData("30101810400000000226", "044525225", false)]
    public void An_account_is_checked_against_its_bank(string account, string bic, bool fits)
    {
        Assert.True(PathGrammar.TryParse("БИК", out var path));
        var row = Crm.Connect.Fields.Of(("БИК", bic));

        Assert.Equal(!fits, BankCodes.Account(path)(account, new Scope(row, row)).IsWrong);
    }

    [Fact]
    public void Nothing_blows_up_on_ten_megabytes()
    {
        const int Size = 10_000_000;
        string[] hostile =
        [
            new('9', Size), new(' ', Size), string.Concat(Enumerable.Repeat("<a", Size / 2)), string.Concat(Enumerable.Repeat("<!--", Size / 4)),
            string.Concat(Enumerable.Repeat("&#; ", Size / 4)), string.Concat(Enumerable.Repeat("<script", Size / 7)),
        ];
        foreach (var text in hostile)
        {
            foreach (var kind in ConverterKinds.All.Where(kind => !kind.Arguments.Any(argument => argument.IsRequired)))
            {
                var outcome = kind.Bind(Arguments.None)(text, default);
                Assert.True(outcome.Wrong is null || outcome.Wrong.Ru.Length < 500);
            }

            TextConverters.Split("; ", int.MaxValue)(text, default);
            TextConverters.Split("; ", int.MinValue)(text, default);
        }
    }

    private static Outcome Run(string converter, string text) => ConverterKinds.Find(converter)!.Bind(Arguments.None)(text, default);
}
