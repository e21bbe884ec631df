namespace Harness.Scenarios.Options;

/// <summary>
/// The <c>link</c> section: a relay between the two namespaces, which passes every frame on after half the round-trip time. Transparent:
/// the sides keep their addresses.
/// </summary>
public sealed record LinkOptions
{
    /// <summary>What a frame and its answer spend on the wire together, half of it each way; 0 to 10 s, default 0.</summary>
    public TimeSpan Rtt { get; init; }

    /// <summary>True: every frame of the trial, from its load on, is kept in link.pcap, up to 64 MiB.</summary>
    public bool Pcap { get; init; }
}
