using System.Text.RegularExpressions;

namespace Harness.Tests.Pure.House;

/// <summary>
/// CONTRIBUTING's rule that clocks are passed in, where it holds without exception: what these parts wait for, a test can make happen.
/// </summary>
public sealed partial class ClockTests
{
    // Launching waits for processes, which follow no test's clock.
    [Theory]
    [InlineData("harness/Harness.Controller", "Launching")]
    [InlineData("harness/Harness.Reporting", "")]
    [InlineData("harness/Harness.Cli/Terminal", "")]
    [InlineData("clients/Harness.Clients/Pacing", "")]
    public void NothingHereReadsAClock_ThatATestCannotMove(string folder, string but)
    {
        var root = Repository.PathOf(folder);
        var files = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !new[] { "obj", "bin", but }.Contains(Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0]))
            .ToList();

        files.ShouldNotBeEmpty();
        files.SelectMany(file => OwnClock().Matches(File.ReadAllText(file)).Select(found => $"{Path.GetFileName(file)}: {found.Value}"))
            // The start of a load, from which IPreciseDelay counts.
            .Except(["Pacer.cs: Stopwatch.GetTimestamp"])
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var now = Stopwatch.GetTimestamp();", true)]
    [InlineData("await Task.Delay(wait, stop);", true)]
    [InlineData("await Task.Delay(wait, clock, stop);", false)]
    [InlineData("deadline.CancelAfter(within);", true)]
    [InlineData("using var limit = new CancellationTokenSource(within);", true)]
    [InlineData("using var limit = new CancellationTokenSource(within, clock);", false)]
    [InlineData("using var stop = new CancellationTokenSource();", false)]
    [InlineData("using var timer = new PeriodicTimer(every);", true)]
    [InlineData("using var timer = new PeriodicTimer(every, clock);", false)]
    [InlineData("using var timer = new Timer(_ => Look());", true)]
    public void TheLook_FindsEveryWayToReadOne(string line, bool isFound) => OwnClock().IsMatch(line).ShouldBe(isFound);

    [GeneratedRegex(
        @"Stopwatch\.(GetTimestamp|GetElapsedTime|StartNew)|\.CancelAfter\(|new Timer\(|Task\.Delay\((?![^;]*[cC]lock)|"
        + @"new (CancellationTokenSource|PeriodicTimer)\((?!\))(?![^;]*[cC]lock)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex OwnClock();
}
