using System.Globalization;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// The columns of samples.csv: the file, the lines of the charts and the live view take their values and words from here.
/// </summary>
public static class SampleColumns
{
    /// <summary>The trial's number.</summary>
    public static SampleColumn Trial { get; } = new("trial", "the trial, from 1", r => Whole(r.Trial));

    /// <summary>The node's tier.</summary>
    public static SampleColumn Tier { get; } = new("side", "`server` or `client`", r => Word(r.Sample.Tier));

    /// <summary>The phase in which the sample was taken.</summary>
    public static SampleColumn Phase { get; } = new(
        "phase",
        "`prepare`, `load`, `then` (the steps after the load, where there are any), `settle`, `drain` or `teardown`",
        r => Word(r.Phase));

    /// <summary>When it was taken.</summary>
    public static SampleColumn Elapsed { get; } = Number(
        "elapsed_s",
        "time",
        "seconds since the trial began to sample, the same moment for every node",
        FigureUnit.Seconds,
        "0.######",
        s => s.ElapsedSeconds);

    /// <summary>Sockets in ESTABLISHED.</summary>
    public static SampleColumn Established { get; } = State("established", "ESTABLISHED", s => s.Established) with
    {
        ShortHeading = "ESTAB",
    };

    /// <summary>Sockets in SYN_SENT.</summary>
    public static SampleColumn SynSent { get; } = State("syn_sent", "SYN_SENT", s => s.SynSent);

    /// <summary>Sockets in SYN_RECV.</summary>
    public static SampleColumn SynReceived { get; } = State("syn_received", "SYN_RECV", s => s.SynReceived, "request sockets included");

    /// <summary>Sockets in FIN_WAIT1.</summary>
    public static SampleColumn FinWait1 { get; } = State("fin_wait1", "FIN_WAIT1", s => s.FinWait1);

    /// <summary>Sockets in FIN_WAIT2.</summary>
    public static SampleColumn FinWait2 { get; } = State("fin_wait2", "FIN_WAIT2", s => s.FinWait2, "minisockets included");

    /// <summary>FIN_WAIT2s whose owner has closed.</summary>
    public static SampleColumn FinWait2Minisockets { get; } = Count(
        "fin_wait2_minisockets",
        "FIN_WAIT2 minisockets",
        "those of `fin_wait2` whose owner has closed; the kernel's own counters call them TIME_WAIT",
        s => s.States.FinWait2Minisockets);

    /// <summary>Sockets in TIME_WAIT.</summary>
    public static SampleColumn TimeWait { get; } = State("time_wait", "TIME_WAIT", s => s.TimeWait, "without those minisockets");

    /// <summary>Sockets in CLOSE.</summary>
    public static SampleColumn Close { get; } = State("close", "CLOSE", s => s.Close);

    /// <summary>Sockets in CLOSE_WAIT.</summary>
    public static SampleColumn CloseWait { get; } = State("close_wait", "CLOSE_WAIT", s => s.CloseWait);

    /// <summary>Sockets in LAST_ACK.</summary>
    public static SampleColumn LastAck { get; } = State("last_ack", "LAST_ACK", s => s.LastAck);

    /// <summary>Sockets that listen.</summary>
    public static SampleColumn Listen { get; } = State("listen", "LISTEN", s => s.Listen);

    /// <summary>Sockets in CLOSING.</summary>
    public static SampleColumn Closing { get; } = State("closing", "CLOSING", s => s.Closing);

    /// <summary>TIME_WAITs entered so far.</summary>
    public static SampleColumn Entered { get; } = Count(
        "time_wait_entered",
        "entered",
        "TIME_WAITs entered since the start, by the segments where they are watched, else by the kernel's counter; empty where that cannot "
        + "tell (it is shared on loopback, some kernels count at expiry, and a FIN_WAIT2 that may have timed out was counted too)",
        s => s.TimeWaitEntered);

    /// <summary>TIME_WAITs refused so far.</summary>
    public static SampleColumn Refused { get; } = Count(
        "time_wait_overflow",
        "refused",
        "TIME_WAITs refused because of tcp_max_tw_buckets since the start; empty on loopback",
        s => s.TimeWaitOverflow);

    /// <summary>Connections opened so far.</summary>
    public static SampleColumn Opened { get; } = Count(
        "connections_opened", "opened", "client: successful connects so far; server: accepted; empty of a program on loopback",
        s => s.Connections?.Opened);

    /// <summary>Connections completed so far.</summary>
    public static SampleColumn Completed { get; } = Count(
        "connections_completed", "completed", "connections that ended as they were meant to, so far",
        s => s.Connections?.Completed);

    /// <summary>Connections failed so far.</summary>
    public static SampleColumn Failed { get; } = Count(
        "connections_failed", "failed", "connections that were never opened or ended otherwise, so far",
        s => s.Connections?.Failed);

    /// <summary>What the sample cost.</summary>
    public static SampleColumn Cost { get; } = Number(
        "cost_us", "cost of the sample", "how long taking this sample took", FigureUnit.Microseconds, "0.#", s => s.CostMicroseconds);

    /// <summary>The node that took the sample.</summary>
    public static SampleColumn Node { get; } = new(
        "node",
        "the node that took it: `server`, `client`; with several of a side `client-1`, `client-2`. Each node's rows are its own; a side's "
        + "figures are those of its nodes together",
        r => r.Sample.Node.Name ?? "")
    {
        // Folders of before there were nodes do not have it.
        IsOptional = true,
    };

    /// <summary>All of them, in the file's order.</summary>
    public static IReadOnlyList<SampleColumn> All { get; } =
    [
        Trial, Tier, Phase, Elapsed, Established, SynSent, SynReceived, FinWait1, FinWait2, FinWait2Minisockets, TimeWait, Close, CloseWait,
        LastAck, Listen, Closing, Entered, Refused, Opened, Completed, Failed, Cost, Node,
    ];

    /// <summary>A row, read back from its fields.</summary>
    /// <exception cref="FormatException">A field holds what does not belong there; the message names the column.</exception>
    public static SampleRow Row(SampleFields fields) => new()
    {
        Trial = fields.Whole(Trial),
        Phase = fields.Word<Phase>(Phase),
        Sample = new()
        {
            Node = fields.Text(Node) is { Length: > 0 } name ? new(name) : NodeId.Of(fields.Word<Tier>(Tier)),
            Tier = fields.Word<Tier>(Tier),
            ElapsedSeconds = fields.Number(Elapsed),
            States = new()
            {
                Established = fields.Whole(Established),
                SynSent = fields.Whole(SynSent),
                SynReceived = fields.Whole(SynReceived),
                FinWait1 = fields.Whole(FinWait1),
                FinWait2 = fields.Whole(FinWait2),
                FinWait2Minisockets = fields.Whole(FinWait2Minisockets),
                TimeWait = fields.Whole(TimeWait),
                Close = fields.Whole(Close),
                CloseWait = fields.Whole(CloseWait),
                LastAck = fields.Whole(LastAck),
                Listen = fields.Whole(Listen),
                Closing = fields.Whole(Closing),
            },
            TimeWaitEntered = fields.Count(Entered),
            TimeWaitOverflow = fields.Count(Refused),
            Connections = fields.Count(Opened) is not { } opened ? null : new()
            {
                Opened = opened,
                Completed = fields.Whole(Completed),
                Failed = fields.Whole(Failed),
            },
            CostMicroseconds = fields.Number(Cost),
        },
    };

    private static SampleColumn State(string name, string state, Func<StateCounts, int> count, string? note = null) => Count(
        name, state, $"sockets in {state} at that moment{(note is null ? "" : $", {note}")}", s => count(s.States));

    private static SampleColumn Count(string name, string heading, string words, Func<Sample, double?> value) =>
        Number(name, heading, words, FigureUnit.Count, "0", value);

    private static SampleColumn Number(
        string name, string heading, string words, FigureUnit unit, string format, Func<Sample, double?> value) =>
        new(name, words, r => value(r.Sample)?.ToString(format, CultureInfo.InvariantCulture) ?? "")
        {
            Unit = unit, Heading = heading, Value = value,
        };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
