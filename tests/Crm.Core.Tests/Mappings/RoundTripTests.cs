using System.Globalization;
using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Mappings;
using CsCheck;

namespace Crm.Core.Tests.Mappings;

/// <summary>The law of the way back: what a mapping says of a row, it reads as the same row.</summary>
public sealed class RoundTripTests
{
    private static readonly MappingBook Book =
        MappingBook.Load(["mappings/commerceml"], Shipped.Root, CommerceMlVocabulary.Kinds, Direction.Both).Book!;

    private static readonly Gen<string> Words = Gen.Char["абвгдеёжэюяАБЁЯabcXYZ0123456789-.,;:/№\"«»'<>&()@+%=[]|~#"].Array[1, 12]
        .Select(letters => new string(letters)).Array[1, 4].Select(words => string.Join(' ', words));

    [Fact]
    public void The_shipped_mappings_go_both_ways_without_a_lint()
    {
        var (_, lints) = MappingBook.Load(["mappings/commerceml"], Shipped.Root, CommerceMlVocabulary.Kinds, Direction.Both);

        Assert.Empty(lints.Select(lint => lint.ToString()));
        Assert.Equal(["counterparties", "invoices"], Book.Mappings.Where(mapping => mapping.Sends).Select(mapping => mapping.Name));
    }

    [Fact]
    public void Whatever_the_row_a_shipped_mapping_reads_again_what_it_said()
    {
        foreach (var mapping in Book.Mappings.Where(mapping => mapping.Sends))
        {
            var rules = mapping.Written(isNew: true);
            var kinds = mapping.To.Field("Kind")!.Choices.ToArray<object?>();
            Check.Sample(Gen.Select(Row(rules, Right), OneOf(kinds), (row, kind) => row.Says("Kind") ? row : row.With("Kind", kind)), crm =>
            {
                var said = mapping.Back(crm);

                Assert.Empty(said.Rejections.Select(rejection => $"{rejection.Field}: {rejection.Reason}"));
                Assert.Empty(said.Notices);
                Assert.Equal(Filled(crm.Without(name => rules.All(rule => rule.To != name))), Filled(Read(mapping, said.Fields)));
            }, iter: 500);
        }
    }

    [Fact]
    public void A_person_that_is_sent_does_not_come_back_as_a_firm()
    {
        var mapping = Book.Mappings.Single(mapping => mapping.Name == "counterparties");

        var said = mapping.Back(Fields.Of(("Name", "Вязова А. С."), ("FullName", "Вязова Анна Сергеевна"), ("Kind", "Person"), ("Inn", "503600987620")));

        Assert.Equal("Person", mapping.Translate(said.Fields).Fields["Kind"]);
        Assert.Equal("Вязова Анна Сергеевна", mapping.Translate(said.Fields).Fields["FullName"]);
    }

    [Fact]
    public void Whatever_stands_in_a_row_it_comes_back_in_its_form_or_is_told_of()
    {
        foreach (var mapping in Book.Mappings.Where(mapping => mapping.Sends))
        {
            Check.Sample(Row(mapping.Written(isNew: true), Anything), crm =>
            {
                var said = mapping.Back(crm);
                if (said.Rejections.Count > 0)
                {
                    return;
                }

                var read = Read(mapping, said.Fields);
                Assert.Equal(said.Fields, mapping.Back(read).Fields);
                Assert.All(crm.Where(field => field.Value is string && said.Notices.All(notice => notice.Field != field.Key)), field =>
                    Assert.Equal(Letters(field.Value), Letters(read[field.Key])));
            }, iter: 500);
        }
    }

    private static Fields Read(Mapping mapping, Fields theirs) =>
        mapping.Translate(theirs).Fields.Without(name => mapping.Written(isNew: true).All(rule => rule.To != name));

    private static Gen<Fields> Row(IReadOnlyList<FieldRule> rules, Func<FieldRule, Gen<object?>> value) =>
        rules.Aggregate(Gen.Const(Fields.Empty), (row, rule) => Gen.Select(row, value(rule), (said, one) => said.With(rule.To, one)));

    // A value that its rule reads as it is.
    private static Gen<object?> Right(FieldRule rule)
    {
        var value = rule.To switch
        {
            "Inn" => Gen.Long[100_000_000, 999_999_999].Select(digits => (object?)Inn(digits)),
            "Kpp" => Gen.Int[100_000, 999_999].Select(digits => (object?)$"{digits:0000}01001"[^9..]),
            "Currency" => OneOf("RUB", "USD", "KZT"),
            "VatRate" => OneOf("20", "0", "None"),
            "Time" => Gen.Int[0, 86_399].Select(second => (object?)TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second)).ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
            _ => Of(rule, Words, Right),
        };
        return rule.Required || rule.Field.Type == FieldType.Choice ? value : Gen.Select(value, Gen.Int[0, 4], (one, chance) => chance == 0 ? null : one);
    }

    private static Gen<object?> Anything(FieldRule rule) =>
        Of(rule, Gen.Select(Words, Gen.String, OneOf(" ", "", "0", "T", " 7707083893 ", "руб."), Gen.Int[0, 4], (words, odd, hard, chance) => chance switch { 0 => odd, 1 => (string)hard!, _ => words }), Anything);

    private static Gen<object?> Of(FieldRule rule, Gen<string> text, Func<FieldRule, Gen<object?>> column) => rule.Field.Type switch
    {
        FieldType.Boolean => Gen.Bool.Select(flag => (object?)flag),
        FieldType.Date => Gen.Int[700_000, 740_000].Select(day => (object?)DateOnly.FromDayNumber(day)),
        FieldType.Money => Gen.Long[-9_000_000_000_000, 9_000_000_000_000].Select(scaled => (object?)(scaled / 10_000m)),
        FieldType.Number => Gen.Long[-9_000_000_000_000_000, 9_000_000_000_000_000].Select(scaled => (object?)(scaled / 100_000_000m)),
        FieldType.Choice => OneOf([.. rule.Field.Choices]),
        FieldType.Link => Gen.Guid.Select(id => (object?)new LinkRef(rule.Field.Target!, id.ToString())),
        FieldType.Rows => Row(rule.Columns, column).Array[0, 4].Select(rows => (object?)new Many(rows)),
        _ => text.Select(words => (object?)words),
    };

    private static Gen<object?> OneOf(params object?[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static string Inn(long digits)
    {
        int[] weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
        var text = digits.ToString(CultureInfo.InvariantCulture);
        return $"{text}{text.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11 % 10}";
    }

    // An empty column and one that is not said are the same nothing, and so are no table and an empty one.
    private static Fields Filled(Fields fields) => fields.Select((_, value) => value switch
    {
        Many { Count: 0 } => null,
        Many rows => new Many(rows.Select(row => ((Fields)row!).Without(column => ((Fields)row!)[column] is null))),
        _ => value,
    });

    private static string Letters(object? text) =>
        string.Concat(((string?)text ?? "").Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();
}
