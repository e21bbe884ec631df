using Microsoft.Extensions.Logging.Abstractions;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Controller.Launching;
using Harness.Controller.Trials;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Time;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Trials;

/// <summary>How long the phases of a trial and its waits last.</summary>
public sealed class TrialTimeTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly OneThread thread = new();

    [Fact]
    public void Phases_LastUntilTheNextBegins_AndThePreparationIsBeforeZero()
    {
        var observer = new PhaseObserver();
        var log = Log(observer);
        Pass(2.5);
        log.SecondsInPhase.ShouldBe(0, "nothing is measured before sampling begins");

        log.Begin();
        log.Enter(Phase.Load);
        Pass(10);
        log.SecondsInPhase.ShouldBe(10);
        log.Enter(Phase.Load);
        Pass(0.25);
        log.Enter(Phase.Settle);
        Pass(0.125);
        log.SecondsInPhase.ShouldBe(0.125);
        log.End();

        log.Phases.ShouldBe([new(Phase.Prepare, -2.5, 0), new(Phase.Load, 0, 10.25), new(Phase.Settle, 10.25, 10.375)]);
        observer.Phases.ShouldBe([Phase.Load, Phase.Settle]);
    }

    [Fact]
    public void ATrialThatBreaksOffBeforeItSamples_HasNoTimeInItsPhases()
    {
        var log = Log(new PhaseObserver());
        Pass(3);
        log.Enter(Phase.Teardown);
        Pass(3);
        log.End();

        log.Phases.ShouldBe([new(Phase.Prepare, 0, 0), new(Phase.Teardown, 0, 0)]);
    }

    [Fact]
    public async Task AWaitForAllNodes_EndsWithTheSampleThatSatisfiesIt()
    {
        var board = ExampleSamples.Board(clock);
        var stop = TestContext.Current.CancellationToken;
        var waiting = board.UntilAsync(
            (node, peaks) => peaks.Samples == (node == NodeId.Of(Tier.Server) ? 1 : 2), TimeSpan.FromMinutes(1), stop);
        board.Add(ExampleSamples.Of(Tier.Server));
        board.Add(ExampleSamples.Of(Tier.Client));
        waiting.IsCompleted.ShouldBeFalse();

        board.Add(ExampleSamples.Of(Tier.Client));

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20), stop)).ShouldBeTrue();
    }

    [Fact]
    public void AWaitForAllNodes_GivesUpWhenItsTimeIsOver_AndNotBefore()
    {
        var board = ExampleSamples.Board(clock);
        var stop = TestContext.Current.CancellationToken;
        bool? isSatisfied = null;
        var waiting = thread.Start(async () => isSatisfied = await board.UntilAsync((_, _) => false, TimeSpan.FromSeconds(125), stop));

        Pass(124.999);
        waiting.IsCompleted.ShouldBeFalse();

        Pass(0.001);
        waiting.IsCompletedSuccessfully.ShouldBeTrue();
        isSatisfied.ShouldBe(false);
    }

    [Fact]
    public void AStepThatWaits_LastsAsLongAsItSays_AndTheNextOneFollowsIt()
    {
        var loads = 0;
        // A wait and a load ask nothing of the nodes.
        var steps = new ThenSteps(new NodeSet([], []), (_, _) => Task.FromResult(++loads), clock);
        ThenStep[] waitAndLoad = [new ThenStep.Wait(TimeSpan.FromMinutes(5)), new ThenStep.Load([])];
        var running = thread.Start(() => steps.RunAsync(waitAndLoad, TestContext.Current.CancellationToken));

        Pass(299.999);
        (loads, running.IsCompleted).ShouldBe((0, false));

        Pass(0.001);
        (loads, running.IsCompletedSuccessfully).ShouldBe((1, true));
    }

    private TrialLog Log(IRunObserver observer) =>
        new(ExampleSamples.Plan().Trials[0], observer, NullLogger.Instance, [], new Lock(), clock);

    private void Pass(double seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        thread.Run();
    }

    private sealed class PhaseObserver : IRunObserver
    {
        public List<Phase> Phases { get; } = [];

        public void PhaseStarted(TrialPlan trial, Phase phase) => Phases.Add(phase);

        public void RunStarted(RunPlan plan, DateTimeOffset startedAt) => throw new NotSupportedException();

        public void EnvironmentKnown(RunEnvironment environment) => throw new NotSupportedException();

        public void Sampled(TrialPlan trial, Phase phase, Sample sample) => throw new NotSupportedException();

        public void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections) =>
            throw new NotSupportedException();

        public void Warned(Warning warning) => throw new NotSupportedException();

        public void TrialFinished(TrialPlan trial, TrialSummary summary) => throw new NotSupportedException();

        public void RunFinished(RunSummary summary) => throw new NotSupportedException();
    }
}
