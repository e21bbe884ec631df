using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Asks processes to end.</summary>
public static class Terminate
{
    /// <summary>Sends SIGTERM; a process that has ended meanwhile is no error.</summary>
    public static void Process(int pid) => Send(pid, Libc.SIGTERM);

    /// <summary>Sends a signal; a process that has ended meanwhile is no error.</summary>
    internal static void Send(int pid, int signal)
    {
        if (Libc.kill(pid, signal) != 0 && Marshal.GetLastPInvokeError() != Errno.ESRCH)
        {
            throw LinuxException.Last("kill");
        }
    }
}
