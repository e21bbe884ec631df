using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Testing;

/// <summary>One trial of an <see cref="ExampleRun"/>, worked out from a few figures.</summary>
internal sealed record ExampleTrial
{
    private const double TimeWaitSeconds = 60;

    public required int Connections { get; init; }

    public required double Rate { get; init; }

    public required double Every { get; init; }

    public required Tier ClosesFirst { get; init; }

    public int ClosedByTheOther { get; init; }

    public int Both { get; init; }

    public int Failed { get; init; }

    public bool Drains { get; init; }

    public bool Complete { get; init; } = true;

    public long? Expected { get; init; } = -1;

    public double? DelayMicroseconds { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What else its summary says.</summary>
    public Func<TrialSummary, TrialSummary> And { get; init; } = t => t;

    private double LoadEnd => Connections / Rate;

    private double SettleEnd => LoadEnd + (Complete ? 0.3 : 0);

    private double End => Drains ? SettleEnd + TimeWaitSeconds + 1.5 : SettleEnd;

    public IEnumerable<(Phase Phase, Sample Sample)> Samples()
    {
        for (var i = 0; i * Every <= End; i++)
        {
            var at = Math.Round(i * Every, 3);
            var phase = at <= LoadEnd ? Phase.Load : at <= SettleEnd ? Phase.Settle : Phase.Drain;
            yield return (phase, SampleOf(Tier.Server, at + 0.0012, i));
            yield return (phase, SampleOf(Tier.Client, at, i));
        }
    }

    public TrialSummary Summary(int number)
    {
        var (server, client) = (Entered(Tier.Server, Connections), Entered(Tier.Client, Connections));
        return And(new TrialSummary
        {
            Trial = number,
            Parameters = Parameters,
            Complete = Complete,
            Connections = new ConnectionSummary
            {
                Opened = Connections, Completed = Connections, Failed = Failed, Accepted = Connections,
                Errors = Failed == 0
                    ? new SortedDictionary<string, long>()
                    : new SortedDictionary<string, long>(StringComparer.Ordinal) { ["EADDRNOTAVAIL"] = Failed },
            },
            ClosedFirst = Complete
                ? new ClosedFirst { Server = server - Both, Client = client - Both, Both = Both, Source = ClosedFirstSource.Census }
                : new ClosedFirst { Unknown = Connections },
            Server = SideOf(server),
            Client = SideOf(client),
            Rates = new RateSummary { ConnectionsPerSecond = Rate, LoadSeconds = Math.Round(LoadEnd, 2) },
            LatencyUs = new LatencySummary { Connect = Durations(38_000, 1.7), Total = Durations(260_000, 2.1) },
            CloseDelayUs = DelayMicroseconds is { } delay ? Durations(delay * 1000, 0.2) : null,
            Limits = new LimitSummary { ClientPorts = 28_232, ServerTimeWaitBuckets = 131_072, ClientTimeWaitBuckets = 131_072 },
            Phases = Phases(),
            Expectations = Expected is null || !Complete ? [] : Expectations(Connections - ClosedByTheOther),
        });
    }

    private IReadOnlyList<ExpectationResult> Expectations(int closedFirst)
    {
        var (first, other) = ClosesFirst == Tier.Server ? ("server", "client") : ("client", "server");
        return
        [
            new($"{first}.time_wait.entered == connections.completed", closedFirst, Expected is -1 || Expected == closedFirst),
            new($"{other}.time_wait.entered == 0", ClosedByTheOther, ClosedByTheOther == 0),
        ];
    }

    private IReadOnlyList<PhaseSpan> Phases()
    {
        PhaseSpan[] all =
        [
            new(Phase.Prepare, -0.4, 0),
            new(Phase.Load, 0, LoadEnd),
            new(Phase.Settle, LoadEnd, SettleEnd),
            new(Phase.Drain, SettleEnd, End),
            new(Phase.Teardown, End, End + 0.2),
        ];
        return [.. all.Where(p => p.EndSeconds > p.StartSeconds && (Complete || p.Phase < Phase.Settle))];
    }

    private Sample SampleOf(Tier tier, double at, int number)
    {
        var opened = (int)Math.Clamp(Math.Floor((at * Rate) + (0.06 * Every * Rate * Math.Sin(number))), 0, Connections);
        var gone = (int)Math.Clamp(Math.Floor((at - TimeWaitSeconds - 0.8) * Rate), 0, Connections);
        var moving = at < LoadEnd ? 10 : 0;
        return new Sample
        {
            Node = NodeId.Of(tier),
            Tier = tier,
            ElapsedSeconds = at,
            States = new StateCounts
            {
                TimeWait = (int)(Entered(tier, opened) - Entered(tier, gone)),
                Established = moving == 0 ? 0 : 4 + (number % 4),
                FinWait2 = moving == 0 || tier != ClosesFirst ? 0 : number % 3,
                CloseWait = moving == 0 || tier == ClosesFirst ? 0 : number % 2,
                SynSent = tier == Tier.Client && moving > 0 ? number % 2 : 0,
                LastAck = moving == 0 || tier == ClosesFirst ? 0 : (number + 1) % 2,
                Listen = tier == Tier.Server ? 1 : 0,
            },
            TimeWaitEntered = Entered(tier, opened),
            TimeWaitOverflow = 0,
            Connections = new ConnectionTally
            {
                Opened = opened,
                Completed = Math.Max(0, opened - moving),
                Failed = tier == Tier.Client && at >= LoadEnd ? Failed : 0,
            },
            CostMicroseconds = 410.5 + (number % 7),
        };
    }

    private long Entered(Tier tier, long opened)
    {
        var other = ClosedByTheOther * opened / Connections;
        var both = Both * opened / Connections;
        return tier == ClosesFirst ? opened - other : other + both;
    }

    private TierSummary SideOf(long entered) => new()
    {
        TimeWait = new TimeWaitSummary
        {
            Entered = entered, EnteredFrom = EnteredSource.Counter, Peak = entered, Overflow = 0, Final = Drains ? 0 : entered,
        },
        Established = new StateSummary { Peak = 10, Final = 0 },
        CloseWait = new StateSummary { Peak = 0, Final = 0 },
        FinWait2 = new StateSummary { Peak = 0, Final = 0 },
        CpuSeconds = 0.84,
        MaxRssBytes = 71L << 20,
        SampleCostUs = Durations(410_000, 0.3),
        Counters = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["TcpExt.TW"] = entered, ["TcpExt.TWKilled"] = 0, ["TcpExt.TCPTimeWaitOverflow"] = 0,
            ["Tcp.PassiveOpens"] = entered > 0 ? Connections : 0,
            ["TcpExt.TCPPureAcks"] = 3L * Connections, ["Tcp.InSegs"] = 6L * Connections, ["Tcp.OutSegs"] = 5L * Connections,
        },
    };

    /// <summary>A long-tailed distribution around a median.</summary>
    private DurationSummary Durations(double medianNanoseconds, double spread)
    {
        var histogram = new Histogram();
        for (var i = 0; i < Connections; i++)
        {
            var u = (i + 0.5) / Connections;
            histogram.Record((long)(medianNanoseconds * Math.Exp(spread * 0.35 * Math.Log(u / (1 - u)))));
        }

        return DurationSummary.Of(histogram);
    }
}
