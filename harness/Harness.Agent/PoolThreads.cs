namespace Harness.Agent;

/// <summary>The threads of this process's thread pool.</summary>
internal static class PoolThreads
{
    // A pool that is busy with something else must not hold up a run; its threads are there then.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Fixes the pool at the number of threads that it has without asking: one for each processor, never more and never fewer.
    /// CoreCLR opens a pipe for each thread that it starts, and ends the process ("Out of memory.") when the pool cannot start
    /// one: it must have them all before a server runs out of descriptors. They stay, because the program is built with
    /// System.Threading.ThreadPool.ThreadTimeoutMs -1.
    /// </summary>
    public static void Settle()
    {
        ThreadPool.GetMinThreads(out var threads, out _);
        ThreadPool.GetMaxThreads(out _, out var completionPortThreads);
        // No maximum below the number of processors is taken, whatever the minimum was set to.
        threads = Math.Max(threads, Environment.ProcessorCount);
        if (!ThreadPool.SetMaxThreads(threads, completionPortThreads))
        {
            throw new InvalidOperationException($"the thread pool cannot be kept at {threads} threads");
        }

        using var all = new CountdownEvent(threads);
        Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            all.Signal();
            all.Wait(AtMost);
        }))).GetAwaiter().GetResult();
    }
}
