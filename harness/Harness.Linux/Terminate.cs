using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Asks processes to end.</summary>
public static class Terminate
{
    /// <summary>Sends SIGTERM; a process that has ended meanwhile is no error.</summary>
    public static void Process(int pid)
    {
        if (Libc.kill(pid, Libc.SIGTERM) != 0 && Marshal.GetLastPInvokeError() != Errno.ESRCH)
        {
            throw LinuxException.Last("kill");
        }
    }
}
