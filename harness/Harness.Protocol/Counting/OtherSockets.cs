namespace Harness.Protocol.Counting;

/// <summary>Sockets of a network that others use too and that are not the hop's, listeners left out: in no other figure of a run.</summary>
/// <param name="Sockets">How many, those in TIME_WAIT included.</param>
/// <param name="TimeWait">How many of them are in TIME_WAIT.</param>
public sealed record OtherSockets(int Sockets, int TimeWait);
