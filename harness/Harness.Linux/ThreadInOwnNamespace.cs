using System.Runtime.ExceptionServices;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Does something in fresh namespaces that end with it: nothing of the caller's changes, nothing is left behind.</summary>
internal static class ThreadInOwnNamespace
{
    /// <summary>Runs <paramref name="action"/> on a thread of its own that has left the caller's namespaces, and waits for it.</summary>
    /// <param name="namespaces">CLONE_NEW flags of unshare(2).</param>
    /// <param name="action">
    /// Must stay on its thread, since whatever runs elsewhere stands in the old namespaces, and must start none, not through .NET's sockets
    /// either: a thread starts where the one that started it stands. Its exception reaches the caller.
    /// </param>
    /// <returns>False when the namespaces were refused, whatever the reason; the action has then not run.</returns>
    internal static bool TryRun(int namespaces, Action action)
    {
        var entered = false;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            entered = Libc.unshare(namespaces) == 0;
            try
            {
                if (entered)
                {
                    action();
                }
            }
#pragma warning disable CA1031 // It is thrown again below, where the caller stands.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return entered;
    }
}
