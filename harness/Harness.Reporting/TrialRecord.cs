using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Reporting.Charts;
using Harness.Scenarios.Options;
using Harness.Scenarios.Words;

namespace Harness.Reporting;

/// <summary>One trial of a <see cref="RunRecord"/>: its figures and its samples.</summary>
internal sealed class TrialRecord
{
    private readonly ILookup<Tier, SampleRow> samples;
    private readonly ILookup<Tier, NodeSamples> byNode;
    private readonly bool isOnlyOne;

    private TrialRecord(TrialSummary summary, IEnumerable<SampleRow> rows, RunRecord run, bool isOnlyOne)
    {
        (Summary, Sequences, this.isOnlyOne) = (summary, [.. run.Sequences[summary.Trial]], isOnlyOne);
        var tiers = rows.GroupBy(r => r.Sample.Tier).ToList();
        Hosts = run.Environment?.Hosts ?? [];
        samples = TiersOf(tiers);
        byNode = tiers
            .SelectMany(tier => NodeSamples.Of(tier, Hosts), (tier, node) => (tier.Key, Node: node))
            .ToLookup(n => n.Key, n => n.Node);
    }

    /// <summary>Its figures; of a trial that was killed, those that its samples tell.</summary>
    public TrialSummary Summary { get; }

    /// <summary>Where its nodes stand; none where that is one machine.</summary>
    public IReadOnlyList<HostEntry> Hosts { get; }

    /// <summary>The connections that the link's rules touched first.</summary>
    public IReadOnlyList<Sequence> Sequences { get; }

    /// <summary>The swept values, or the number of the trial.</summary>
    public string Label => Summary.Parameters.Count == 0
        ? $"trial {Summary.Trial}"
        : SweptValue.Names(Summary.Parameters);

    /// <summary>The end of its last sample or phase.</summary>
    public double EndSeconds => samples.SelectMany(s => s).Select(s => s.Sample.ElapsedSeconds)
        .Concat(Summary.Phases.Where(p => p.Phase != Phase.Teardown).Select(p => p.EndSeconds))
        .DefaultIfEmpty()
        .Max();

    /// <summary>The trials of a run, in order.</summary>
    public static IReadOnlyList<TrialRecord> Of(RunRecord run)
    {
        var rows = run.Samples.ToLookup(s => s.Trial);
        var summaries = run.Summary?.Trials ?? [];
        var killed = rows.Select(g => g.Key).Except(summaries.Select(t => t.Trial)).Select(n => FromSamples(n, [.. rows[n]]));
        var all = summaries.Concat(killed).OrderBy(t => t.Trial).ToList();
        return [.. all.Select(t => new TrialRecord(t, rows[t.Trial], run, all.Count == 1))];
    }

    /// <summary>The nodes of a tier, each with its own samples.</summary>
    public IReadOnlyList<NodeSamples> Nodes(Tier tier) => [.. byNode[tier]];

    /// <summary>One quantity of each node of a tier over time.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<Point> Points)> NodePoints(Tier tier, Func<Sample, double?> value) =>
        [.. byNode[tier].Select(n => (n.Name, NodeSamples.PointsOf(n.Rows, value)))];

    /// <summary>One quantity of a whole tier over time; samples that do not have it are left out.</summary>
    public IReadOnlyList<Point> Points(Tier tier, Func<Sample, double?> value) => NodeSamples.PointsOf(samples[tier], value);

    /// <summary>The name of a chart's file, without its ending: beside the number it has the swept values.</summary>
    /// <param name="id">A chart of this trial's.</param>
    public string FileName(string id)
    {
        var (number, values) = (ChartId(""), FileWord.Of(Summary.Parameters));
        return isOnlyOne || values.Length == 0 ? id : id.Insert(number.Length, $"{values}-");
    }

    public string ChartId(string name) => isOnlyOne ? name : $"trial-{Summary.Trial:00}-{name}";

    private static ILookup<Tier, SampleRow> TiersOf(IEnumerable<IEnumerable<SampleRow>> tiers) =>
        tiers.SelectMany(Merge).ToLookup(r => r.Sample.Tier);

    private static IEnumerable<SampleRow> Merge(IEnumerable<SampleRow> tier)
    {
        var nodes = new NewestSamples();
        return tier.OrderBy(r => r.Sample.ElapsedSeconds).Select(row => row with { Sample = nodes.Add(row.Sample) });
    }

    private static TrialSummary FromSamples(int number, List<SampleRow> nodes)
    {
        var rows = TiersOf(nodes.GroupBy(r => r.Sample.Tier)).SelectMany(tier => tier).ToList();
        var clients = rows.LastOrDefault(r => r.Sample.Tier == Tier.Client)?.Sample.Connections;
        return new TrialSummary
        {
            Trial = number,
            Complete = false,
            Connections = new ConnectionSummary
            {
                Opened = clients?.Opened,
                Completed = clients?.Completed,
                Failed = clients?.Failed,
                Accepted = rows.LastOrDefault(r => r.Sample.Tier == Tier.Server)?.Sample.Connections?.Opened,
            },
            Server = SideFromSamples([.. rows.Select(r => r.Sample).Where(s => s.Tier == Tier.Server)]),
            Client = SideFromSamples([.. rows.Select(r => r.Sample).Where(s => s.Tier == Tier.Client)]),
            Phases = [.. rows.GroupBy(r => r.Phase, r => r.Sample.ElapsedSeconds).Select(g => new PhaseSpan(g.Key, g.Min(), g.Max()))],
        };
    }

    private static TierSummary SideFromSamples(List<Sample> samples)
    {
        var (timeWait, entered) = (Of(s => s.TimeWait), samples.LastOrDefault()?.TimeWaitEntered);
        return new TierSummary
        {
            TimeWait = new TimeWaitSummary
            {
                Entered = entered,
                EnteredFrom = entered is null ? EnteredSource.None : EnteredSource.Counter,
                Peak = timeWait.Peak,
                Final = timeWait.Final,
                Overflow = samples.LastOrDefault()?.TimeWaitOverflow,
            },
            CloseWait = Of(s => s.CloseWait),
            FinWait2 = Of(s => s.FinWait2),
            Established = Of(s => s.Established),
        };

        StateSummary Of(Func<StateCounts, int> count) => samples.Count == 0
            ? new()
            : new() { Peak = samples.Max(s => count(s.States)), Final = count(samples[^1].States) };
    }
}
