using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>
/// Names what ran out or went wrong in the kernel during a trial, also where a program at either side hides it: each with its figure and
/// the remedy.
/// </summary>
public static class CauseCheck
{
    /// <summary>The code of the warning that the client had no port left.</summary>
    public const string PortsUsedUp = "ports_used_up";

    /// <summary>A warning for each cause that was seen.</summary>
    /// <param name="scenario">The trial's.</param>
    /// <param name="trial">Its figures.</param>
    public static IEnumerable<Warning> Warnings(Scenario scenario, TrialSummary trial)
    {
        if (Ports(scenario, trial) is { } ports)
        {
            yield return ports;
        }

        // Elsewhere the counters are not of this run alone.
        if (scenario.Network != NetworkKind.Namespaces)
        {
            yield break;
        }

        foreach (var warning in Listening(trial.Server.Counters))
        {
            yield return warning;
        }

        foreach (var (side, tier, buckets) in new[]
        {
            ("server", trial.Server, trial.Limits.ServerTimeWaitBuckets), ("client", trial.Client, trial.Limits.ClientTimeWaitBuckets),
        })
        {
            if (tier.TimeWait.Overflow is > 0 and var refused)
            {
                yield return new(
                    "buckets_overflowed",
                    $"the {side}'s kernel refused {Format.Counted(refused, "TIME_WAIT")}, because it may hold {buckets:N0} "
                    + "(tcp_max_tw_buckets); that many connections ended without one, and nobody got an error",
                    $"raise tcp_max_tw_buckets under kernel.{side}, unless that is what you want to see");
            }

            if (tier.Counters.GetValueOrDefault(KernelCounter.AbortOnClose) is > 0 and var unread)
            {
                yield return new(
                    "closed_with_unread_data",
                    $"the {side} closed {Format.Counted(unread, "connection")} with data that it had not read, which makes the kernel "
                    + "send an RST instead of a FIN",
                    "let it read to the end before it closes, as the server's policy half_close_then_drain does");
            }
        }
    }

    private static Warning? Ports(Scenario scenario, TrialSummary trial)
    {
        var refused = trial.Connections.Errors.GetValueOrDefault("EADDRNOTAVAIL");
        var held = trial.Client.TimeWait;
        var isFull = Math.Max(held.Peak ?? 0, held.Final ?? 0) >= FitCheck.Ports(scenario, trial.Limits);

        // Built-in clients say what failed. A program may hide it; where TIME_WAITs were taken over, nothing need have failed.
        var recycled = trial.Client.Counters.GetValueOrDefault(KernelCounter.Recycled);
        var mayHaveFailed = trial.Client.Program is not null && isFull && recycled == 0;
        return refused == 0 && !mayHaveFailed ? null : new(
            PortsUsedUp,
            (isFull
                ? $"the client's {FitCheck.Ports(scenario, trial.Limits):N0} ports were all held by its TIME_WAITs"
                : "the client had no port left for a connection to the server")
            + (refused > 0
                ? $", and {Format.Counted(refused, "connect")} failed with EADDRNOTAVAIL"
                : $"; '{trial.Client.Program!.Command[0]}' may have failed to connect, which its output may say"),
            "keep connections and use them again, let the server close first, set tcp_tw_reuse to 1 or widen ip_local_port_range "
            + "under kernel.client, or give the server more addresses or ports");
    }

    private static IEnumerable<Warning> Listening(IReadOnlyDictionary<string, long> counters)
    {
        if (counters.GetValueOrDefault(KernelCounter.ListenOverflows) is > 0 and var overflows)
        {
            yield return new(
                "accept_queue_full",
                $"the server's accept queue was full {Format.Counted(overflows, "time")}: what came then was dropped, and the client "
                + "tries again after a second, or, with tcp_abort_on_overflow, gets an RST",
                "raise server.backlog, and net.core.somaxconn with it, or let the server accept faster");
        }

        if (counters.GetValueOrDefault(KernelCounter.CookiesSent) is > 0 and var cookies)
        {
            yield return new(
                "syn_cookies_sent",
                $"the server's SYN queue was full, and {cookies:N0} SYNs were answered with a cookie",
                "raise tcp_max_syn_backlog under kernel.server, and server.backlog");
        }

        if (counters.GetValueOrDefault(KernelCounter.SynQueueDrops) is > 0 and var dropped)
        {
            yield return new(
                "syn_queue_full",
                $"the server's SYN queue was full, and {dropped:N0} SYNs were dropped: the client tries again after a second",
                "raise tcp_max_syn_backlog under kernel.server, and server.backlog, or set tcp_syncookies to 1");
        }
    }
}
