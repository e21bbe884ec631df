using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Reporting.Checking;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Checking;

/// <summary>One scenario of a check, and what it is compared with.</summary>
/// <param name="Plan">Of one trial.</param>
/// <param name="Recorded">Its baseline; null when there is none yet, which <c>--update</c> alone allows.</param>
/// <param name="Environment">Where the check runs.</param>
internal sealed record CheckedScenario(RunPlan Plan, BaselineFile? Recorded, BaselineEnvironment Environment)
{
    /// <summary>Its name, by which its baseline is found.</summary>
    public string Name => Plan.Scenario.Name;

    /// <summary>Why speed cannot be compared with the baseline's; empty when it can, or when the baseline has none.</summary>
    public IReadOnlyList<string> Differences { get; } =
        Recorded is null ? [] : BaselineCheck.NotComparable(Recorded.Baseline, Environment, ControlScenario.Version);

    /// <summary>True when its speed is measured, with a control beside it.</summary>
    public bool IsTimed(CheckOptions options) => !options.IsStructuralOnly
        && (Recorded is null || (Recorded.Baseline.Speed is not null && (options.IsUpdate || Differences.Count == 0)));
}
