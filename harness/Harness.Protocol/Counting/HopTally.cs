using Harness.Scenarios.Options;

namespace Harness.Protocol.Counting;

/// <summary>
/// The connections of a hop, as the segments tell that one node saw: exact while none was missed. What is said of an end is exact at
/// the node where that end is; a segment that is lost on the way is not seen at the other one.
/// </summary>
public sealed record HopTally
{
    /// <summary>Connections that a client asked for with a SYN.</summary>
    public long Attempted { get; init; }

    /// <summary>Those that were answered with a SYN-ACK.</summary>
    public long Opened { get; init; }

    /// <summary>Those that were answered with an RST.</summary>
    public long Refused { get; init; }

    /// <summary>Opened ones that at least one end has closed, without an RST.</summary>
    public long Closed { get; init; }

    /// <summary>Opened ones that an RST ended before both ends had closed.</summary>
    public long Reset { get; init; }

    /// <summary>Opened ones whose client sent its FIN when nothing of an answer had arrived.</summary>
    public long ClientBeforeAnswer { get; init; }

    /// <summary>What the client's end did.</summary>
    public EndTally Client { get; init; } = new();

    /// <summary>What the server's end did.</summary>
    public EndTally Server { get; init; } = new();

    /// <summary>Connections of the same namespace that are not the hop's.</summary>
    public IReadOnlyList<OtherConnections> Others { get; init; } = [];

    /// <summary>Segments that came too fast to be read; with one or more, nothing here is exact.</summary>
    public long Missed { get; init; }

    /// <summary>The end that this tier is.</summary>
    public EndTally Of(Tier tier) => tier == Tier.Server ? Server : Client;

    /// <summary>This and <paramref name="other"/> together.</summary>
    public HopTally And(HopTally other) => new()
    {
        Attempted = Attempted + other.Attempted,
        Opened = Opened + other.Opened,
        Refused = Refused + other.Refused,
        Closed = Closed + other.Closed,
        Reset = Reset + other.Reset,
        ClientBeforeAnswer = ClientBeforeAnswer + other.ClientBeforeAnswer,
        Client = Client.And(other.Client),
        Server = Server.And(other.Server),
        Others = [.. Others.Concat(other.Others).GroupBy(o => o.To, (_, all) => all.Aggregate((a, b) => a.And(b)))],
        Missed = Missed + other.Missed,
    };
}

/// <summary>What one end of a hop's connections did.</summary>
public sealed record EndTally
{
    /// <summary>It sent its FIN before the peer's had arrived.</summary>
    public long ClosedFirst { get; init; }

    /// <summary>It sent its FIN after the peer's had arrived.</summary>
    public long ClosedLast { get; init; }

    /// <summary>TIME_WAITs that it entered.</summary>
    public long Entered { get; init; }

    /// <summary>It ended the connection with an RST.</summary>
    public long Reset { get; init; }

    /// <summary>Connections that an RST of either end ended after this end's FIN, which came first.</summary>
    public long ResetAfterFin { get; init; }

    /// <summary>Those of <see cref="ResetAfterFin"/> in which this end had closed, and answered data that came then with an RST.</summary>
    public long DataAfterFin { get; init; }

    /// <summary>This and <paramref name="other"/> together.</summary>
    public EndTally And(EndTally other) => new()
    {
        ClosedFirst = ClosedFirst + other.ClosedFirst,
        ClosedLast = ClosedLast + other.ClosedLast,
        Entered = Entered + other.Entered,
        Reset = Reset + other.Reset,
        ResetAfterFin = ResetAfterFin + other.ResetAfterFin,
        DataAfterFin = DataAfterFin + other.DataAfterFin,
    };
}
