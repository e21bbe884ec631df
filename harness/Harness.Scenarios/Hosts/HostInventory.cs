namespace Harness.Scenarios.Hosts;

/// <summary>Where the nodes of a run stand, so that one scenario serves one machine and many.</summary>
public sealed record HostInventory
{
    /// <summary>Hosts of one tier at most.</summary>
    public const int MostHosts = 64;

    /// <summary>How agents are started.</summary>
    public LaunchOptions Launch { get; init; } = new LaunchOptions.Ssh();

    /// <summary>The absolute path of the program on every host; null: the native agent is copied there.</summary>
    public string? Program { get; init; }

    /// <summary>Those that listen, 1 to 64.</summary>
    public IReadOnlyList<HostOptions> Servers { get; init; } = [];

    /// <summary>Those that connect, 1 to 64; the load is split between them.</summary>
    public IReadOnlyList<HostOptions> Clients { get; init; } = [];
}
