using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>What befalls a share of the test server's answers.</summary>
/// <param name="Share">Of all answers, 0.0001 to 1, in steps of 0.0001; those of all faults together are at most 1.</param>
/// <param name="Act">What it is.</param>
public sealed record Fault(double Share, FaultAct Act)
{
    /// <summary>Shares are whole numbers of these.</summary>
    public const int Parts = 10_000;

    /// <summary>As scenarios write it: <c>{ share: 0.01, cut: 3 }</c>.</summary>
    internal static Shape<Fault> Shape { get; } = new FaultShape();

    /// <summary>How many of <see cref="Parts"/> answers it befalls.</summary>
    [JsonIgnore]
    public int PartsHit => (int)Math.Round(Share * Parts);
}
