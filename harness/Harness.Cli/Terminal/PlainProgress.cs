using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Terminal;

/// <summary>A line a second, for logs and pipes.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="clock">Says when a second has passed.</param>
internal sealed class PlainProgress(TextWriter output, TimeProvider clock) : Progress
{
    private readonly NewestSamples newest = new();
    private readonly LoadProgress load = new();
    private RunPlan? plan;
    private IReadOnlyList<HostEntry> hosts = [];

    // Of trials side by side, the one that entered a phase last is shown.
    private TrialPlan? shown;
    private long? lastLine;

    public override void RunStarted(RunPlan plan, DateTimeOffset startedAt)
    {
        this.plan = plan;
        output.WriteLine($"{plan.Scenario.Name}: {plan.Extent}");
    }

    public override void EnvironmentKnown(RunEnvironment environment) => hosts = environment.Hosts;

    public override void PhaseStarted(TrialPlan trial, Phase phase)
    {
        // What the nodes of a trial said last holds until they say more: a sum over some of them would be no sum.
        if (trial != shown)
        {
            newest.Clear();
        }

        load.Clear();
        shown = trial;
        if (plan?.Scenario.AtOnce is not > 1)
        {
            lastLine = null;
        }
    }

    public override void Sampled(TrialPlan trial, Phase phase, Sample sample)
    {
        if (trial != shown)
        {
            return;
        }

        var tier = newest.Add(sample);
        if (sample.Tier == Tier.Client)
        {
            load.Add(tier);
        }

        if (newest.Of(Tier.Server) is not { } server || newest.Of(Tier.Client) is not { } client
            || (lastLine is { } last && clock.GetElapsedTime(last).TotalSeconds < 1))
        {
            return;
        }

        lastLine = clock.GetTimestamp();
        output.WriteLine(
            $"{plan?.Scenario.Name} {plan?.Nth(trial)} {phase.ToString().ToLowerInvariant(),-8} {sample.ElapsedSeconds,7:0.0} s  "
            + (client.Connections is { } connections
                ? $"connections {connections.Completed,8:N0}, failed {connections.Failed:N0}; "
                : $"connections {Format.NotMeasured}; ")
            + $"TIME_WAIT server {server.States.TimeWait:N0}, client {client.States.TimeWait:N0}"
            + (phase == Phase.Load && load.Words(trial.Scenario.Load) is { Length: > 0 } words ? $"; {words}" : "")
            + (SilentNodes.Words(newest, trial, hosts) is { Length: > 0 } silent ? $"; {silent}" : ""));
    }

    protected override void Warn(Warning warning) => output.WriteLine(Worded(warning));
}
