using Crm.Core.Storage;

namespace Crm.Hub.Tests.Commands;

public sealed class ExitCodeTests
{
    [Fact]
    public void Of_several_flows_the_gravest_end_counts()
    {
        ExitCode[] mildestFirst = [ExitCode.Done, ExitCode.DoneWithHeld, ExitCode.Unavailable, ExitCode.Stopped, ExitCode.Misconfigured, ExitCode.Failed];

        for (var graver = 1; graver < mildestFirst.Length; graver++)
        {
            Assert.Equal(mildestFirst[graver], ExitCodes.Gravest([mildestFirst[graver - 1], mildestFirst[graver], ExitCode.Done]));
        }

        Assert.Equal(ExitCode.Done, ExitCodes.Gravest([]));
    }

    [Fact]
    public void A_run_that_never_ended_is_not_taken_for_a_success() =>
        Assert.Equal(ExitCode.Failed, ExitCodes.Of(RunOutcome.Running));
}
