using Harness.Model.Counting;

namespace Harness.Clients.Connections;

/// <summary>What became of one connection. Times are <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, nanoseconds on Linux.</summary>
internal sealed class ConnectionOutcome
{
    /// <summary>When connect() was called.</summary>
    public long Started { get; init; }

    /// <summary>When it was established; null when it never was.</summary>
    public long? Connected { get; set; }

    /// <summary>When the client was done with it.</summary>
    public long Ended { get; set; }

    /// <summary>0 when it never had one, or nobody asked.</summary>
    public int LocalPort { get; set; }

    /// <summary>Responses received.</summary>
    public int Requests { get; set; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; set; }

    /// <summary>Who closed first, as this side saw it.</summary>
    public FirstCloser First { get; set; }

    /// <summary>The client opens one more connection and closes it unused.</summary>
    public bool ReconnectsTwice { get; set; }

    /// <summary>Null for success, else a name as in <see cref="ConnectionTally.Errors"/>.</summary>
    public string? Failure { get; set; }
}
