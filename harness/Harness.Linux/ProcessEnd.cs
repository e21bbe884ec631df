using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Ends this process without a word.</summary>
public static class ProcessEnd
{
    /// <summary>The exit code of an agent that no longer heard from its controller.</summary>
    public const int Unheard = 94;

    /// <summary>Ends it at once: no handler runs, no lock is taken, nothing is written. See _exit(2).</summary>
    public static void Now(int exitCode) => Libc._exit(exitCode);
}
