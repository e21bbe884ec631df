using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What is said of a host.</summary>
public static class HostText
{
    /// <summary>How its clock stands to the controller's, such as <c>clock 1.2 ms ahead, ± 35 µs</c>.</summary>
    public static string Clock(HostEntry host) =>
        $"clock {Format.Duration(Math.Abs(host.ClockAheadUs))} {(host.ClockAheadUs < 0 ? "behind" : "ahead")}"
        + (host.ClockErrorUs is { } error ? $", ± {Format.Duration(error)}" : "");
}
