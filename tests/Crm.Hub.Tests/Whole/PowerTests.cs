using Crm.Core.Sync;

namespace Crm.Hub.Tests.Whole;

/// <summary>A run is cut at every point at which it can be; one more run ends where one clean run ends.</summary>
public sealed class PowerTests
{
    [Theory]
    [InlineData(Nights.One)]
    [InlineData(Nights.LateFiles)]
    public async Task A_run_that_failed_at_any_boundary_is_made_good_by_the_next(Nights nights)
    {
        var clean = await PowerStory.CleanAsync(nights);
        for (var cut = 1; ; cut++)
        {
            using var hub = await PowerStory.OpenAsync(nights);
            var reached = 0;
            hub.Hub.Boundary = name => _ = ++reached == cut ? throw new PowerCutException(name) : 0;

            var wasCut = await IsCutAsync(hub);
            hub.Hub.Boundary = null;
            await hub.RunAsync();

            PowerStory.AssertEndsAs(clean, hub, $"boundary {cut}");
            if (!wasCut)
            {
                Assert.True(cut > 40, $"a story of {cut} boundaries is too short to tell anything");
                return;
            }
        }
    }

    [Fact]
    public async Task A_second_run_beside_a_living_one_does_nothing()
    {
        using var hub = await PowerStory.OpenAsync(Nights.One);
        var second = (RunReport?)null;
        hub.Hub.Boundary = name =>
        {
            if (name == "received" && second is null)
            {
                hub.Hub.Boundary = null;
                second = hub.RunAsync().GetAwaiter().GetResult();
            }
        };

        await hub.RunAsync();

        Assert.Equal(ExitCode.Unavailable, ExitCodes.Of(second!.Outcome));
        Assert.Contains("уже работает другой запуск", second.Reason!.Ru, StringComparison.Ordinal);
        PowerStory.AssertEndsAs(await PowerStory.CleanAsync(Nights.One), hub, "beside");
    }

    private static async Task<bool> IsCutAsync(ExchangeHub hub)
    {
        try
        {
            await hub.RunAsync();
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }

    private sealed class PowerCutException(string at) : Exception($"the power went at {at}");
}
