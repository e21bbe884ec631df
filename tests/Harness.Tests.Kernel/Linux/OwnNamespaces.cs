using System.Net;
using System.Net.Sockets;
using Harness.Linux;

namespace Harness.Tests.Kernel.Linux;

/// <summary>Where a test may change the kernel's settings and mount: on a thread with a network and mounts that end with it.</summary>
internal static class OwnNamespaces
{
    // The first asynchronous call starts the thread that serves all sockets. Started by a thread with a network of its own, it and
    // the threads of the pool that it starts would stay there, and so would every program that those start.
    static OwnNamespaces()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        Task.WaitAll(client.ConnectAsync((IPEndPoint)listener.LocalEndpoint), listener.AcceptSocketAsync());
    }

    /// <param name="body">Everything in it must block: what .NET does asynchronously happens in the old namespaces.</param>
    internal static void Run(Action body) => Assert.SkipUnless(
        ThreadInOwnNamespace.TryRun(Interop.Libc.CLONE_NEWNET | Interop.Libc.CLONE_NEWNS, body),
        "needs namespaces: run as root, or inside unshare --user --map-root-user");
}
