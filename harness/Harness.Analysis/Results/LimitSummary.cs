namespace Harness.Analysis.Results;

/// <summary>Bounds of the run that its charts draw; null where one could not be read.</summary>
public sealed record LimitSummary
{
    /// <summary>Ports that the client may take for one server address and port: the width of ip_local_port_range.</summary>
    public int? ClientPorts { get; init; }

    /// <summary>tcp_max_tw_buckets of the server's namespace.</summary>
    public int? ServerTimeWaitBuckets { get; init; }

    /// <summary>tcp_max_tw_buckets of the client's namespace.</summary>
    public int? ClientTimeWaitBuckets { get; init; }

    /// <summary>Slots of the kernel's hash table of connections, in which every TIME_WAIT is found; all namespaces share it. More may be held than it has slots: they make chains.</summary>
    public int? EstablishedHashEntries { get; init; }

    /// <summary>Slots of the kernel's hash table of local ports; null where only root may read the kernel's log.</summary>
    public int? BindHashEntries { get; init; }
}
