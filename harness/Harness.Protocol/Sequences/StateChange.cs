using Harness.Protocol.Counting;

namespace Harness.Protocol.Sequences;

/// <summary>A socket was found in another state than by the look before.</summary>
/// <param name="Connection">Which of the connections that were asked about, from 0.</param>
/// <param name="After">When the last look began that found it otherwise, a moment of the agent's clock; null when there was none.</param>
/// <param name="At">When the look ended that found this.</param>
/// <param name="State">The state; null: there is no such socket any more.</param>
/// <param name="IsMinisocket">True for TIME_WAIT, and for a FIN_WAIT2 whose owner has closed.</param>
public sealed record StateChange(int Connection, long? After, long At, TcpState? State, bool IsMinisocket);
