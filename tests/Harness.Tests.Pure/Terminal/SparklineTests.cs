using Harness.Cli.Terminal;

namespace Harness.Tests.Pure.Terminal;

public sealed class SparklineTests
{
    [Fact]
    public void OnlyZeroIsBlank_AndTheScaleFillsACharacter() => Sparkline.Draw([0, 1, 50, 100], 4, 100).ShouldBe(" ▁▄█");

    [Fact]
    public void TwoRowsOnOneScale_AreComparable() => Sparkline.Draw([100, 100], 2, 1000).ShouldBe("▁▁");

    [Fact]
    public void ALongHistory_IsShownFromItsBeginningToItsEnd() =>
        Sparkline.Draw([.. Enumerable.Range(0, 1000).Select(i => (long)(i < 500 ? 0 : 8))], 4, 8).ShouldBe("  ██");

    [Fact]
    public void AShortHistory_LeavesRoom() => Sparkline.Draw([8], 3, 8).ShouldBe("█  ");
}
