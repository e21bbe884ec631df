using Harness.Analysis.Words;
using Harness.Protocol.Probing;

namespace Harness.Analysis.Probing;

/// <summary>What a server probe found out, in sentences. A pure function.</summary>
public static class ServerVerdict
{
    private const double ReadsApartUs = 100;

    /// <summary>The sentences, the policy first.</summary>
    public static IEnumerable<string> Of(ServerProbe probe) =>
    [
        $"After a request with Connection: close, {Ending(probe.WithClose, probe.WaitSeconds)}{Silence(probe.WithClose)}.",
        KeepAlive(probe.KeepAlive, probe.WaitSeconds),
        probe.UnreadBody is { } unread
            ? $"When a body does not come to its end, {Ending(unread, probe.WaitSeconds)}{Silence(unread)}."
            : $"When a body does not come to its end, it waits for the rest, for {Longer(probe.WaitSeconds)}.",
        .. Clients(probe.Clients),
    ];

    private static string Ending(EndingProbe probe, double wait) => probe.Ending switch
    {
        ServerEnding.PlainClose => $"it closes first, {After(probe)}: a plain close",
        ServerEnding.HalfCloseThenDrain => $"it closes first, {After(probe)}: half-closes and drains for "
            + (probe.DrainIsLonger ? Longer(wait) : $"about {About(probe.DrainSeconds ?? 0)}"),
        ServerEnding.Reset => $"it resets the connection{(probe.AfterLastByteUs is null ? "" : $", {After(probe)}")}",
        ServerEnding.WhenClientCloses => $"it waits for the client to close, for {Longer(wait)}, and closes when it has",
        _ => $"it never closes: not within {Seconds(wait)}, and not when the client has closed",
    };

    private static string Silence(EndingProbe probe) => probe.Answered ? "" : "; no response came";

    private static string KeepAlive(KeepAliveProbe probe, double wait) => probe switch
    {
        { Kept: false } => "It does not keep connections.",
        { IdleSeconds: { } idle } =>
            $"It keeps connections and {(probe.EndedByReset ? "resets" : "closes")} idle ones after {About(idle)}.",
        _ => $"It keeps connections, idle ones for {Longer(wait)}.",
    };

    private static IEnumerable<string> Clients(IReadOnlyList<ProfileProbe> clients)
    {
        foreach (var group in clients.Where(c => c.Connections > 0).GroupBy(Holder))
        {
            yield return $"TIME_WAIT is {group.Key} under {string.Join(", ", group.Select(c => c.Client))}.";
        }

        foreach (var client in clients.Where(c => c.Errors.ContainsKey("TIMEOUT")))
        {
            yield return $"{client.Client} waits for the server to close and gave up.";
        }
    }

    private static string Holder(ProfileProbe client) => client switch
    {
        { ServerTimeWait: null } => "not to be seen on the server's side, whose sockets are in another network namespace,",
        { ServerTimeWait: 0, ClientTimeWait: 0 } => "nobody's",
        { ServerTimeWait: 0 } => "the client's",
        { ClientTimeWait: 0 } => "the server's",
        _ => "now the one's, now the other's",
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
