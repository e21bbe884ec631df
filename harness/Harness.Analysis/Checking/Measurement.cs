using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Analysis.Checking;

/// <summary>What was measured of one scenario, or of one value of its sweep.</summary>
public sealed record Measurement
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where it ran.</summary>
    public required BaselineEnvironment Environment { get; init; }

    /// <summary>Its trials, one per round.</summary>
    public required IReadOnlyList<MeasuredTrial> Trials { get; init; }

    /// <summary>The trials that a control trial was run beside.</summary>
    public IReadOnlyList<SpeedRound> Speed { get; init; } = [];

    /// <summary>The version of that control.</summary>
    public int Control { get; init; }

    /// <summary>How long its trials took together.</summary>
    public double Seconds { get; init; }
}

/// <summary>A trial and the control trial beside it.</summary>
/// <param name="Scenario">The scenario's.</param>
/// <param name="Control">The control's.</param>
public sealed record SpeedRound(MeasuredTrial Scenario, MeasuredTrial Control);
