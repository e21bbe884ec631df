using Harness.Controller.Machine;

namespace Harness.Tests.Kernel.Linux;

/// <summary>What this kernel has, asked of the kernel itself.</summary>
public sealed class KernelNeedsTests
{
    // <netinet/in.h>; no option has the second number.
    private const int Tos = 1;
    private const int None = 250;

    [Theory]
    [InlineData(Tos, true)]
    [InlineData(None, false)]
    public void AnOptionThatTheKernelDoesNotKnow_IsToldFromOneThatItHas(int option, bool isThere) =>
        KernelNeeds.Takes(option).ShouldBe(isThere);
}
