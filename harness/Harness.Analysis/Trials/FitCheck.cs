using System.Globalization;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Pacing;

namespace Harness.Analysis.Trials;

/// <summary>Compares what a load will need with what the sides have, before it begins.</summary>
public static class FitCheck
{
    // What an agent itself has open: pipes, netlink, epoll, event descriptors, the runtime's files.
    private const int OwnDescriptors = 200;

    /// <summary>Why the load cannot be carried at all; null when it can.</summary>
    /// <param name="scenario">What is to run.</param>
    /// <param name="tiers">The nodes of each tier, which share its connections.</param>
    public static string? WhyNot(Scenario scenario, params IReadOnlyList<NodeEnvironment>[] tiers)
    {
        if (scenario.Clients.Any(c => c.Source.PortWindow is not null) && tiers[^1].Any(n => !n.TakesPortWindow))
        {
            return "client.source.port_window needs IP_LOCAL_PORT_RANGE, which this kernel does not have: it came with Linux 6.3; "
                + "leave it out, or narrow ip_local_port_range under kernel.client";
        }

        var held = Held(scenario);
        return Lacking(held, tiers) is { } lacking
            ? $"the load holds up to {held:N0} connections at once, but only {lacking.Allowed:N0} open files are allowed; "
                + $"allow more (ulimit -n {lacking.Needed}) or use fewer copies"
            : null;
    }

    /// <summary>Warnings about what may run out.</summary>
    /// <param name="scenario">What is to run.</param>
    /// <param name="limits">Ports and buckets.</param>
    /// <param name="tiers">The nodes of each tier, which share its connections.</param>
    public static IEnumerable<Warning> Check(Scenario scenario, LimitSummary limits, params IReadOnlyList<NodeEnvironment>[] tiers)
    {
        var total = Connections(scenario);
        var ports = Ports(scenario, limits);
        var (mayServer, mayClient) = MayCloseFirst(scenario);
        if (mayClient && ReuseDelay(scenario, tiers) is { } delay)
        {
            var due = scenario.Load.Facts().Select(s => s.PeakRate?.In(delay) ?? 0).DefaultIfEmpty().Max();
            if (due > ports)
            {
                yield return new(
                    "ports_may_run_out",
                    $"up to {due:N0} connections are due within {delay.TotalSeconds:0.###} s, after which tcp_tw_reuse lets the client "
                    + $"take a port again, but it has only {ports:N0} for this server",
                    "expect EADDRNOTAVAIL, or widen ip_local_port_range under kernel.client, or give the server more ports");
            }
        }
        else if (mayClient && total > ports)
        {
            yield return new(
                "ports_may_run_out",
                $"{total:N0} connections are planned, but the client has {ports:N0} ports for this server: "
                + "those that it closes first hold one for 60 s each",
                "expect EADDRNOTAVAIL, or set tcp_tw_reuse to 1 or widen ip_local_port_range under kernel.client, "
                + "or give the server more ports");
        }

        // Two connections from the same port to the same place never have a TIME_WAIT each.
        var most = Math.Min(total, ports ?? long.MaxValue);
        var sides = new[] { ("server", limits.ServerTimeWaitBuckets, mayServer), ("client", limits.ClientTimeWaitBuckets, mayClient) };
        foreach (var (side, buckets, _) in sides.Where(s => s.Item3 && most > s.Item2))
        {
            yield return new(
                "buckets_may_overflow",
                $"there may be {Format.Counted(most, "TIME_WAIT")}, but the {side} holds at most {buckets:N0} (tcp_max_tw_buckets); "
                + "the rest is dropped silently",
                scenario.Network == NetworkKind.Loopback
                    ? "run in namespaces, where the setting can be made"
                    : $"raise tcp_max_tw_buckets under kernel.{side} to see them all");
        }

        var atOnce = scenario.Load.Facts().Sum(s => AtOnceAtWorst(s, scenario.Client.Timeout));
        if (Lacking(atOnce, tiers) is { } lacking)
        {
            yield return new(
                "descriptors_may_run_out",
                $"if the server falls behind, up to {atOnce:N0} connections are open at once, "
                + $"but only {lacking.Allowed:N0} open files are allowed",
                $"allow more (ulimit -n {lacking.Needed}), or use a lower rate");
        }
    }

    /// <summary>How many connections the client has ports for at once; null where its range is not known.</summary>
    internal static long? Ports(Scenario scenario, LimitSummary limits) =>
        scenario.Client.Source.Port is { } first ? 65536 - first : limits.ClientPorts * WaysPerPort(scenario);

    /// <summary>Connections from one port of the client: a port that bind() chooses is taken towards every server.</summary>
    private static int WaysPerPort(Scenario scenario)
    {
        var source = scenario.Client.Source;
        var servers = Math.Max(1, scenario.Server.Ports.Count) * scenario.Server.Addresses;
        return source.Addresses * (source.Bind == SourceBind.AddressAndPort ? 1 : servers);
    }

    // After how long a client's connect() takes a port that a TIME_WAIT holds; null when it never does. Both ends must have timestamps, and
    // the setting's default, 2, is for loopback alone (tcp_tw_reuse in Documentation/networking/ip-sysctl.rst). A port that bind() is to
    // choose must be free of TIME_WAITs.
    private static TimeSpan? ReuseDelay(Scenario scenario, IReadOnlyList<NodeEnvironment>[] tiers)
    {
        var clients = tiers[^1];
        var reuses = scenario.Network.IsShared() ? new[] { "1", "2" } : ["1"];
        return scenario.Client.Source.Bind != SourceBind.AddressAndPort
            && tiers.All(tier => tier.All(n => n.Sysctls.GetValueOrDefault("tcp_timestamps") is not (null or "0")))
            && clients.All(n => reuses.Contains(n.Sysctls.GetValueOrDefault("tcp_tw_reuse")))
            ? TimeSpan.FromMilliseconds(clients.Max(DelayOf))
            : null;

        // Linux before 6.14 has no such setting, and waits for a second.
        static double DelayOf(NodeEnvironment node) =>
            double.TryParse(node.Sysctls.GetValueOrDefault("tcp_tw_reuse_delay"), CultureInfo.InvariantCulture, out var ms) ? ms : 1000;
    }

    // Open files that a node needs for its part of the connections, and is allowed; null when every node has enough.
    private static (long Needed, long Allowed)? Lacking(long connections, IReadOnlyList<NodeEnvironment>[] tiers) => tiers
        .Select(tier => (Needed: ((connections + tier.Count - 1) / tier.Count) + OwnDescriptors, Allowed: tier.Min(n => n.DescriptorLimit)))
        .Where(node => node.Needed > node.Allowed)
        .OrderBy(node => node.Allowed)
        .Select(node => ((long, long)?)node)
        .FirstOrDefault();

    // An open load does not wait: what is due within the time-out of a connection may be open at once.
    private static long AtOnceAtWorst(StepFacts step, TimeSpan timeout) =>
        step.PeakRate is { } rate ? Math.Min(step.Connections ?? long.MaxValue, rate.In(Shorter(step.Duration ?? timeout, timeout))) : 0;

    private static long Held(Scenario scenario)
    {
        var copies = scenario.Load.Facts().Select(s => Math.Min(s.MostCopies, s.Connections ?? long.MaxValue)).DefaultIfEmpty().Max();
        return scenario.Server.Close.StaysOpen || scenario.Client.Close.StaysOpen ? Math.Max(copies, Connections(scenario)) : copies;
    }

    // Steps that run for a time open as many as the machine can: they count as none.
    private static long Connections(Scenario scenario) => scenario.Load.Facts().Sum(s => s.Connections ?? 0);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    // Where one side resets, no TIME_WAIT stays on the other.
    private static (bool Server, bool Client) MayCloseFirst(Scenario scenario)
    {
        var (server, client) = (scenario.Server.Close, scenario.Client.Close);
        return (server.MayCloseFirst && !client.Resets, client.MayCloseFirst && !server.Resets);
    }
}
