using System.Runtime.InteropServices;
using Harness.Protocol.Counting;

namespace Harness.Agent.Segments;

/// <summary>What one end of a connection has sent.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ConnectionEnd
{
    /// <summary>The number of its first FIN.</summary>
    public uint FinSequence;

    /// <summary>What it had received when it sent that.</summary>
    public uint FinAcknowledgment;

    /// <summary>It sent a FIN.</summary>
    public bool HasFin;

    /// <summary>Its segments are seen where they are sent, so its TIME_WAIT is here too.</summary>
    public bool IsHere;

    /// <summary>Its RST ended the connection.</summary>
    public bool HasReset;

    /// <summary>It sent an RST after its FIN, whether or not that ended anything.</summary>
    public bool HasResetAfterFin;

    /// <summary>Its RST came instead of a FIN, after the peer's.</summary>
    public bool ResetFollowsPeersFin;

    /// <summary>It had closed, and answered data that came then with an RST.</summary>
    public bool HadDataAfterClose;

    /// <summary>Whether it sent its FIN when it had received the peer's.</summary>
    public readonly bool ClosedAfter(in ConnectionEnd peer) =>
        // Modulo 2^32 (RFC 9293, 3.4).
        (int)(FinAcknowledgment - (peer.FinSequence + 1)) >= 0;

    /// <summary>
    /// Whether the connection was over for it when it sent an RST: it closed last, or nothing but the peer's FIN came after its own, too
    /// late for its FIN_WAIT2.
    /// </summary>
    /// <param name="peer">It has sent a FIN.</param>
    /// <param name="answers">The RST answers a segment that met no socket. One by its own will cuts FINs that cross.</param>
    public readonly bool IsOver(in ConnectionEnd peer, bool answers) =>
        ClosedAfter(peer) || (answers && peer.FinSequence == FinAcknowledgment);

    /// <summary>What it did to a connection that an RST ended.</summary>
    public readonly EndMarks WhenReset(in ConnectionEnd peer) =>
        When(HasReset, EndMarks.Reset)
        | When((HasReset && HasFin) || peer.ResetFollowsPeersFin, EndMarks.ResetAfterFin)
        | When(HadDataAfterClose, EndMarks.DataAfterFin);

    /// <summary>What it did to a connection that no RST ended.</summary>
    public readonly EndMarks WhenClosed(in ConnectionEnd peer) =>
        !HasFin ? EndMarks.None
        : peer.HasFin && ClosedAfter(peer) ? EndMarks.ClosedLast
        : peer.HasFin && !HasResetAfterFin ? EndMarks.ClosedFirst | EndMarks.Entered | When(IsHere, EndMarks.EnteredHere)
        : EndMarks.ClosedFirst;

    private static EndMarks When(bool condition, EndMarks mark) => condition ? mark : EndMarks.None;
}
