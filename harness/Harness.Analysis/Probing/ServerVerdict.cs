using Harness.Analysis.Words;
using Harness.Protocol.Probing;

namespace Harness.Analysis.Probing;

/// <summary>The result of a server probe in sentences. A pure function.</summary>
public static class ServerVerdict
{
    private const double ReadsApartUs = 100;
    private const int UsualConnections = 20;
    private static readonly string[] Ordinals = ["", "first", "second", "third", "fourth"];

    /// <summary>The sentences, the policy first.</summary>
    public static IEnumerable<string> Of(ServerProbe probe) =>
    [
        $"After a request with Connection: close, {Ending(probe.WithClose, probe.WaitSeconds)}{Silence(probe.WithClose)}.",
        KeepAlive(probe.KeepAlive, probe.WaitSeconds),
        probe.UnreadBody is { } unread
            ? $"When a body does not come to its end, {Ending(unread, probe.WaitSeconds)}{Silence(unread)}."
            : $"When a body does not come to its end, it waits for the rest, for {Longer(probe.WaitSeconds)}.",
        .. Clients(probe),
    ];

    private static string Ending(EndingProbe probe, double wait) => probe.Ending switch
    {
        ServerEnding.PlainClose => $"it closes first, {After(probe)}: a plain close",
        ServerEnding.HalfCloseThenDrain => $"it closes first, {After(probe)}: half-closes and drains for "
            + (probe.DrainIsLonger ? Longer(wait) : $"about {About(probe.DrainSeconds ?? 0)}"),
        ServerEnding.FinThenReset => $"it closes first, {After(probe)}: a reset, after its FIN, that nothing asked for",
        ServerEnding.Reset => $"it resets the connection{(probe.AfterLastByteUs is null ? "" : $", {After(probe)}")}",
        ServerEnding.WhenClientCloses => $"it waits for the client to close, for {Longer(wait)}, and closes when it has",
        _ => $"it never closes: not within {Seconds(wait)}, and not when the client has closed",
    };

    private static string Silence(EndingProbe probe) => probe.Answered ? "" : "; no response came";

    private static string KeepAlive(KeepAliveProbe probe, double wait)
    {
        if (!probe.Kept)
        {
            return "It does not keep connections.";
        }

        var unasked = probe.UnaskedStatus is { } status ? $", after an answer that nobody asked for ({status})" : "";
        var ends = probe.EndedByReset ? "resets" : "closes";
        return (probe.RequestLimit, probe.IdleSeconds) switch
        {
            (null, null) => $"It keeps connections, idle ones for {Longer(wait)}{unasked}.",
            (null, { } idle) => $"It keeps connections and {ends} idle ones after {About(idle)}{unasked}.",
            ({ } limit, null) => $"{Limit(limit)} Idle ones stay for {Longer(wait)}{unasked}.",
            ({ } limit, { } idle) => $"{Limit(limit)} It {ends} idle ones after {About(idle)}{unasked}.",
        };
    }

    private static string Limit(int requests) =>
        $"It keeps connections and closes after the {Ordinals[requests]} answer: a limit on requests.";

    private static IEnumerable<string> Clients(ServerProbe probe)
    {
        var clients = probe.Clients;
        if (clients.Where(c => c.Connections < UsualConnections && c.Errors.Count == 0).ToList() is { Count: > 0 } fewer)
        {
            yield return $"Slow answers or ends leave time for fewer connections than {UsualConnections}: "
                + $"{string.Join(", ", fewer.Select(c => $"{c.Connections} as {c.Client}"))}.";
        }

        var groups = clients.Where(c => c.Connections > 0)
            .GroupBy(c => (Holder: Holder(c, probe.Gone is not null && c == clients[^1]), Why: Why(probe, c)));
        foreach (var group in groups)
        {
            yield return $"TIME_WAIT is {group.Key.Holder} with {string.Join(", ", group.Select(c => c.Client))}{group.Key.Why}.";
        }

        foreach (var client in clients.Where(c => c.Errors.ContainsKey("TIMEOUT")))
        {
            yield return $"{client.Client} waits for the server to close and gave up.";
        }

        if (probe.Gone is { } errno)
        {
            yield return $"The server is gone ({errno}) since it was probed as {clients[^1].Client}.";
        }
    }

    private static string Holder(ProfileProbe client, bool isGone) => client switch
    {
        { ServerTimeWait: null } when isGone => "not known on the server's side, which is gone,",
        { ServerTimeWait: null } => "not known on the server's side, whose sockets are in another network namespace,",
        { ServerTimeWait: 0, ClientTimeWait: 0 } => "nobody's",
        _ when client.Reset > client.Connections / 2 => "mostly nobody's, since most connections are reset,",
        { ServerTimeWait: 0 } => "the client's",
        { ClientTimeWait: 0 } => "the server's",
        _ => "sometimes the server's, sometimes the client's",
    };

    // Why the client holds some, where the server closes first when it is asked to.
    private static string Why(ServerProbe probe, ProfileProbe client) => client switch
    {
        { ServerTimeWait: null } or { ClientTimeWait: 0 } => "",
        _ when client.Reset > client.Connections / 2 => "",
        _ when probe.WithClose.Ending is ServerEnding.WhenClientCloses or ServerEnding.Never =>
            ": the server waits for the client to close",
        { AsksToClose: false } when probe.KeepAlive.Kept =>
            ": such a client sends no Connection: close, so the server keeps the connection and the client ends it",
        { ServerTimeWait: 0 } => ": both close after the answer, and the client is faster",
        _ => ": both close after the answer, which is a race",
    };

    // Below, it is the client's own two reads that are measured.
    private static string After(EndingProbe probe) => probe.AfterLastByteUs is { P50: >= ReadsApartUs } after
        ? $"{Format.Duration(after.P50)} after the last byte"
        : "right after the last byte";

    private static string Longer(double wait) => $"longer than {Seconds(wait)}";

    private static string Seconds(double seconds) => Format.Duration(seconds * 1e6);

    // What was waited for in steps is not known any better.
    private static string About(double seconds) => Seconds(Math.Round(seconds, 1));
}
