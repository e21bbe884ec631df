namespace Harness.Clients.Connections;

/// <summary>Where a session's connection is, in the order in which it passes them; a probe goes from the first to the last.</summary>
internal enum SessionStep
{
    Connect,
    Exchange,
    Pause,
    Drain,
    Delay,
    Close,
}

/// <summary>What a session waits for before it can go on.</summary>
internal enum SessionWait
{
    None,
    ForSocket,
    ForDelay,
    ForTurn,
}
