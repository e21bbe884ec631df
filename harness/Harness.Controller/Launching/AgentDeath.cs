namespace Harness.Controller.Launching;

/// <summary>How an agent's process ended, in words.</summary>
internal static class AgentDeath
{
    // A shell's convention, which .NET follows: 128 + the signal's number.
    private const int Signals = 128;
    private const int LastSignal = 64;

    // unshare(1) of util-linux 2.38 cannot pass SIGKILL on, and says so.
    private const string UnshareCannotPassSigkill = "unshare: sigprocmask unblock failed";

    /// <summary>It closed its output, but goes on.</summary>
    public static string Lingers(string agent) => $"{agent} closed its output but did not end";

    /// <summary>The agent ended, by itself or by a signal.</summary>
    /// <param name="agent">Which, as a sentence begins with it.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="errors">The last lines that it wrote to stderr.</param>
    public static string Ended(string agent, int exitCode, IReadOnlyCollection<string> errors)
    {
        var how = errors.Any(e => e.StartsWith(UnshareCannotPassSigkill, StringComparison.Ordinal)) ? "was killed by signal 9"
            : exitCode is > Signals and <= Signals + LastSignal ? $"was killed by signal {exitCode - Signals}"
            : $"ended with exit code {exitCode}";
        return $"{agent} {how}{(errors.Count > 0 ? ":\n  " + string.Join("\n  ", errors) : "")}";
    }
}
