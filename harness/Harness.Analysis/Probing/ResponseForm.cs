using Harness.Scenarios.Options;

namespace Harness.Analysis.Probing;

/// <summary>A form of response that a probed client is given.</summary>
/// <param name="Name">The value of the trial's parameter <c>form</c>.</param>
/// <param name="Words">How a sentence calls it, after "the length is".</param>
/// <param name="Response">What the server answers.</param>
/// <param name="Requests">How many requests the server answers on one connection.</param>
internal sealed record ResponseForm(string Name, string Words, ResponseOptions Response, int Requests)
{
    public const string KeepAlive = "keep_alive";

    // Length 3 before more than the 4096 bytes that siege reads at once: who closes at the length leaves bytes unread, and its close is an
    // RST.
    private const int LargeBody = 8000;
    private const int Short = 3;

    public static IReadOnlyList<ResponseForm> All { get; } =
    [
        new("exact", "exact", new(), 1),
        new("smaller", "smaller than the body", new() { ContentLength = new(IsPresent: true, -Short) }, 1),
        new(
            "smaller_large_body",
            "much smaller than a large body",
            new() { Body = LargeBody, ContentLength = new(IsPresent: true, Short - LargeBody) },
            1),
        new("larger", "larger than the body", new() { ContentLength = new(IsPresent: true, 50) }, 1),
        new("missing", "missing", new() { ContentLength = ContentLength.Missing }, 1),
        new(KeepAlive, "exact and the connection kept", new() { Connection = ConnectionHeader.KeepAlive }, 1000),
    ];

    /// <summary>
    /// The server that gives this response: it reads on, so that it sees the client's FIN, and closes when none has come for so long.
    /// </summary>
    public ServerOptions Server(TimeSpan waits) => new()
    {
        Response = Response,
        // One request more than it is meant to get: after the last one allowed a keep-alive server closes at once.
        Close = new ServerClose.KeepAlive(waits, Requests + 1),
    };
}
