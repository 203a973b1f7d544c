using Crm.Connect;
using Crm.Core.Entities;
using Crm.Core.Sync;

namespace Crm.Core.Tests.Sync;

/// <summary>The laws of merging, over random triples of what was agreed on, what is ours and what is theirs.</summary>
public sealed class MergeAlgebraTests
{
    private const int Triples = 3_000;

    private static readonly EntityKind Kind = EntityKind.Of(nameof(Counterparty));

    private static readonly string[] Plain = ["Name", "Phone", "Email"];

    [Fact]
    public void Merging_again_changes_nothing() => Each((agreed, ours, theirs) =>
    {
        var merged = ours.With(Merge.ThreeWay(agreed, ours, theirs, Kind).Take);

        Assert.Empty(Merge.ThreeWay(agreed, merged, theirs, Kind).Take);
    });

    [Fact]
    public void Swapping_the_sides_gives_the_same_rows_and_the_same_quarrels() => Each((agreed, ours, theirs) =>
    {
        var (there, here) = (Merge.ThreeWay(agreed, theirs, ours, Kind), Merge.ThreeWay(agreed, ours, theirs, Kind));
        var quarrels = here.Clashes.Select(clash => clash.Field).ToHashSet();

        Assert.Equal(
            here.Clashes.Select(clash => (clash.Field, clash.Row)).Order(), there.Clashes.Select(clash => (clash.Field, clash.Row)).Order());
        Assert.Equal(Shown(ours.With(here.Take), quarrels), Shown(theirs.With(there.Take), quarrels));
    });

    [Fact]
    public void A_field_that_nobody_changed_is_never_written() => Each((agreed, ours, theirs) =>
    {
        foreach (var (field, _) in Merge.ThreeWay(agreed, ours, theirs, Kind).Take)
        {
            Assert.False(Merge.Same(theirs[field], agreed[field]), field);
        }
    });

    [Fact]
    public void A_field_that_only_one_side_changed_is_as_that_side_has_it() => Each((agreed, ours, theirs) =>
    {
        var merge = Merge.ThreeWay(agreed, ours, theirs, Kind);
        foreach (var field in Plain)
        {
            var (ourChange, theirChange) = (!Equals(ours[field], agreed[field]), !Equals(theirs[field], agreed[field]));
            var expected = theirChange && !ourChange ? theirs[field] : ours[field];

            Assert.Equal(expected, ours.With(merge.Take)[field]);
            Assert.Equal(ourChange && theirChange && !Equals(ours[field], theirs[field]), merge.Clashes.Any(clash => clash.Field == field));
        }
    });

    [Fact]
    public void What_they_do_not_say_is_not_touched_and_what_they_say_is_empty_becomes_empty() => Each((agreed, ours, theirs) =>
    {
        var silent = theirs.Without(field => field == "Phone");
        Assert.False(Merge.ThreeWay(agreed, ours, silent, Kind).Take.Says("Phone"));

        var emptied = Merge.ThreeWay(ours, ours, theirs.With("Phone", null), Kind);
        Assert.Equal(ours["Phone"] is not null, emptied.Take.Says("Phone"));
        Assert.Null(ours.With(emptied.Take)["Phone"]);
    });

    [Fact]
    public void No_row_of_a_set_is_lost_that_nobody_took_away() => Each((agreed, ours, theirs) =>
    {
        string[] key = ["Number", "Bic"];
        var merged = Statement.ByKey(ours.With(Merge.ThreeWay(agreed, ours, theirs, Kind).Take)["Accounts"], key).Keys;
        var (was, our, their) = (Statement.ByKey(agreed["Accounts"], key).Keys, Statement.ByKey(ours["Accounts"], key).Keys, Statement.ByKey(theirs["Accounts"], key).Keys);

        Assert.Superset(our.Except(was).Union(their.Except(was)).Union(our.Intersect(their)).ToHashSet(), merged.ToHashSet());
        Assert.Empty(merged.Except(our).Except(their));
    });

    [Fact]
    public void A_row_that_one_side_took_away_goes_unless_the_other_wrote_into_it() => Each((agreed, ours, theirs) =>
    {
        string[] key = ["Number", "Bic"];
        var merge = Merge.ThreeWay(agreed, ours, theirs, Kind);
        var (was, our, their) = (Statement.ByKey(agreed["Accounts"], key), Statement.ByKey(ours["Accounts"], key), Statement.ByKey(theirs["Accounts"], key));
        var merged = Statement.ByKey(ours.With(merge.Take)["Accounts"], key);

        foreach (var (number, row) in our.Where(row => was.ContainsKey(row.Key) && !their.ContainsKey(row.Key)))
        {
            Assert.Equal(row.Equals(was[number]), !merged.ContainsKey(number));
            Assert.Equal(!row.Equals(was[number]), merge.Clashes.Any(clash => clash.Row == number && clash.Theirs is null));
        }
    });

    [Fact]
    public void A_whole_list_that_is_agreed_on_is_no_news_and_leaves_just_its_rows() => Each((agreed, _, theirs) =>
    {
        var memory = Agreed.Nothing.With(agreed, null);
        var news = Statement.News(theirs, memory, Kind, null, ["Accounts"]);
        var after = memory.With(news, null);

        Assert.Empty(Statement.News(theirs, after, Kind, null, ["Accounts"]));
        Assert.Equal(Numbers(theirs), Numbers(after.Values));
        Assert.Equal(Numbers(agreed).Union(Numbers(theirs)).Order(), Numbers(Statement.News(theirs, memory, Kind, null, []).Says("Accounts")
            ? Statement.News(theirs, memory, Kind, null, []) : memory.Values));
        Assert.False(Statement.News(theirs.Without(field => field == "Accounts"), memory, Kind, null, ["Accounts"]).Says("Accounts"));
    });

    // Two people, two edits each, of one field or two: in whatever order they happen and are exchanged, the newest word on each
    // field stays, or a quarrel keeps both.
    [Fact]
    public void No_update_is_lost_over_all_interleavings_of_four_edits()
    {
        string[] targets = ["Name", "Phone"];
        foreach (var first in targets)
        {
            foreach (var second in targets)
            {
                foreach (var exchanges in Enumerable.Range(0, 1 << 5))
                {
                    foreach (var order in Orders())
                    {
                        Interleave([("ours", first, "o1"), ("ours", second, "o2"), ("theirs", first, "t1"), ("theirs", second, "t2")], order, exchanges);
                    }
                }
            }
        }
    }

    private static void Interleave((string Side, string Field, string Value)[] edits, int[] order, int exchanges)
    {
        var start = Fields.Of(("Name", "n"), ("Phone", "p"));
        var (agreed, ours, theirs) = (start, start, start);
        var quarrels = new HashSet<string>();
        var replaced = new HashSet<string>();

        for (var step = 0; step <= order.Length; step++)
        {
            if ((exchanges >> step & 1) == 1 || step == order.Length)
            {
                (agreed, ours, theirs) = Exchange(agreed, ours, theirs, quarrels);
            }

            if (step < order.Length)
            {
                var (side, field, value) = edits[order[step]];
                replaced.Add((string)(side == "ours" ? ours : theirs)[field]!);
                (ours, theirs) = side == "ours" ? (ours.With(field, value), theirs) : (ours, theirs.With(field, value));
            }
        }

        foreach (var (_, field, value) in edits.Where(edit => !replaced.Contains(edit.Value) && !quarrels.Contains(edit.Field)))
        {
            Assert.Equal(value, ours[field]);
            Assert.Equal(value, theirs[field]);
        }

        foreach (var field in quarrels)
        {
            Assert.NotEqual(ours[field], theirs[field]);
        }
    }

    private static (Fields Agreed, Fields Ours, Fields Theirs) Exchange(Fields agreed, Fields ours, Fields theirs, HashSet<string> quarrels)
    {
        var merge = Merge.ThreeWay(agreed, ours, theirs, Kind);
        quarrels.Clear();
        quarrels.UnionWith(merge.Clashes.Select(clash => clash.Field));
        var merged = ours.With(merge.Take);
        var settled = merged.Without(quarrels.Contains);
        return (agreed.With(settled), merged, theirs.With(settled));
    }

    private static IEnumerable<int[]> Orders() =>
        from first in Enumerable.Range(0, 4)
        from second in Enumerable.Range(0, 4)
        from third in Enumerable.Range(0, 4)
        from fourth in Enumerable.Range(0, 4)
        let order = new[] { first, second, third, fourth }
        where order.Distinct().Count() == 4 && Array.IndexOf(order, 0) < Array.IndexOf(order, 1) && Array.IndexOf(order, 2) < Array.IndexOf(order, 3)
        select order;

    private static void Each(Action<Fields, Fields, Fields> law)
    {
        var dice = new Random(20260302);
        for (var triple = 0; triple < Triples; triple++)
        {
            law(Some(dice), Some(dice), Some(dice));
        }
    }

    private static Fields Some(Random dice)
    {
        var fields = Plain.Select(field => KeyValuePair.Create(field, (object?)(dice.Next(4) is var value and > 0 ? $"{field}{value}" : null)));
        var rows = Enumerable.Range(1, 4).Where(_ => dice.Next(2) == 0)
            .Select(number => (object?)Fields.Of(("Number", $"{number}"), ("Bic", "044525225"), ("BankName", $"Банк {dice.Next(2)}")));
        return Fields.Of(fields.Append(KeyValuePair.Create("Accounts", (object?)new Many(rows))));
    }

    private static IEnumerable<object?> Numbers(Fields fields) => fields.Rows("Accounts").Select(row => row["Number"]).Order();

    private static string Shown(Fields fields, HashSet<string> quarrels) => string.Join("; ", fields
        .Where(field => !quarrels.Contains(field.Key))
        .Select(field => $"{field.Key}={(field.Value is Many rows ? string.Join(",", rows.Select(row => row!.ToString()).Order(StringComparer.Ordinal)) : field.Value)}")
        .Order(StringComparer.Ordinal));
}
