using System.Globalization;
using Crm.Connectors.OneC.Tests.OData.Mappings.Mutants;
using Crm.Core.Mappings;

namespace Crm.Connectors.OneC.Tests.OData.Mappings;

/// <summary>1C ignores unknown names silently, so hub check is the only defence: it must see a single wrong word.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int Seed = 17;

    // All three together; HUB_MUTANTS names another number.
    private static readonly int Budget = int.TryParse(Environment.GetEnvironmentVariable("HUB_MUTANTS"), CultureInfo.InvariantCulture, out var number) ? number : 300;

    [Fact]
    public void Of_a_hundred_mappings_with_one_wrong_word_ninety_nine_are_caught_by_hub_check()
    {
        var survivors = new List<string>();
        var tried = 0;
        foreach (var row in ShippedBook.Names)
        {
            using var laboratory = new Laboratory(new ShippedBook(row.Data));
            Assert.DoesNotContain(laboratory.CheckUnchanged(), lint => lint.IsError);
            foreach (var mutant in Chosen(laboratory.All, Budget / 3))
            {
                tried++;
                if (!laboratory.Check(mutant).Any(lint => lint.IsError))
                {
                    survivors.Add(mutant.ToString());
                    var (mutated, original) = laboratory.Books(mutant);
                    Assert.Equal(Written(original), Written(mutated!));
                }
            }
        }

        output.WriteLine($"{tried} mutants, {survivors.Count} not caught: {100m * (tried - survivors.Count) / tried:0.00} % caught");
        survivors.ForEach(output.WriteLine);
        Assert.True(survivors.Count * 100 <= tried, $"{survivors.Count} of {tried} not caught:\n{string.Join('\n', survivors)}");
    }

    // What is not caught may be read otherwise where no sample looks; over there it writes the same fields, by samples that agree.
    private static IEnumerable<string> Written(MappingBook book) => book.Mappings.Where(mapping => mapping.Sends)
        .SelectMany(mapping => mapping.Written(isNew: true).Select(rule => $"{mapping.Name}.{rule.To}: {string.Join(',', mapping.TheirNames(rule.To))}"));

    // Sorts of words take turns: there are a thousand ways to misname a path and few to misname a link.
    private static List<Mutant> Chosen(IReadOnlyList<Mutant> all, int number)
    {
        var dice = new Random(Seed);
        var bySort = all.GroupBy(mutant => mutant.Sort).Select(sort => new Queue<Mutant>(sort.OrderBy(_ => dice.Next()))).ToList();
        var chosen = new List<Mutant>();
        while (chosen.Count < number && bySort.Exists(sort => sort.Count > 0))
        {
            chosen.AddRange(bySort.Where(sort => sort.Count > 0).Select(sort => sort.Dequeue()));
        }

        return [.. chosen.Take(number)];
    }
}
