namespace Harness.Scenarios.Options;

/// <summary>
/// The <c>link</c> section: a relay between the two namespaces, which passes every frame on after half the round-trip time. Transparent:
/// the sides keep their addresses.
/// </summary>
public sealed record LinkOptions
{
    private static readonly Dictionary<string, LinkRule> NoRules = [];

    /// <summary>What a frame and its answer spend on the wire together, half of it each way; 0 to 10 s, default 0.</summary>
    public TimeSpan Rtt { get; init; }

    /// <summary>The largest packet that both sides send, 1280 to 9000 bytes; default 1500.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>What it does to single segments, by name, in the order in which they are asked.</summary>
    public IReadOnlyDictionary<string, LinkRule> Rules { get; init; } = NoRules;

    /// <summary>True: every frame of the trial, from its load on, is kept in link.pcap, up to 64 MiB.</summary>
    public bool Pcap { get; init; }
}
