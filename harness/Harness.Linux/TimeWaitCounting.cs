using System.Net;
using System.Net.Sockets;
using Harness.Model.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Finds out when this kernel counts a TIME_WAIT in <c>TcpExt: TW</c>.</summary>
public static class TimeWaitCounting
{
    /// <summary>Makes one TIME_WAIT in a namespace that no one else sees and looks whether it was counted at once.</summary>
    /// <returns>Unknown where namespaces are refused (they need CAP_SYS_ADMIN) or the kernel has no such counter.</returns>
    /// <exception cref="LinuxException">The namespace has no usable loopback interface.</exception>
    /// <exception cref="SocketException">The connection over it failed.</exception>
    public static CounterMeaning Find()
    {
        var meaning = CounterMeaning.Unknown;
        StartSocketThreads();
        ThreadInOwnNamespace.TryRun(Libc.CLONE_NEWNET, () =>
        {
            LoopbackInterface.BringUp();
            using var firstCloser = MakeTimeWait();
            meaning = !KernelCounters.Read().TryGetValue("TcpExt.TW", out var count) ? CounterMeaning.Unknown
                : count > 0 ? CounterMeaning.Entry : CounterMeaning.Expiry;
        });
        return meaning;
    }

    /// <summary>
    /// Has .NET start the threads that serve its sockets here and now. They would otherwise be children of the thread below, in a namespace without
    /// any route, and so would be the pool's threads that they start: some of the process's connects would then fail with ENETUNREACH.
    /// </summary>
    private static void StartSocketThreads()
    {
        using var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen(1);
        using var stop = new CancellationTokenSource();
        var pending = listener.AcceptAsync(stop.Token).AsTask();
        stop.Cancel();
        try
        {
            using var nobody = pending.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Nobody was to connect: to wait was all.
        }
    }

    /// <returns>The descriptor of the end that closed first: its connection is in TIME_WAIT when this returns.</returns>
    private static Socket MakeTimeWait()
    {
        using var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var client = NewSocket();
        client.Connect(listener.LocalEndPoint!);
        using (var server = listener.Accept())
        {
            server.ReceiveTimeout = 1000;
            // Only half closed: a closed socket would become a FIN_WAIT2 minisocket first, which is counted too.
            client.Shutdown(SocketShutdown.Send);
            ReceiveEnd(server);
        }

        // End-of-file says that the peer's FIN was dealt with: TIME_WAIT has begun.
        ReceiveEnd(client);
        return client;
    }

    // Blocking calls all through: .NET's asynchronous ones run on threads that stand in another namespace.
    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 1000 };

    private static void ReceiveEnd(Socket socket)
    {
        if (socket.Receive(new byte[1]) != 0)
        {
            throw new InvalidOperationException("a byte that nobody sent");
        }
    }
}
