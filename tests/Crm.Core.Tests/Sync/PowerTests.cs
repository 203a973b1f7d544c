using Crm.Connect;
using Crm.Testing;

namespace Crm.Core.Tests.Sync;

public sealed class PowerTests : CorridorTest
{
    [Fact]
    public async Task Wherever_the_power_goes_the_next_run_ends_in_the_same_state()
    {
        var expected = await CleanStateAsync();

        for (var cut = 1; ; cut++)
        {
            using var hub = await TestHub.OpenAsync();
            var there = Story();
            var reached = 0;
            hub.Boundary = name => _ = ++reached == cut ? throw new IOException($"the power went at {name}") : 0;

            var wasCut = await EndsEarlyAsync(hub, there);
            hub.Boundary = null;
            await hub.RunAsync(Book, "memory", there.Open());

            Assert.Equal(expected, hub.State());
            Assert.Equal(hub.Ask("SELECT COUNT(DISTINCT SourceId || '/' || ExternalId) FROM Links"), hub.Ask("SELECT COUNT(*) FROM Links"));
            if (!wasCut)
            {
                Assert.True(cut > 10, "the story has more boundaries than that");
                return;
            }
        }
    }

    private async Task<IReadOnlyList<string>> CleanStateAsync()
    {
        using var hub = await TestHub.OpenAsync();
        await hub.RunAsync(Book, "memory", Story().Open());
        return hub.State();
    }

    private async Task<bool> EndsEarlyAsync(TestHub hub, MemorySystem there)
    {
        try
        {
            await hub.RunAsync(Book, "memory", there.Open());
            return false;
        }
        catch (IOException)
        {
            // The dead run's lease is still there; the next comes when it has run out.
            hub.Clock.Advance(TimeSpan.FromMinutes(11));
            return true;
        }
    }

    private static MemorySystem Story()
    {
        var there = new MemorySystem();
        there.Save("Платеж", "p1", ("Номер", "p1"), ("Дата", "2026-02-01"), ("Сумма", "100.00"), ("Оплачено", Fields.Of(("Счет", "10"), ("Сумма", "100.00"))));
        there.Save("Счет", "10", ("Номер", "10"), ("Дата", "2026-02-01"), ("Контрагент", "1"), ("Сумма", "100.00"),
            ("Строки", Fields.Of(("Наименование", "Болт"), ("Товар", "b"), ("Сумма", "100.00"))));
        there.Deliver();
        there.Save("Контрагент", "1", ("Наименование", "А"), ("ИНН", "7707083893"), ("КПП", "770701001"));
        there.Save("Контрагент", "2", ("Наименование", "Б"), ("ИНН", "77"));
        there.Deliver();
        there.Save("Товар", "b", ("Наименование", "Болт"), ("Артикул", "Б-1"));
        there.Save("Контрагент", "1", ("Наименование", "А-2"), ("ИНН", "7707083893"), ("КПП", "770701001"));
        there.Deliver();
        there.Delete("Платеж", "p1");
        there.Deliver();
        return there;
    }
}
