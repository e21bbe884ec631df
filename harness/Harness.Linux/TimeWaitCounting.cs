using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Finds out when this kernel counts a TIME_WAIT in <c>TcpExt: TW</c>.</summary>
public static class TimeWaitCounting
{
    /// <summary>Makes one TIME_WAIT in a namespace that no one else sees and looks whether it was counted at once.</summary>
    /// <returns>Unknown where namespaces are refused (they need CAP_SYS_ADMIN) or the kernel has no such counter.</returns>
    /// <exception cref="LinuxException">The namespace has no usable loopback interface.</exception>
    public static CounterMeaning Find()
    {
        var meaning = CounterMeaning.Unknown;
        ThreadInOwnNamespace.TryRun(Libc.CLONE_NEWNET, () =>
        {
            LoopbackInterface.BringUp();
            using var firstCloser = MakeTimeWait();
            meaning = !KernelCounters.Now().TryGetValue(KernelCounter.TimeWait, out var count) ? CounterMeaning.Unknown
                : count > 0 ? CounterMeaning.Entry : CounterMeaning.Expiry;
        });
        return meaning;
    }

    /// <returns>The end that closed first: its connection is in TIME_WAIT when this returns.</returns>
    private static PlainTcpSocket MakeTimeWait()
    {
        using var listener = PlainTcpSocket.Listen();
        var client = PlainTcpSocket.Connect(listener);
        using (var server = listener.Accept())
        {
            // Only half closed: a closed socket would become a FIN_WAIT2 minisocket first, which is counted too.
            client.ShutdownSend();
            server.ReceiveEnd();
        }

        // End-of-file says that the peer's FIN was dealt with: TIME_WAIT has begun.
        client.ReceiveEnd();
        return client;
    }
}
