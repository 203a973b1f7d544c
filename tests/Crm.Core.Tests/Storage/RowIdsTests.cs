using Crm.Core.Entities;
using Microsoft.Extensions.Time.Testing;

namespace Crm.Core.Tests.Storage;

public sealed class RowIdsTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Ids_grow_while_the_clock_stands_still()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => RowIds.Next(_clock)).ToList();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void An_id_tells_the_moment_at_which_it_was_made()
    {
        RowIds.Next(_clock);
        _clock.Advance(TimeSpan.FromDays(1));

        var id = RowIds.Next(_clock);

        Assert.Equal((7, 8), (id.Version, id.Variant & 0xC));
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
    }
}
