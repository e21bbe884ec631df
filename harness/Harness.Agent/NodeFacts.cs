using Harness.Linux;
using Harness.Linux.Tcp;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>Reads what a node stands on.</summary>
internal static class NodeFacts
{
    // Every setting that changes what a TIME_WAIT reader sees.
    private static readonly string[] Sysctls =
    [
        "ip_local_port_range", "ip_local_reserved_ports", "somaxconn", "tcp_abort_on_overflow", "tcp_challenge_ack_limit",
        "tcp_ehash_entries", "tcp_fin_timeout", "tcp_max_orphans", "tcp_max_syn_backlog", "tcp_max_tw_buckets",
        "tcp_orphan_retries", "tcp_rfc1337", "tcp_syn_retries", "tcp_syncookies",
        "tcp_timestamps", "tcp_tw_reuse", "tcp_tw_reuse_delay",
    ];

    public static NodeEnvironment Read(string address, long descriptorLimit, CounterMeaning meaning) => new()
    {
        Address = address,
        // What this kernel lacks, or does not show in a namespace, is left out.
        Sysctls = new SortedDictionary<string, string>(
            Sysctls.Select(name => (Name: name, Value: Sysctl.TryRead(name)))
                .Where(s => s.Value is not null)
                .ToDictionary(s => s.Name, s => s.Value!),
            StringComparer.Ordinal),
        MissingCounters = [.. WatchedCounters.Names.Except(KernelCounters.Now().Keys)],
        DescriptorLimit = descriptorLimit,
        TakesPortWindow = TcpSockets.TakePortWindow(),
        TimeWaitCounted = meaning,
    };
}
