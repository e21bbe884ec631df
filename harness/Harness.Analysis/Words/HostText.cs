using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What is said of a host.</summary>
public static class HostText
{
    /// <summary>A node by its id and its host, such as <c>client-2 on b2</c>; by its id alone where it is on no host.</summary>
    public static string NodeName(string node, IReadOnlyList<HostEntry> hosts) =>
        hosts.FirstOrDefault(h => h.Node == node) is { } host ? $"{node} on {host.Host}" : node;

    /// <summary>How its clock stands to the controller's, such as <c>clock 1.2 ms ahead, ± 35 µs</c>.</summary>
    public static string Clock(HostEntry host) => $"clock {ClockOffset(host)}";

    /// <summary>The same without the word, for the head of a column that has it.</summary>
    public static string ClockOffset(HostEntry host) =>
        $"{Format.Duration(Math.Abs(host.ClockAheadUs))} {(host.ClockAheadUs < 0 ? "behind" : "ahead")}"
        + (host.ClockErrorUs is { } error ? $", ± {Format.Duration(error)}" : "");
}
