namespace Harness.Agent.Segments;

/// <summary>What is known of a connection: each is counted.</summary>
[Flags]
internal enum Marks
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>The client sent a SYN.</summary>
    Attempted = 1 << 0,

    /// <summary>The server answered it with a SYN-ACK, which the client took.</summary>
    Opened = 1 << 1,

    /// <summary>The server answered it with an RST.</summary>
    Refused = 1 << 2,

    /// <summary>At least one end sent a FIN, and no RST ended it.</summary>
    Closed = 1 << 3,

    /// <summary>The client sent its FIN before the server's had arrived.</summary>
    ClientFirst = 1 << 4,

    /// <summary>The client sent its FIN after the server's had arrived.</summary>
    ClientLast = 1 << 5,

    /// <summary>The server sent its FIN before the client's had arrived.</summary>
    ServerFirst = 1 << 6,

    /// <summary>The server sent its FIN after the client's had arrived.</summary>
    ServerLast = 1 << 7,

    /// <summary>The client's end became a TIME_WAIT.</summary>
    ClientEntered = 1 << 8,

    /// <summary>The server's end became a TIME_WAIT.</summary>
    ServerEntered = 1 << 9,

    /// <summary>An RST ended it.</summary>
    Reset = 1 << 10,

    /// <summary>The client sent such an RST.</summary>
    ClientReset = 1 << 11,

    /// <summary>The server sent such an RST.</summary>
    ServerReset = 1 << 12,

    /// <summary>The client had sent its FIN before.</summary>
    ResetAfterClientFin = 1 << 13,

    /// <summary>The server had sent its FIN before.</summary>
    ResetAfterServerFin = 1 << 14,

    /// <summary>The client had closed, and answered what came then.</summary>
    DataAfterClientFin = 1 << 15,

    /// <summary>The server had closed, and answered what came then.</summary>
    DataAfterServerFin = 1 << 16,

    /// <summary>It was opened to a server's end that is here.</summary>
    OpenedHere = 1 << 17,

    /// <summary>A TIME_WAIT of the client's end, which is here.</summary>
    ClientEnteredHere = 1 << 18,

    /// <summary>A TIME_WAIT of the server's end, which is here.</summary>
    ServerEnteredHere = 1 << 19,

    /// <summary>The client sent its FIN when nothing of an answer had arrived.</summary>
    ClientBeforeAnswer = 1 << 20,
}
