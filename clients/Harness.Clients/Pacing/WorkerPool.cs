namespace Harness.Clients.Pacing;

/// <summary>The workers of a closed load: each opens one connection after the other. Their number changes while they run.</summary>
/// <param name="openOne">Opens, uses and closes one connection; returns how long its worker then pauses.</param>
/// <param name="running">Counts the workers that run.</param>
/// <param name="stop">No worker opens another connection.</param>
internal sealed class WorkerPool(Func<Task<TimeSpan>> openOne, Running running, CancellationToken stop)
{
    private readonly Lock gate = new();
    private readonly List<bool> isRunning = [];
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

    private void Start(int workers)
    {
        level = workers;
        for (var index = 0; index < workers; index++)
        {
            if (index == isRunning.Count)
            {
                isRunning.Add(false);
            }

            if (!isRunning[index])
            {
                isRunning[index] = true;
                running.Begin();
                ThreadPool.UnsafeQueueUserWorkItem(static w => _ = w.Pool.WorkAsync(w.Index), (Pool: this, Index: index), preferLocal: false);
            }
        }
    }

    private async Task WorkAsync(int index)
    {
        while (TryTake(index))
        {
            var pause = await openOne();
            if (pause > TimeSpan.Zero && !stop.IsCancellationRequested)
            {
                await Task.Delay(pause, CancellationToken.None);
            }
        }

        running.End();
    }

    private bool TryTake(int index)
    {
        lock (gate)
        {
            if (index >= level || left == 0 || stop.IsCancellationRequested)
            {
                isRunning[index] = false;
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
}
