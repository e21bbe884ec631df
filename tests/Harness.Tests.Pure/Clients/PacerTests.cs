using System.Threading.Channels;
using Harness.Clients;
using Harness.Clients.Connections;
using Harness.Clients.Pacing;
using Harness.Protocol.Contracts;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Clients;

/// <summary>When the steps of a load change how many copies run: nothing is due before the test says so.</summary>
public sealed class PacerTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private readonly List<Action<ConnectionOutcome>> open = [];
    private readonly InFlight inFlight = new();
    private readonly SteppedDelay delay = new();

    [Fact]
    public async Task ClosedSteps_KeepRampAndPause_AndInThePauseNothingIsOpen()
    {
        // Milliseconds since the load began, and how many copies run until then.
        (double At, int Copies)[] expected =
            [(200, 2), (250, 2), (350, 3), (400, 4), (425, 4), (475, 3), (525, 2), (575, 1), (600, 0), (800, 0)];
        LoadStep[] steps =
        [
            new LoadStep.KeepConstant(2, Step), new LoadStep.RampingConstant(4, Step), new LoadStep.RampingConstant(0, Step),
            new LoadStep.Pause(Step),
        ];
        var plan = new LoadPlan(ClientProfiles.All["ab"], steps, [], []);
        var stop = TestContext.Current.CancellationToken;
        var workers = new WorkerPool(Open, inFlight, TimeProvider.System, stop);
        var pacer = new Pacer(plan, delay, workers, _ => throw new InvalidOperationException("nothing is injected"), stop);

        var load = pacer.RunAsync();
        long? first = null;
        foreach (var (at, copies) in expected)
        {
            var (due, pass) = await delay.NextAsync().WaitAsync(Deadline, stop);
            first ??= due;
            ((due - first.Value) / 1e6).ShouldBe(at - expected[0].At);
            EndAll();
            await Eventually.ShouldBeAsync(() => Count, copies);
            pass();
        }

        await load.WaitAsync(Deadline, stop);
        await inFlight.EndAllAsync().WaitAsync(Deadline, stop);
        Count.ShouldBe(0);
    }

    private int Count
    {
        get
        {
            lock (gate)
            {
                return open.Count;
            }
        }
    }

    private ConnectionOutcome? Open(Action<ConnectionOutcome> then)
    {
        lock (gate)
        {
            open.Add(then);
        }

        return null;
    }

    // A copy that goes on opens the next one within this call; one that is surplus ends.
    private void EndAll()
    {
        Action<ConnectionOutcome>[] ending;
        lock (gate)
        {
            ending = [.. open];
            open.Clear();
        }

        Array.ForEach(ending, then => then(new() { Connected = 1 }));
    }

    private sealed class SteppedDelay : IPreciseDelay
    {
        private readonly Channel<(long Due, Action Pass)> waits = Channel.CreateUnbounded<(long Due, Action Pass)>();

        public Task<(long Due, Action Pass)> NextAsync() => waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        public void Until(long timestamp) => throw new NotSupportedException();

        public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default)
        {
            var passed = new TaskCompletionSource();
            waits.Writer.TryWrite((timestamp, passed.SetResult));
            return new(passed.Task);
        }
    }
}
