using Harness.Analysis.Results;

namespace Harness.Analysis.Catalogue;

/// <summary>The connections of a trial: how many there were, how they ended, how fast they were made and how long they took.</summary>
internal static class ConnectionFigures
{
    /// <summary>Who closed first.</summary>
    public static IEnumerable<Figure> ClosedFirst => CloseClass.All.Select(c => Count(
        $"closed_first.{c.Key}", c.Label, t => c.Count(t.ClosedFirst)) with
    {
        PartOf = Whole.Connections,
        // What is not known is no part of what is.
        ComparedAsShareOf = c == CloseClass.Unknown ? null : Whole.KnownEnds,
        IsMeasured = t => c.IsKnown(t.Summary.ClosedFirst),
        DefaultUse = c == CloseClass.Unknown ? DefaultUse.Structure : DefaultUse.Compare | DefaultUse.Structure,
    });

    /// <summary>What came before the RST of those that one ended.</summary>
    public static IEnumerable<Figure> Resets =>
    [
        Count("closed_first.reset_after_server_fin", "ended by an RST after the server's FIN", t => t.ClosedFirst.ResetAfterServerFin),
        Count("closed_first.reset_after_client_fin", "ended by an RST after the client's FIN", t => t.ClosedFirst.ResetAfterClientFin),
        Count("closed_first.data_after_server_fin", "data met a server that had closed", t => t.ClosedFirst.DataAfterServerFin),
        Count("closed_first.client_before_answer", "closed by the client before the answer", t => t.ClosedFirst.ClientBeforeAnswer),
        Count("closed_first.data_after_client_fin", "data met a client that had closed", t => t.ClosedFirst.DataAfterClientFin),
    ];

    /// <summary>How many there were, and what they carried.</summary>
    public static IEnumerable<Figure> Counts =>
    [
        Count("connections.opened", "connections opened", t => t.Connections.Opened) with { DefaultUse = DefaultUse.Structure },
        Count("connections.accepted", "connections accepted by the server", t => t.Connections.Accepted),
        Count("connections.completed", "connections completed", t => t.Connections.Completed) with
        {
            PartOf = Whole.Connections, DefaultUse = DefaultUse.Compare | DefaultUse.Structure,
        },
        Count("connections.failed", "connections failed", t => t.Connections.Failed) with
        {
            Better = Direction.Lower, PartOf = Whole.Connections, DefaultUse = DefaultUse.Compare | DefaultUse.Structure,
        },
        new("requests_per_connection", "requests answered per connection accepted", FigureUnit.Number, RequestsPerConnection)
        {
            Scope = Scope.Hop, Merge = Merge.Figures, DefaultUse = DefaultUse.Structure,
        },
        Bytes("bytes.written", "bytes written by the server", t => t.Bytes?.Written),
        Bytes("bytes.received", "bytes read by the client", t => t.Bytes?.Received),
        Bytes("bytes.lost", "bytes written, but never read", t => t.Bytes?.Lost) with { Better = Direction.Lower },
        Bytes("bytes.foreign", "bytes read that belong to another connection", t => t.Bytes?.Foreign) with { Better = Direction.Lower },
    ];

    /// <summary>How fast they were made.</summary>
    public static IEnumerable<Figure> Rates =>
    [
        new("rates.connections_per_second", "connections per second", FigureUnit.PerSecond, t => t.Summary.Rates.ConnectionsPerSecond)
        {
            Better = Direction.Higher,
            Merge = Merge.Figures,
            // An earlier version wrote 0 of a load that took no time.
            IsMeasured = t => t.Summary.Rates.LoadSeconds is not 0,
            Per = Per.Connection,
            DefaultUse = DefaultUse.Compare | DefaultUse.Speed,
        },
        new("rates.requests_per_second", "requests per second", FigureUnit.PerSecond, t => t.Summary.Rates.RequestsPerSecond)
        {
            Better = Direction.Higher, Merge = Merge.Figures, Per = Per.Request, DefaultUse = DefaultUse.Compare,
        },
        new("rates.load_seconds", "time that the load took", FigureUnit.Seconds, t => t.Summary.Rates.LoadSeconds)
        {
            Merge = Merge.Largest,
            IsMeasured = t => t.Summary.Rates.LoadSeconds > 0,
        },
        new(
            "rates.after_first_failure_per_second",
            "connections per second after the first failure",
            FigureUnit.PerSecond,
            t => t.Summary.Rates.AfterFirstFailurePerSecond)
        {
            Better = Direction.Higher, Merge = Merge.Sum,
        },
    ];

    /// <summary>How long they took.</summary>
    public static IEnumerable<Figure> Latencies => TimedStep.All
        .SelectMany(step => DurationFigures.Of(step.Key, step.Label, t => step.Of(t.Summary), step.Better))
        .Select(f => f with { Scope = Scope.Hop, DefaultUse = UseOf(f.Key), Per = PerOf(f.Key) });

    /// <summary>connect() by the share of the client's ports that was held.</summary>
    public static IEnumerable<Figure> Occupancy =>
    [
        Count("connect_by_occupancy.ports", "ports that the client has for this server", t => t.ConnectByOccupancy?.Ports),
        Count(
            "connect_by_occupancy.held_at_most.time_wait",
            "ports held by TIME_WAITs (and FIN_WAIT2 minisockets) when most were held",
            t => t.ConnectByOccupancy?.HeldAtMost?.TimeWait),
        Count(
            "connect_by_occupancy.held_at_most.open",
            "ports held by sockets in other states when most were held",
            t => t.ConnectByOccupancy?.HeldAtMost?.Open),
        .. DurationFigures.Of(
            "connect_by_occupancy.low_us",
            "connect() while at most a tenth of the ports was held",
            t => t.Summary.ConnectByOccupancy?.LowUs).Select(f => f with { Scope = Scope.Hop }),
        .. DurationFigures.Of(
            "connect_by_occupancy.high_us",
            "connect() while three quarters of the ports or more were held",
            t => t.Summary.ConnectByOccupancy?.HighUs).Select(f => f with { Scope = Scope.Hop }),
    ];

    /// <summary>Those with a name each: what connections failed with.</summary>
    public static IEnumerable<FigureFamily> Families =>
    [
        new("connections.errors.", "ERROR", "connections failed with", t => Named(
            t.Summary.Connections.Failed, t.Summary.Connections.Errors))
        {
            Better = Direction.Lower, Scope = Scope.Hop, PartOf = Whole.Connections, DefaultUse = DefaultUse.Structure,
        },
        // What a program's calls fail with, nobody sees.
        new("connections.server_errors.", "ERROR", "calls of the server that failed with", t => Named(
            t.Summary.Server.Program is null ? t.Summary.Connections.Accepted : null, t.Summary.Connections.ServerErrors))
        {
            Better = Direction.Lower, Scope = Scope.Hop,
        },
    ];

    // Where nobody counted, none is known not to have come.
    private static IReadOnlyDictionary<string, long>? Named(long? counted, IReadOnlyDictionary<string, long> names) =>
        counted is null && names.Count == 0 ? null : names;

    private static Figure Count(string key, string label, Func<TrialSummary, double?> value) =>
        new(key, label, FigureUnit.Count, t => value(t.Summary)) { Scope = Scope.Hop, Merge = Merge.Sum };

    private static Figure Bytes(string key, string label, Func<TrialSummary, double?> value) =>
        Count(key, label, value) with { Unit = FigureUnit.Bytes };

    private static double? RequestsPerConnection(MeasuredTrial trial) => trial.Summary.Connections.Accepted is > 0 and var accepted
        && (trial.Summary.Server.Requests ?? trial.Summary.Client.Requests) is { } requests
        ? Math.Round((double)requests / accepted, 4)
        : null;

    private static Per PerOf(string key) => key.StartsWith("latency_us.total.", StringComparison.Ordinal) ? Per.Connection
        : key.StartsWith("latency_us.request.", StringComparison.Ordinal) ? Per.Request
        : Per.None;

    // Percentiles beyond the median are noise on a shared machine, relative to a control too: a baseline has them only when it names them.
    private static DefaultUse UseOf(string key) => key switch
    {
        "latency_us.total.p50" => DefaultUse.Compare | DefaultUse.Speed,
        "latency_us.connect.p50" or "latency_us.connect.p99" or "latency_us.total.p90" or "latency_us.total.p99"
            or "latency_us.request.p50" or "latency_us.request.p99" => DefaultUse.Compare,
        _ => DefaultUse.None,
    };
}
