using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;
using CsCheck;

namespace Crm.Core.Tests.Sync;

public sealed class MergeTests
{
    private static readonly EntityKind Counterparty = EntityKind.Find(nameof(Entities.Counterparty))!;

    private static readonly Gen<string?> Value = Gen.Int[0, 3].Select(at => new string?[] { "a", "b", "c", null }[at]);

    [Theory]
    [InlineData("a", "a", "a", "nothing")]
    [InlineData("a", "a", "b", "take b")]
    [InlineData("a", "b", "a", "nothing")]
    [InlineData("a", "b", "b", "nothing")]
    [InlineData("a", "b", "c", "clash")]
    [InlineData(null, null, "b", "take b")]
    [InlineData(null, "a", null, "nothing")]
    [InlineData("a", "a", null, "take ∅")]
    public void A_field_follows_the_side_that_changed_it(string? agreed, string? ours, string? theirs, string expected)
    {
        var merge = Merge.ThreeWay(Named(agreed), Named(ours), Named(theirs), Counterparty);

        var words = (merge.Take.Count, merge.Clashes.Count) switch
        {
            (1, 0) => $"take {merge.Take["Name"] ?? "∅"}",
            (0, 1) => "clash",
            _ => "nothing",
        };
        Assert.Equal(expected, words);
    }

    [Fact]
    public void A_field_that_was_not_said_is_never_taken() =>
        Assert.False(Merge.ThreeWay(Named("a"), Named("b"), Fields.Of(("Phone", "1")), Counterparty).Take.Says("Name"));

    [Fact]
    public void What_was_taken_once_is_not_taken_again() => Gen.Select(Value, Value, Value).Sample((agreed, ours, theirs) =>
    {
        var merge = Merge.ThreeWay(Named(agreed), Named(ours), Named(theirs), Counterparty);
        var after = Named(ours).With(merge.Take);
        var again = Merge.ThreeWay(Named(theirs), after, Named(theirs), Counterparty);

        Assert.Empty(again.Take);
        Assert.Empty(again.Clashes);
    });

    [Fact]
    public void A_row_of_a_keyed_table_that_is_not_repeated_stays()
    {
        var ours = Table(("1", "044525225", "Банк"), ("2", "044525225", "Банк"));
        var theirs = Table(("1", "044525225", "Банк"), ("2", "044525225", "Банк-2"), ("3", "044525225", "Банк"));

        var merge = Merge.ThreeWay(ours, ours, theirs, Counterparty);

        Assert.Equal(
            ["1 Банк", "2 Банк-2", "3 Банк"],
            merge.Take.Rows("Accounts").Select(row => $"{row["Number"]} {row["BankName"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_row_they_win_keeps_the_other_rows()
    {
        var ours = Table(("1", "044525225", "Банк"), ("2", "044525225", "Наш"));

        string[] key = ["Number", "Bic"];
        var their = Fields.Of(("Number", "2"), ("Bic", "044525225"), ("BankName", "Их"));
        var table = Merge.WithRow(ours["Accounts"], new FieldClash("Accounts", null, null, their, Statement.ByKey(Many.Own([their]), key).Keys.Single()), key);

        Assert.Equal(["1 Банк", "2 Их"], table.OfType<Fields>().Select(row => $"{row["Number"]} {row["BankName"]}"));
    }

    private static Fields Named(string? name) => Fields.Of(("Name", name));

    private static Fields Table(params (string Number, string Bic, string Bank)[] rows) => Fields.Of((
        "Accounts",
        new Many(rows.Select(row => (object?)Fields.Of(("Number", row.Number), ("Bic", row.Bic), ("BankName", row.Bank))))));
}
