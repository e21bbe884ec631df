using Harness.Clients.Connections;

namespace Harness.Clients.Pacing;

/// <summary>The workers of a closed load: each opens one connection after the other. Their number changes while they run.</summary>
/// <param name="openOne">
/// Opens, uses and closes one connection. Returns the outcome if it finished synchronously; otherwise null, and the callback receives the
/// outcome later.
/// </param>
/// <param name="inFlight">Counts the workers that run.</param>
/// <param name="clock">Measures the pause after a connection that could not be opened.</param>
/// <param name="stop">No worker opens another connection.</param>
internal sealed class WorkerPool(
    Func<Action<ConnectionOutcome>, ConnectionOutcome?> openOne, InFlight inFlight, TimeProvider clock, CancellationToken stop)
{
    private readonly Lock gate = new();
    private readonly List<Worker> workers = [];
    private int level;
    private long left = long.MaxValue;
    private TaskCompletionSource? allTaken;

    /// <summary>
    /// Sets the number of workers, without a limit to their connections. Surplus ones end with the connection they are at.
    /// </summary>
    public void SetLevel(int workers)
    {
        lock (gate)
        {
            left = long.MaxValue;
            Start(workers);
        }
    }

    /// <summary>Sets the number of workers and has them open exactly so many connections, however those end.</summary>
    /// <returns>Completes when the last of the connections has begun.</returns>
    public Task OpenAsync(int workers, long connections)
    {
        lock (gate)
        {
            left = connections;
            allTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Start(workers);
            return allTaken.Task.WaitAsync(stop);
        }
    }

    private void Start(int number)
    {
        level = number;
        while (workers.Count < number)
        {
            workers.Add(new(this, workers.Count));
        }

        foreach (var worker in workers.Take(number).Where(w => !w.IsRunning))
        {
            worker.IsRunning = true;
            inFlight.Begin();
            ThreadPool.UnsafeQueueUserWorkItem(Work, worker, preferLocal: false);
        }
    }

    private void Work(Worker worker)
    {
        while (TryTake(worker))
        {
            if (openOne(worker.Resume) is not { } outcome || TryPause(worker, outcome))
            {
                return;
            }
        }

        inFlight.End();
    }

    private bool TryPause(Worker worker, ConnectionOutcome outcome)
    {
        var isNeeded = outcome.Pause > TimeSpan.Zero && !stop.IsCancellationRequested;
        if (isNeeded)
        {
            _ = WorkAfterAsync(worker, outcome.Pause);
        }

        return isNeeded;
    }

    private async Task WorkAfterAsync(Worker worker, TimeSpan pause)
    {
        await Task.Delay(pause, clock, CancellationToken.None);
        Work(worker);
    }

    private bool TryTake(Worker worker)
    {
        lock (gate)
        {
            if (worker.Index >= level || left == 0 || stop.IsCancellationRequested)
            {
                worker.IsRunning = false;
                return false;
            }

            left--;
            if (left == 0)
            {
                allTaken?.TrySetResult();
            }

            return true;
        }
    }

    private sealed class Worker
    {
        public Worker(WorkerPool pool, int index)
        {
            Index = index;
            Resume = outcome =>
            {
                if (!pool.TryPause(this, outcome))
                {
                    pool.Work(this);
                }
            };
        }

        public int Index { get; }

        public bool IsRunning { get; set; }

        /// <summary>What follows a connection that did not finish synchronously; made once for all connections of the worker.</summary>
        public Action<ConnectionOutcome> Resume { get; }
    }
}
