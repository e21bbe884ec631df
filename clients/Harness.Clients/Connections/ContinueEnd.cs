namespace Harness.Clients.Connections;

/// <summary>Why a body waits for its 100 no longer.</summary>
internal enum ContinueEnd
{
    /// <summary>It came; the body is sent.</summary>
    Received,

    /// <summary>The final answer came first; the body is not sent.</summary>
    Withheld,

    /// <summary>Neither came in time; the body is sent.</summary>
    Overdue,
}
