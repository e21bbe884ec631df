using Harness.Protocol.Counting;

namespace Harness.Analysis.Words;

/// <summary>The names of TCP states, as ss(8) and the kernel have them.</summary>
public static class StateText
{
    /// <summary><c>FIN_WAIT2</c>, and <c>gone</c> where there is no socket.</summary>
    public static string Of(TcpState? state) => state switch
    {
        null => "gone",
        TcpState.Established => "ESTABLISHED",
        TcpState.SynSent => "SYN_SENT",
        TcpState.SynReceived or TcpState.NewSynReceived => "SYN_RECV",
        TcpState.FinWait1 => "FIN_WAIT1",
        TcpState.FinWait2 => "FIN_WAIT2",
        TcpState.TimeWait => "TIME_WAIT",
        TcpState.Close => "CLOSE",
        TcpState.CloseWait => "CLOSE_WAIT",
        TcpState.LastAck => "LAST_ACK",
        TcpState.Listen => "LISTEN",
        TcpState.Closing => "CLOSING",
        _ => $"{(int)state}",
    };
}
