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

    /// <summary>It was opened to a server's end that is here.</summary>
    OpenedHere = 1 << 2,

    /// <summary>The server answered it with an RST.</summary>
    Refused = 1 << 3,

    /// <summary>At least one end sent a FIN, and no RST ended it.</summary>
    Closed = 1 << 4,

    /// <summary>An RST ended it.</summary>
    Reset = 1 << 5,

    /// <summary>The client sent its FIN when nothing of an answer had arrived.</summary>
    ClientBeforeAnswer = 1 << 6,
}
