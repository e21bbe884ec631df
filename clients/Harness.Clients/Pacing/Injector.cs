using Harness.Clients.Connections;

namespace Harness.Clients.Pacing;

/// <summary>
/// Starts the connections of open steps, each on a thread of the pool: the thread that keeps the due times must not wait for them.
/// </summary>
/// <param name="pool">Runs the connections.</param>
/// <param name="inFlight">Counts them.</param>
/// <param name="stop">Opens no more connections.</param>
internal sealed class Injector(SessionPool pool, InFlight inFlight, CancellationToken stop)
{
    private readonly Action<ConnectionOutcome> end = _ => inFlight.End();

    /// <summary>Starts a connection.</summary>
    /// <param name="due">When it was due.</param>
    public void Inject(long due)
    {
        inFlight.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(static i => i.Injector.Run(i.Due), (Injector: this, Due: due), preferLocal: false);
    }

    private void Run(long due)
    {
        if (stop.IsCancellationRequested || pool.RunOne(due, isProbe: false, end) is not null)
        {
            inFlight.End();
        }
    }
}
