using System.Text;
using Crm.Connectors.OneC.OData.Reading;

namespace Crm.Connectors.OneC.Tests.OData;

public sealed class SortedRowsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(4_000)]
    [InlineData(1)]
    public async Task Rows_of_one_object_stand_together_in_their_order_however_little_memory_there_is(int mostBytes)
    {
        var told = Told(new Random(1)).ToList();
        await using var sorted = new SortedRows(mostBytes);
        foreach (var (id, row) in told)
        {
            await sorted.AddAsync(id, Encoding.UTF8.GetBytes(row), Ct);
        }

        var found = await sorted.ObjectsAsync(Ct).Select(one => (one.Id, Rows: string.Join('|', one.Rows.Select(row => Encoding.UTF8.GetString(row.Span))))).ToListAsync(Ct);

        var expected = told.GroupBy(one => one.Id, one => one.Row).OrderBy(one => one.Key).Select(one => (one.Key, string.Join('|', one)));
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Of_nothing_nothing_is_told()
    {
        await using var sorted = new SortedRows(1);

        Assert.Empty(await sorted.ObjectsAsync(Ct).ToListAsync(Ct));
    }

    // Some rows are longer than a run may be, and than what is read of one at once.
    private static IEnumerable<(Guid Id, string Row)> Told(Random dice)
    {
        var ids = Enumerable.Range(0, 40).Select(_ => Bytes(dice)).ToList();
        return Enumerable.Range(0, 400).Select(at => (ids[dice.Next(ids.Count)], $"{at}" + new string('я', at % 57 == 0 ? 20_000 : dice.Next(60))));
    }

    private static Guid Bytes(Random dice)
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes);
    }
}
