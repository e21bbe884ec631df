using Harness.Analysis.Running;
using Harness.Cli.Terminal;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Trials;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person sees while a run goes on.</summary>
public sealed class LiveViewTests : IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider clock = new();
    private readonly TestConsole console = new();
    private readonly SynchronizationContext? outer = SynchronizationContext.Current;
    private readonly LiveView view;
    private readonly RunPlan plan = ExampleSamples.Plan(trials: 2);
    private int seen;

    public LiveViewTests()
    {
        console.Profile.Width = Screen.Width;
        // What the clock wakes is drawn before the call that moved it returns.
        SynchronizationContext.SetSynchronizationContext(new AtOnce());
        view = new(console, clock);
        view.RunStarted(plan, default);
        view.PhaseStarted(plan.Trials[0], Phase.Load);
        seen = console.Output.Length;
    }

    public void Dispose()
    {
        view.Dispose();
        SynchronizationContext.SetSynchronizationContext(outer);
        console.Dispose();
    }

    [Fact]
    public void BothSides_AreShown_FourTimesASecond_AndNotInBetween()
    {
        view.Sampled(plan.Trials[0], Phase.Load, ExampleSamples.Of(Tier.Server, at: 1.5, timeWait: 28_232));
        view.Sampled(plan.Trials[0], Phase.Load, ExampleSamples.Of(Tier.Client, at: 1.5, timeWait: 7, completed: 30_000, failed: 9));
        clock.Advance(Redraw - TimeSpan.FromTicks(1));
        Drawn().ShouldBeEmpty();

        clock.Advance(TimeSpan.FromTicks(1));

        var lines = Drawn();
        lines[0].ShouldBe("example  trial 1/2  load  1.5 s");
        Cells(lines, "side").ShouldBe(["ESTAB", "FIN_WAIT2", "CLOSE_WAIT", "TIME_WAIT", "entered", "history"]);
        Cells(lines, "server").ShouldBe(["0", "0", "0", "28,232", "-", "█"]);
        Cells(lines, "client").ShouldBe(["0", "0", "0", "7", "-", "▁"]);
        lines.ShouldContain("30,000 connections completed, 9 failed");
        lines.ShouldAllBe(line => line.Length <= Screen.Width);
    }

    [Fact]
    public void NodesOfATier_HaveRowsBelowIt_AndOneThatFallsSilentIsNamedWithItsHost()
    {
        view.EnvironmentKnown(NodeTableTests.On(NodeTableTests.Host("client-1", "b1"), NodeTableTests.Host("client-2", "b2")));
        view.Sampled(plan.Trials[0], Phase.Load, ExampleSamples.Of(Tier.Server, at: 6, timeWait: 3));
        view.Sampled(plan.Trials[0], Phase.Load, Client("client-2", at: 1.5, timeWait: 40));
        view.Sampled(plan.Trials[0], Phase.Load, Client("client-1", at: 6, timeWait: 2));

        clock.Advance(Redraw);

        var lines = Drawn();
        lines[0].ShouldEndWith("load  6.0 s");
        Cells(lines, "side")[^1].ShouldBe("past");
        Cells(lines, "client")[..4].ShouldBe(["0", "0", "0", "42"]);
        Cells(lines, "client-1")[..4].ShouldBe(["0", "0", "0", "2"]);
        Cells(lines, "client-2")[..4].ShouldBe(["0", "0", "0", "40"]);
        lines.ShouldNotContain(line => line.Contains("server-1", StringComparison.Ordinal));
        lines.ShouldContain("no sample of client-2 on b2 for 4 s");
        lines.ShouldAllBe(line => line.Length <= Screen.Width);
    }

    [Fact]
    public void MoreNodesThanAScreenHasLinesFor_AreTheirSum()
    {
        for (var node = 1; node <= 9; node++)
        {
            view.Sampled(plan.Trials[0], Phase.Load, Client($"client-{node}", at: 1, timeWait: 5));
        }

        clock.Advance(Redraw);

        var lines = Drawn();
        Cells(lines, "client")[3].ShouldBe("45");
        lines.ShouldNotContain(line => line.Contains("client-", StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherTrial_BeginsWithAnEmptyTable()
    {
        view.Sampled(plan.Trials[0], Phase.Load, ExampleSamples.Of(Tier.Server, at: 1.5, timeWait: 1234));
        view.PhaseStarted(plan.Trials[1], Phase.Prepare);
        view.Sampled(plan.Trials[0], Phase.Load, ExampleSamples.Of(Tier.Server, at: 1.6, timeWait: 1235));

        clock.Advance(Redraw);

        var lines = Drawn();
        lines[0].ShouldBe("example  trial 2/2  prepare  0.0 s");
        Cells(lines, "server").ShouldBe(["0", "0", "0", "0", "-", ""]);
    }

    [Fact]
    public void Warnings_ComeWhenTheTableIsGone()
    {
        view.Warned(new("code", "The ports may run out", "Widen the range"));
        clock.Advance(Redraw);
        console.Output.ShouldNotContain("The ports may run out");

        view.Dispose();
        view.Dispose();

        console.Output.TrimEnd().ShouldEndWith("warning: The ports may run out; Widen the range");
        console.Output.Split("The ports may run out").Length.ShouldBe(2, "said once");
    }

    private static Sample Client(string node, double at, int timeWait) =>
        ExampleSamples.Of(Tier.Client, at, timeWait) with { Node = new(node) };

    // What was drawn since the last call.
    private List<string> Drawn()
    {
        var lines = console.Output[seen..].Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();
        seen = console.Output.Length;
        return lines;
    }

    private static string[] Cells(List<string> lines, string row) =>
        lines.First(line => line.StartsWith($"│ {row} ", StringComparison.Ordinal)).Split('│', StringSplitOptions.TrimEntries)[2..^1];

    private sealed class AtOnce : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => d(state);
    }
}
