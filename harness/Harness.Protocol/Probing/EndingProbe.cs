using Harness.Protocol.Counting;

namespace Harness.Protocol.Probing;

/// <summary>How a server ended the connections of one kind of request.</summary>
public sealed record EndingProbe
{
    /// <summary>How it ended them.</summary>
    public required ServerEnding Ending { get; init; }

    /// <summary>Whether anything of a response came before the end.</summary>
    public required bool Answered { get; init; }

    /// <summary>
    /// From the last byte of the response to the server's FIN or RST, in microseconds as the client saw both; from the client's
    /// FIN to the server's when it waits for that. Null when there was none.
    /// </summary>
    public DurationSummary? AfterLastByteUs { get; init; }

    /// <summary>Seconds from the request to the last byte of the response, the shortest of them; null without one.</summary>
    public double? AnswerSeconds { get; init; }

    /// <summary>For how long after its FIN the server took bytes, one every 50 ms; null unless it drains.</summary>
    public double? DrainSeconds { get; init; }

    /// <summary>True: it still took bytes when the probe stopped to wait.</summary>
    public bool DrainIsLonger { get; init; }
}
