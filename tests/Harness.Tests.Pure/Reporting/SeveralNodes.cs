using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Reporting;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Reporting;

/// <summary>
/// A trial of several clients, for charts: from second 0.1 to second 10 client i opens i * 100 connections a second, which it closes first.
/// No two clients take a sample at the same moment.
/// </summary>
internal static class SeveralNodes
{
    private const double Begins = 0.1;
    private const double Ends = 10;
    private const double Every = 0.1;

    public static TrialRecord Trial(int clients) => TrialRecord.Of(Run(Samples(clients))).Single();

    public static RunRecord Run(IEnumerable<SampleRow> samples) =>
        new() { Folder = "x", Samples = [.. samples.OrderBy(r => r.Sample.ElapsedSeconds)] };

    public static IEnumerable<SampleRow> Samples(int clients) =>
        Enumerable.Range(0, clients).SelectMany(i => Enumerable.Range(0, 102).Select(n => Row(i, clients, (i * 0.0037) + (n * Every))));

    private static SampleRow Row(int client, int of, double seconds)
    {
        var opened = (int)Math.Round((Math.Clamp(seconds, Begins, Ends) - Begins) * 100 * (client + 1));
        return new()
        {
            Trial = 1,
            Phase = seconds < Ends ? Phase.Load : Phase.Settle,
            Sample = new()
            {
                Node = NodeId.Of(Tier.Client, client, of),
                Tier = Tier.Client,
                ElapsedSeconds = Math.Round(seconds, 6),
                States = new() { TimeWait = opened, Established = 100 * (client + 1) },
                TimeWaitEntered = opened,
                Connections = new() { Opened = opened, Completed = opened },
            },
        };
    }
}
