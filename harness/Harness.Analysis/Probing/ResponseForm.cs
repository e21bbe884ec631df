using Harness.Scenarios.Options;

namespace Harness.Analysis.Probing;

/// <summary>A form of response that a probed client is given.</summary>
/// <param name="Name">The value of the trial's parameter <c>form</c>.</param>
/// <param name="Words">How a sentence calls it, after "the length is".</param>
/// <param name="Response">What the server answers.</param>
/// <param name="Link">What stands between the sides; null when they are joined directly.</param>
internal sealed record ResponseForm(string Name, string Words, ResponseOptions Response, LinkOptions? Link = null)
{
    public const string KeepAlive = "keep_alive";
    public const string FarAway = "smaller_far_away";

    // Length 3 before more than the 4096 bytes that siege reads at once: who closes at the length leaves bytes unread, and its close is an
    // RST.
    private const int LargeBody = 8000;
    private const int Short = 3;

    // More than a first window (RFC 6928): over a distance the rest is still under way when the client has read what it was promised.
    private const int FarBody = 100_000;

    // More than any run asks for on one connection: the client's end of it is to be seen, not a limit of ours.
    private const int MostRequests = 1_000_000;

    public static IReadOnlyList<ResponseForm> All { get; } =
    [
        new("exact", "exact", new()),
        new("smaller", "smaller than the body", new() { ContentLength = new(IsPresent: true, -Short) }),
        new(
            "smaller_large_body",
            "much smaller than a large body",
            new() { Body = LargeBody, ContentLength = new(IsPresent: true, Short - LargeBody) }),
        new(
            FarAway,
            "much smaller than a large body, over a distance",
            new() { Body = FarBody, ContentLength = new(IsPresent: true, Short - FarBody) },
            new() { Rtt = TimeSpan.FromMilliseconds(2) }),
        new("larger", "larger than the body", new() { ContentLength = new(IsPresent: true, 50) }),
        new("missing", "missing", new() { ContentLength = ContentLength.Missing }),
        new(KeepAlive, "exact and the connection kept", new() { Connection = ConnectionHeader.KeepAlive }),
    ];

    /// <summary>
    /// The server that gives this response: it reads on, so that it sees the client's FIN, and closes when none has come for so long.
    /// </summary>
    public ServerOptions Server(TimeSpan waits) => new()
    {
        Response = Response,
        Close = new ServerClose.KeepAlive(waits, MostRequests),
    };
}
