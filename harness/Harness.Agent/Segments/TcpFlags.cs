namespace Harness.Agent.Segments;

/// <summary>The control bits of a TCP header that open and end connections (RFC 9293, 3.1).</summary>
[Flags]
internal enum TcpFlags : byte
{
    /// <summary>No more data from the sender.</summary>
    Fin = 0x01,

    /// <summary>Synchronize sequence numbers: the connection's first segment of each direction.</summary>
    Syn = 0x02,

    /// <summary>Reset the connection.</summary>
    Rst = 0x04,

    /// <summary>The acknowledgment number counts.</summary>
    Ack = 0x10,
}
