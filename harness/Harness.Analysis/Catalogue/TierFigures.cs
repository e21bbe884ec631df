using Harness.Analysis.Results;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Catalogue;

/// <summary>What one tier held and cost. Written once, for the server and for the client.</summary>
internal sealed class TierFigures(Tier tier)
{
    private readonly string name = tier.Word();

    /// <summary>All of them, in reading order.</summary>
    public IEnumerable<Figure> All => [.. TimeWait, .. Lifetimes, .. States, .. Cost];

    /// <summary>Those with a name each.</summary>
    public IEnumerable<FigureFamily> Families =>
    [
        // Those that the watched ones are missing from too were never read.
        new($"{name}.counters.", "COUNTER", "kernel counter", t => t.Of(tier).Counters is { Count: > 0 } counters ? counters : null)
        {
            Subject = name, Scope = Scope.Tier,
        },
        new($"{name}.program.exit_codes.", "CODE", "runs of its program with exit code", t => t.Of(tier).Program?.ExitCodes)
        {
            Subject = name,
            Scope = Scope.Tier,
            DefaultUse = tier == Tier.Client ? DefaultUse.Structure : DefaultUse.None,
        },
    ];

    /// <summary>What a request cost this tier in CPU time, its program's runs included.</summary>
    public Figure CpuPerRequest => CpuPerConnection with
    {
        Key = $"{name}.cpu_per_request", Label = "CPU time per request", Value = t => Cpu(t, t.Summary.Requests()), Per = Per.Request,
    };

    /// <summary>What a completed connection cost this tier in CPU time, its program's runs included.</summary>
    public Figure CpuPerConnection => new(
        $"{name}.cpu_per_connection",
        "CPU time per connection",
        FigureUnit.Microseconds,
        t => Cpu(t, t.Summary.Connections.Completed))
    {
        Subject = name,
        Better = Direction.Lower,
        Scope = Scope.Tier,
        Merge = Merge.Figures,
        Per = Per.Connection,
        DefaultUse = DefaultUse.Compare,
    };

    // A TIME_WAIT costs memory wherever it is, and a port at the client: on either side fewer are better for that side.
    private IEnumerable<Figure> TimeWait =>
    [
        Count("time_wait.entered", "TIME_WAITs entered", s => s.TimeWait.Entered) with
        {
            Heading = "TIME_WAIT entered",
            Better = Direction.Lower,
            PartOf = Whole.Connections,
            DefaultUse = DefaultUse.Compare | DefaultUse.Structure,
        },
        Count("time_wait.peak", "TIME_WAIT peak", s => s.TimeWait.Peak) with
        {
            Heading = "peak", Better = Direction.Lower, Merge = Merge.Samples, DefaultUse = DefaultUse.Compare,
        },
        Count("time_wait.final", "TIME_WAIT at the end", s => s.TimeWait.Final) with
        {
            Heading = "at the end", Better = Direction.Lower,
        },
        Count("time_wait.overflow", "TIME_WAITs refused because of tcp_max_tw_buckets", s => s.TimeWait.Overflow) with
        {
            Heading = "overflow", Better = Direction.Lower, PartOf = Whole.Connections, DefaultUse = DefaultUse.Structure,
        },
        new($"{name}.time_wait.held", "time in TIME_WAIT, mean", FigureUnit.Seconds, Held)
        {
            Subject = name, Scope = Scope.Tier, Merge = Merge.Samples, DefaultUse = DefaultUse.Compare,
        },
        new($"{name}.time_wait.memory", "TIME_WAIT memory", FigureUnit.Bytes, Memory)
        {
            Subject = name, Better = Direction.Lower, Scope = Scope.Tier, Merge = Merge.Figures, DefaultUse = DefaultUse.Compare,
        },
    ];

    private IEnumerable<Figure> Lifetimes =>
    [
        .. Lifetime("time_wait_lifetime_ms", "TIME_WAIT", s => s.TimeWaitLifetimeMs),
        .. Lifetime("fin_wait2_lifetime_ms", "FIN_WAIT2", s => s.FinWait2LifetimeMs),
    ];

    private IEnumerable<Figure> States =>
    [
        .. State("close_wait", "CLOSE_WAIT", Direction.Lower, s => s.CloseWait),
        .. State("fin_wait2", "FIN_WAIT2", Direction.Lower, s => s.FinWait2),
        .. State("established", "ESTABLISHED", Direction.Neither, s => s.Established),
    ];

    // Of a process that was lost with its agent nothing is known; an earlier version wrote 0, which no process has.
    private IEnumerable<Figure> Cost =>
    [
        Count("requests", tier == Tier.Server ? "requests answered" : "responses received", s => s.Requests),
        Of("cpu_seconds", "CPU time", FigureUnit.Seconds, s => s.CpuSeconds) with
        {
            Heading = "CPU", Better = Direction.Lower, Scope = Scope.Node, IsMeasured = IsKnown,
        },
        Of("max_rss_bytes", "most memory", FigureUnit.Bytes, s => s.MaxRssBytes) with
        {
            Better = Direction.Lower, Scope = Scope.Node, Merge = Merge.Largest, IsMeasured = IsKnown,
        },
        Count("program.failed", "runs of its program that did not exit with 0", s => Failed(s.Program)) with
        {
            Better = Direction.Lower,
        },
        Count("program.timed_out", "runs of its program that were ended at its timeout", s => s.Program?.TimedOut) with
        {
            Better = Direction.Lower,
        },
        Count("program.left_behind", "processes that its program left behind", s => s.Program?.LeftBehind) with
        {
            Better = Direction.Lower,
        },
        Of("program.cpu_seconds", "CPU time of its program's runs", FigureUnit.Seconds, s => s.Program?.CpuSeconds) with
        {
            Better = Direction.Lower,
        },
        .. DurationFigures.Of($"{name}.sample_cost_us", "cost of one sample", t => t.Of(tier).SampleCostUs)
            .Select(f => f with { Subject = name, Scope = Scope.Node }),
    ];

    private static bool IsMeasured(TierSummary own) => own.MaxRssBytes > 0;

    private bool IsKnown(MeasuredTrial trial) => IsMeasured(trial.Of(tier));

    private Figure Of(string key, string label, FigureUnit unit, Func<TierSummary, double?> value) =>
        new($"{name}.{key}", label, unit, t => value(t.Of(tier))) { Subject = name, Scope = Scope.Tier, Merge = Merge.Sum };

    private Figure Count(string key, string label, Func<TierSummary, double?> value) => Of(key, label, FigureUnit.Count, value);

    private IEnumerable<Figure> State(string key, string name, Direction better, Func<TierSummary, StateSummary> state) =>
    [
        Count($"{key}.peak", $"{name} peak", s => state(s).Peak) with { Heading = name, Better = better, Merge = Merge.Samples },
        Count($"{key}.final", $"{name} at the end", s => state(s).Final) with { Better = better },
    ];

    private IEnumerable<Figure> Lifetime(string key, string state, Func<TierSummary, LifetimeSummary?> lifetime)
    {
        return
        [
            Count($"{key}.count", $"{state}s whose whole life was seen", s => lifetime(s)?.Count) with { Merge = Merge.Histograms },
            Time("min", "shortest", l => l.Min),
            Time("p50", "median", l => l.P50),
            Time("max", "longest", l => l.Max),
            Count($"{key}.left", $"{state}s that outlived the sampling", s => lifetime(s)?.Left),
        ];

        Figure Time(string part, string words, Func<LifetimeSummary, double?> value) => Of(
            $"{key}.{part}", $"lifetime of a {state}, {words}", FigureUnit.Milliseconds, s => lifetime(s) is { } l ? value(l) : null) with
        {
            Merge = Merge.Histograms,
            IsMeasured = t => lifetime(t.Of(tier)) is { Count: > 0 },
        };
    }

    private static long? Failed(ProgramSummary? program) => program?.ExitCodes.Where(e => e.Key != "0").Sum(e => e.Value);

    private double? Held(MeasuredTrial trial) => tier == Tier.Server ? trial.ServerHeldSeconds : trial.ClientHeldSeconds;

    private double? Memory(MeasuredTrial trial) =>
        trial.TimeWaitBytes is { } bytes ? bytes * (double?)trial.Of(tier).TimeWait.Peak : null;

    private double? Cpu(MeasuredTrial trial, long? units)
    {
        var own = trial.Of(tier);
        return IsMeasured(own) && units > 0
            ? Math.Round((own.CpuSeconds!.Value + (own.Program?.CpuSeconds ?? 0)) * 1e6 / units.Value, 1)
            : null;
    }
}
