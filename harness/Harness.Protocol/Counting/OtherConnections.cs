namespace Harness.Protocol.Counting;

/// <summary>Connections in a node's namespace that do not belong to the hop: a proxy's to its upstream, a program's to itself.</summary>
/// <param name="To">The address and port that they were opened to; null for all those beyond the first twenty.</param>
/// <param name="Opened">How many were opened.</param>
/// <param name="Accepted">Those of them that were opened to this namespace itself.</param>
/// <param name="TimeWaitEntered">TIME_WAITs that they left in this namespace, at either end.</param>
/// <param name="Reset">How many an RST ended.</param>
public sealed record OtherConnections(string? To, long Opened, long Accepted, long TimeWaitEntered, long Reset)
{
    /// <summary>This and <paramref name="other"/>, to the same destination, together.</summary>
    public OtherConnections And(OtherConnections other) => this with
    {
        Opened = Opened + other.Opened,
        Accepted = Accepted + other.Accepted,
        TimeWaitEntered = TimeWaitEntered + other.TimeWaitEntered,
        Reset = Reset + other.Reset,
    };
}
