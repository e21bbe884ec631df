using Harness.Linux;

namespace Harness.Tests.Kernel.Linux;

/// <summary>Where a test may change the kernel's settings and mount: on a thread with a network and mounts that end with it.</summary>
internal static class OwnNamespaces
{
    /// <param name="body">Everything in it must block: what .NET does asynchronously happens in the old namespaces.</param>
    internal static void Run(Action body) => Assert.SkipUnless(
        ThreadInOwnNamespace.TryRun(Interop.Libc.CLONE_NEWNET | Interop.Libc.CLONE_NEWNS, body),
        "needs namespaces: run as root, or inside unshare --user --map-root-user");
}
