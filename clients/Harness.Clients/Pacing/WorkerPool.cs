using Harness.Clients.Connections;

namespace Harness.Clients.Pacing;

/// <summary>The workers of a closed load: each opens one connection after the other. Their number changes while they run.</summary>
/// <param name="openOne">Opens, uses and closes one connection; returns null when it has not ended, and then tells its end to whom it was given.</param>
/// <param name="running">Counts the workers that run.</param>
/// <param name="clock">Measures the pause after a connection that could not be opened.</param>
/// <param name="stop">No worker opens another connection.</param>
internal sealed class WorkerPool(
    Func<Action<ConnectionOutcome>, ConnectionOutcome?> openOne, Running running, TimeProvider clock, CancellationToken stop)
{
    private readonly Lock gate = new();
    private readonly List<Worker> workers = [];
    private int level;
    private long left = long.MaxValue;
    private TaskCompletionSource? allTaken;

    /// <summary>So many workers from now on, without a limit to their connections. Surplus ones end with the connection they are at.</summary>
    public void SetLevel(int workers)
    {
        lock (gate)
        {
            left = long.MaxValue;
            Start(workers);
        }
    }

    /// <summary>Completes when the workers have begun exactly <paramref name="connections"/> connections, however they end.</summary>
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
            running.Begin();
            ThreadPool.UnsafeQueueUserWorkItem(Work, worker, preferLocal: false);
        }
    }

    private void Work(Worker worker)
    {
        while (TryTake(worker))
        {
            if (openOne(worker.GoOn) is not { } outcome || Pauses(worker, outcome))
            {
                return;
            }
        }

        running.End();
    }

    private bool Pauses(Worker worker, ConnectionOutcome outcome)
    {
        var pauses = outcome.Pause > TimeSpan.Zero && !stop.IsCancellationRequested;
        if (pauses)
        {
            _ = WorkAfterAsync(worker, outcome.Pause);
        }

        return pauses;
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
            GoOn = outcome =>
            {
                if (!pool.Pauses(this, outcome))
                {
                    pool.Work(this);
                }
            };
        }

        public int Index { get; }

        public bool IsRunning { get; set; }

        /// <summary>What follows a connection that did not end at once; made once.</summary>
        public Action<ConnectionOutcome> GoOn { get; }
    }
}
