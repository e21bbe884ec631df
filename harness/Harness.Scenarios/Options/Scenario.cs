using System.Text.Json.Serialization;
using Harness.Scenarios.Expectations;

namespace Harness.Scenarios.Options;

/// <summary>A scenario with every default filled in: what runs, on which network, and what must come out.</summary>
public sealed record Scenario
{
    /// <summary>The story's name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; part of the result folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, for the report.</summary>
    public string About { get; init; } = "";

    /// <summary>The claims that it reproduces, such as C02.</summary>
    public IReadOnlyList<string> Reproduces { get; init; } = [];

    /// <summary>
    /// Settings below net.ipv4 or net.core without which it is skipped, such as tcp_tw_reuse_delay, which Linux has from 6.14 on.
    /// </summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Where the sides stand.</summary>
    public NetworkKind Network { get; init; } = NetworkKind.Namespaces;

    /// <summary>IPv4 or IPv6.</summary>
    public IpVersion Ip { get; init; } = IpVersion.V4;

    /// <summary>The wire between the namespaces; null joins them directly, without delay.</summary>
    public LinkOptions? Link { get; init; }

    /// <summary>Sysctls of each side.</summary>
    public KernelOptions Kernel { get; init; } = new();

    /// <summary>The test server.</summary>
    public required ServerOptions Server { get; init; }

    /// <summary>The clients and how they close.</summary>
    public required ClientOptions Client { get; init; }

    /// <summary>What decides when connections are opened.</summary>
    public LoadEngine Engine { get; init; } = LoadEngine.BuiltIn;

    /// <summary>The load, step by step.</summary>
    public required IReadOnlyList<LoadStep> Load { get; init; }

    /// <summary>What happens after the load, step by step.</summary>
    public IReadOnlyList<ThenStep> Then { get; init; } = [];

    /// <summary>How connections behave, of the load first, then of the loads among the later steps that say it themselves.</summary>
    [JsonIgnore]
    public IEnumerable<ClientOptions> Clients => Then.OfType<ThenStep.Load>().Select(l => l.Client).OfType<ClientOptions>().Prepend(Client);

    /// <summary>How it is watched.</summary>
    public SampleOptions Sample { get; init; } = new();

    /// <summary>The axes of a sweep: one trial per combination of values.</summary>
    public IReadOnlyList<SweepAxis> Sweep { get; init; } = [];

    /// <summary>
    /// True: a trial before the sweep measures the clients' think time, which predicts the shares along <c>server.close.after</c>.
    /// </summary>
    public bool Predict { get; init; }

    /// <summary>A search instead of a sweep; null when there is none.</summary>
    public ThresholdOptions? Threshold { get; init; }

    /// <summary>How often each trial is run, 1 to 1000.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>
    /// How many trials run side by side, 1 to 64, for loads that are light and wait for the kernel's clocks. A scenario with more than 1
    /// may also run beside others of that kind.
    /// </summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>What must hold in every trial.</summary>
    public IReadOnlyList<Expectation> Expect { get; init; } = [];
}

/// <summary>
/// What decides when connections are opened. How each behaves and what is recorded of it is the client's, whichever it is.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoadEngine>))]
public enum LoadEngine
{
    /// <summary>This project's own: due times to the microsecond, and latency counts from when a connection was due.</summary>
    [JsonStringEnumMemberName("built_in")]
    BuiltIn,

    /// <summary>NBomber, where this program was built with it; docs/load.md says what is different then.</summary>
    [JsonStringEnumMemberName("nbomber")]
    NBomber,
}

/// <summary>The internet protocol under TCP.</summary>
public enum IpVersion
{
    /// <summary>IPv4, by AF_INET sockets.</summary>
    V4 = 4,

    /// <summary>IPv6, by AF_INET6 sockets.</summary>
    V6 = 6,
}
