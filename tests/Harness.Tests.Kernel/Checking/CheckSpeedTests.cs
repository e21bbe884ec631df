using Harness.Analysis.Results;
using Harness.Controller.Machine;
using Harness.Reporting.Checking;
using Harness.Scenarios.Options;

namespace Harness.Tests.Kernel.Checking;

/// <summary>The CI gate, where it compares times: nothing may run beside it.</summary>
[Collection(Alone.Name)]
public sealed class CheckSpeedTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task AClientSlowedByThirtyPercent_IsCaught()
    {
        // On this machine's own terms, whatever it is, and speed alone: across a link, the ratios are the wire's and hardly the machine's.
        var recorded = CheckRun.Recorded("ci-client-closes-first");
        new BaselineFile(BaselineFile.PathOf(temp.Path, recorded.Scenario), recorded with
        {
            Environment = BaselineFacts.Read(NetworkKind.Namespaces),
            Structural = new Dictionary<string, Bound>(StringComparer.Ordinal),
        }).Write(new PlainFolder(temp.Path));

        // Two round trips of 40 ms and little else: 25 ms more are 30 %.
        var ended = await CheckRun.CheckAsync(
            temp, "ci-client-closes-first", temp.Path, "--set", "link.rtt=40ms",
            "--set", "load.0.iterations_for_constant.iterations=40", "--set", "client.close.after=25ms");

        ended.ShouldExitWith(1);
        var latency = CheckRun.Report(ended).Scenarios[0].Metrics.Single(m => m.Name == "latency_us.total.p50");
        latency.Outcome.ShouldBe(MetricOutcome.Missed, latency.Message);
        latency.Change!.Value.ShouldBeInRange(0.15, 0.6);
        latency.Message.ShouldStartWith("latency_us.total.p50 (whole connection, median) rose by ");
    }
}
