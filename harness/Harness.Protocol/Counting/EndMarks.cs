namespace Harness.Protocol.Counting;

/// <summary>What the segments tell of one end of a connection.</summary>
[Flags]
public enum EndMarks
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>It sent its FIN before the peer's had arrived.</summary>
    ClosedFirst = 1 << 0,

    /// <summary>It sent its FIN after the peer's had arrived.</summary>
    ClosedLast = 1 << 1,

    /// <summary>It became a TIME_WAIT.</summary>
    Entered = 1 << 2,

    /// <summary>It became a TIME_WAIT, and is here.</summary>
    EnteredHere = 1 << 3,

    /// <summary>It sent the RST that ended the connection.</summary>
    Reset = 1 << 4,

    /// <summary>An RST ended the connection after this end's FIN.</summary>
    ResetAfterFin = 1 << 5,

    /// <summary>It had closed, and answered what came then with an RST.</summary>
    DataAfterFin = 1 << 6,
}
