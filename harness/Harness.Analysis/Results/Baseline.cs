namespace Harness.Analysis.Results;

/// <summary>
/// The figures of a scenario as they were recorded: <c>check</c> compares with them. <c>results/README.md</c> explains each key.
/// </summary>
public sealed record Baseline
{
    /// <summary>The form of this file that this program writes; it refuses a newer one.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this file.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where it was recorded.</summary>
    public required BaselineEnvironment Environment { get; init; }

    /// <summary>Bounds of figures that do not depend on speed, by their keys; judged on every machine.</summary>
    public required IReadOnlyDictionary<string, Bound> Structural { get; init; }

    /// <summary>How fast it was relative to the control; null when speed is not judged.</summary>
    public SpeedBaseline? Speed { get; init; }
}

/// <summary>What a figure must be: one value, or something between two bounds.</summary>
public sealed record Bound
{
    /// <summary>Exactly this, in every round; null when there are bounds.</summary>
    public double? Is { get; init; }

    /// <summary>
    /// At least this share of the connections, 0 to 1, all rounds together; of requests per connection: at least so many.
    /// </summary>
    public double? From { get; init; }

    /// <summary>At most this share or number.</summary>
    public double? To { get; init; }
}

/// <summary>How fast a scenario was, as ratios to the control trials beside it.</summary>
public sealed record SpeedBaseline
{
    /// <summary>The version of the control; with another one the ratios mean something else.</summary>
    public required int Control { get; init; }

    /// <summary>By how much a metric may become worse, as a share, before it counts: 0.1 is 10 %. Above 0 and below 1.</summary>
    public required double Margin { get; init; }

    /// <summary>One ratio per round, sorted, by the figure's key.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Ratios { get; init; }
}

/// <summary>What must be alike for two measurements of speed to be comparable.</summary>
/// <param name="Architecture">x64, arm64, ...</param>
/// <param name="Cores">Processors that the run may use; on hosts, of all of them together.</param>
/// <param name="Kernel">The kernel's version without its patch level: 6.18.</param>
/// <param name="Network"><c>namespaces</c>, <c>one_namespace</c>, <c>loopback</c>, or <c>hosts</c> with how many of each tier.</param>
/// <param name="Runtime">The .NET runtime's name and major version: .NET 10.</param>
public sealed record BaselineEnvironment(string Architecture, int Cores, string Kernel, string Network, string Runtime)
{
    /// <summary>In words, why figures of <paramref name="now"/> are not comparable with those recorded here; empty when they are.</summary>
    public IEnumerable<string> DifferencesTo(BaselineEnvironment now)
    {
        (string What, string Then, string Now)[] all =
        [
            ("architecture", Architecture, now.Architecture),
            ("cores", $"{Cores}", $"{now.Cores}"),
            ("kernel", Kernel, now.Kernel),
            ("network", Network, now.Network),
            ("runtime", Runtime, now.Runtime),
        ];
        return all.Where(f => f.Then != f.Now).Select(f => $"{f.What} {f.Now}, the baseline's is {f.Then}");
    }
}
