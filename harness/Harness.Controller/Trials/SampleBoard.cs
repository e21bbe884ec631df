using Harness.Model;
using Harness.Model.Counting;

namespace Harness.Controller.Trials;

/// <summary>What the samplers of both sides have shown so far: the newest sample, the peaks, and a way to wait for the next.</summary>
/// <param name="clock">Says when each sample arrives, and when a wait has lasted too long.</param>
internal sealed class SampleBoard(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Side, SidePeaks> sides = new() { [Side.Server] = new(), [Side.Client] = new() };
    private TaskCompletionSource news = New();

    /// <summary>What one side has shown so far.</summary>
    public SidePeaks Of(Side side)
    {
        lock (gate)
        {
            return sides[side];
        }
    }

    public void Add(Sample sample)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            sides[sample.Side] = sides[sample.Side].With(sample, clock.GetTimestamp());
            (waiting, news) = (news, New());
        }

        waiting.SetResult();
    }

    /// <summary>Waits until both sides satisfy <paramref name="condition"/>, looking again at each sample.</summary>
    /// <returns>False when <paramref name="within"/> passed first.</returns>
    public async Task<bool> UntilAsync(Func<SidePeaks, SidePeaks, bool> condition, TimeSpan within, CancellationToken cancellationToken)
    {
        using var timeOut = new CancellationTokenSource(within, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeOut.Token);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (condition(sides[Side.Server], sides[Side.Client]))
                {
                    return true;
                }

                next = news.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
