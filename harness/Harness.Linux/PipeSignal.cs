using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// SIGPIPE, which the .NET runtime ignores. A program that it starts inherits that, and does not end when it writes to a pipe or a
/// connection that nobody reads any more, as it would elsewhere (signal(7)).
/// </summary>
public static class PipeSignal
{
    /// <summary>Does something with the signal as it is by default: starts a program.</summary>
    /// <remarks>Meanwhile this process would be ended by it too. Not for several threads at once.</remarks>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static void AsByDefault(Action action)
    {
        Handle(Libc.SIG_DFL);
        try
        {
            action();
        }
        finally
        {
            Handle(Libc.SIG_IGN);
        }
    }

    private static void Handle(nint handler)
    {
        if (Libc.signal(Libc.SIGPIPE, handler) == Libc.SIG_ERR)
        {
            throw LinuxException.Last("signal");
        }
    }
}
